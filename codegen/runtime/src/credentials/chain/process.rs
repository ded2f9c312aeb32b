//! Credentials that a command prints.
//!
//! reqsign has a provider for this too. It is not used: it writes the command line, which may hold a password, to the
//! log; splits it at every space, quoted or not; lets credentials live for ever when it cannot read when they expire;
//! and quotes what it cannot parse.
//!
//! The command runs in a thread of its own, through the shell, as the SDKs for Go and Rust do it: that takes neither a
//! dependency nor tokio's I/O. Who gives up waiting ends the command.

use super::plan::Command;
use super::text::brief;
use crate::credentials::{Credentials, CredentialsError};
use crate::error::DecodeError;
use serde::Deserialize;
use std::io::{self, Read};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};
use tokio::sync::oneshot;

/// The credentials that `command` prints; `name` is what errors begin with.
pub(super) async fn credentials(
    name: &str,
    command: &Command,
) -> Result<Credentials, CredentialsError> {
    let name = format!("{name}: credential_process");
    let output = run(command)
        .await
        .map_err(|error| CredentialsError::because(&name, error))?;
    if !output.status.success() {
        // AWS asks of such programs to write nothing secret there, as it is shown.
        let said = brief(&String::from_utf8_lossy(&output.errors));
        let message = format!("{name} failed with {}: {said}", output.status);
        return Err(CredentialsError::message(message));
    }
    parse(&output.text).map_err(|why| CredentialsError::because(&name, why))
}

/// What the command is to print.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Printed {
    version: u32,
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
    expiration: Option<String>,
    account_id: Option<String>,
}

fn parse(text: &[u8]) -> Result<Credentials, CredentialsError> {
    let printed: Printed = serde_json::from_slice(text)
        .map_err(|error| CredentialsError::because("output", DecodeError::from_json(&error)))?;
    if printed.version != 1 {
        let message = format!("output: expected Version 1, got {}", printed.version);
        return Err(CredentialsError::message(message));
    }
    if printed.access_key_id.is_empty() || printed.secret_access_key.is_empty() {
        let message = "output: AccessKeyId or SecretAccessKey is empty";
        return Err(CredentialsError::message(message));
    }
    let mut credentials = Credentials::new(printed.access_key_id, printed.secret_access_key);
    if let Some(token) = printed.session_token {
        credentials = credentials.session_token(token);
    }
    if let Some(account) = printed.account_id {
        credentials = credentials.account_id(account);
    }
    let Some(expiration) = printed.expiration else {
        return Ok(credentials);
    };
    let Ok(expiry) = crate::Timestamp::from_date_time(&expiration) else {
        return Err(CredentialsError::message(
            "output: Expiration is no time as RFC 3339 has it",
        ));
    };
    Ok(credentials.expires_at(SystemTime::from(expiry)))
}

struct Output {
    status: ExitStatus,
    text: Vec<u8>,
    errors: Vec<u8>,
}

async fn run(command: &Command) -> io::Result<Output> {
    let mut child = shell(&command.0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let pipes = (child.stdout.take(), child.stderr.take());
    let running = Running(Arc::new(Mutex::new(child)));
    let (sender, receiver) = oneshot::channel();
    let child = Arc::clone(&running.0);
    thread::Builder::new().spawn(move || {
        // Nobody is there to take it when the caller has given up.
        let _ = sender.send(collect(&child, pipes.0, pipes.1));
    })?;
    let output = receiver.await.map_err(io::Error::other)?;
    drop(running);
    output
}

#[cfg(not(windows))]
fn shell(line: &str) -> std::process::Command {
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(line);
    shell
}

#[cfg(windows)]
fn shell(line: &str) -> std::process::Command {
    use std::os::windows::process::CommandExt;

    let mut shell = std::process::Command::new("cmd.exe");
    // The shell has rules of its own for quotes: it gets the line as it is, in a pair that it takes away.
    shell.arg("/C").raw_arg(format!("\"{line}\""));
    shell
}

/// Reads all that the command prints and waits for its end.
fn collect(
    child: &Mutex<Child>,
    text: Option<impl Read>,
    errors: Option<impl Read + Send>,
) -> io::Result<Output> {
    let (text, errors) = thread::scope(|scope| {
        // Both at once: a pipe that nobody reads fills up, and the command waits for ever.
        let errors = thread::Builder::new().spawn_scoped(scope, || read(errors))?;
        let text = read(text)?;
        let errors = errors.join().unwrap_or_else(|_| Ok(Vec::new()))?;
        io::Result::Ok((text, errors))
    })?;
    loop {
        // Not `wait`, which would keep the lock from who wants to end the command.
        if let Some(status) = lock(child).try_wait()? {
            return Ok(Output {
                status,
                text,
                errors,
            });
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn read(pipe: Option<impl Read>) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    if let Some(mut pipe) = pipe {
        pipe.read_to_end(&mut content)?;
    }
    Ok(content)
}

/// A command that ends when nobody waits for it any more.
struct Running(Arc<Mutex<Child>>);

impl Drop for Running {
    fn drop(&mut self) {
        // It fails when the command has ended already.
        let _ = lock(&self.0).kill();
    }
}

fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, unix))]
mod tests;

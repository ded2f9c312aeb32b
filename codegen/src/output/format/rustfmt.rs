//! One run of rustfmt over many files.
//!
//! They go through its standard input and output as one text: files would have to be made, each in a folder to itself and
//! with the modules that it declares, for rustfmt follows `mod x;` and stops if nothing is there. That takes longer than
//! the formatting.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::join;
use crate::support::diagnostic::{Diagnostic, Diagnostics};
use tempfile::TempDir;

/// A file on its way through rustfmt.
pub(super) struct File {
    /// Its path in the generated crate, for messages.
    pub(super) path: String,
    /// Its text, before and after.
    pub(super) text: String,
}

/// Formats `files` with edition 2024 and its style, whatever rustfmt.toml a machine has.
pub(super) fn run(program: &OsStr, files: &mut [File]) -> Result<(), Diagnostics> {
    let folder = TempDir::new().map_err(|error| scratch(&error))?;
    let configuration = folder.path().join("rustfmt.toml");
    fs::write(&configuration, "").map_err(|error| scratch(&error))?;
    let joined = join::join(files.iter().map(|file| file.text.as_str()));
    let output = start(program, &configuration, joined, LIMIT)
        .map_err(|error| not_started(program, &error))?
        .ok_or_else(|| not_ended(program))?;
    if !output.status.success() {
        return Err(failed(program, &output, files).into());
    }
    let texts = join::split(&String::from_utf8_lossy(&output.stdout));
    if texts.len() != files.len() {
        return Err(incomplete(program, texts.len(), files.len()).into());
    }
    for (file, text) in files.iter_mut().zip(texts) {
        file.text = text;
    }
    Ok(())
}

/// Timeout of rustfmt. It takes a second for a megabyte; for some contrived code it takes far longer.
const LIMIT: Duration = Duration::from_secs(100);

/// Runs `program` on the text `input`; `None` if it does not come to an end within the limit.
fn start(
    program: &OsStr,
    configuration: &Path,
    input: String,
    limit: Duration,
) -> io::Result<Option<Output>> {
    let mut command = Command::new(program);
    command.args(["--edition", "2024", "--style-edition", "2024"]);
    command
        .args(["--color", "never", "--config-path"])
        .arg(configuration);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // Beside each other, lest each waits for another. A program that does not read to the end has failed, and says so by its
    // exit status or its output. Where it takes too long nobody waits for these: what it has started may hold the pipes.
    let write = move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes()));
    thread::Builder::new().spawn(write)?;
    let (errors, all_errors) = mpsc::channel();
    thread::Builder::new().spawn(move || errors.send(read(stderr)))?;
    let (text, all_text) = mpsc::channel();
    thread::Builder::new().spawn(move || text.send(read(stdout)))?;
    let Ok(stdout) = all_text.recv_timeout(limit) else {
        child.kill()?;
        child.wait()?;
        return Ok(None);
    };
    Ok(Some(Output {
        status: child.wait()?,
        stdout: stdout?,
        stderr: all_errors.recv().map_err(io::Error::other)??,
    }))
}

/// Reads all of the pipe.
fn read(pipe: Option<impl io::Read>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        pipe.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

const INSTALL: &str = "install it with `rustup component add rustfmt`, or name one in the environment variable `RUSTFMT`";

fn not_started(program: &OsStr, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!(
        "rustfmt (`{}`) cannot be run: {error}",
        program.display()
    ))
    .help(INSTALL)
}

fn not_ended(program: &OsStr) -> Diagnostic {
    let (program, seconds) = (program.display(), LIMIT.as_secs());
    Diagnostic::error(format!(
        "rustfmt (`{program}`) did not finish within {seconds} seconds"
    ))
    .help("if the machine is not busy, this is a bug of the generator")
}

const UPDATE: &str = "rustfmt 1.8 (Rust 1.85) or later is needed; if it is new enough, this is a bug of the generator";

fn failed(program: &OsStr, output: &Output, files: &[File]) -> Diagnostic {
    let report = place(String::from_utf8_lossy(&output.stderr).trim(), files);
    let error = Diagnostic::error(format!(
        "rustfmt (`{}`) failed: {}\n{report}",
        program.display(),
        output.status
    ));
    // What rustup says when the toolchain has no rustfmt.
    if report.contains("is not installed") {
        error.help(INSTALL)
    } else {
        error.help(UPDATE)
    }
}

/// Returns `report` with the places in the joined text named by the files they are in.
fn place(report: &str, files: &[File]) -> String {
    let mut parts = report.split("<stdin>:");
    let mut placed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|char: char| char.is_ascii_digit());
        let line = part.strip_suffix(rest).and_then(|line| line.parse().ok());
        match line.and_then(|line| find(line, files)) {
            Some((path, line)) => placed.push_str(&format!("{path}:{line}{rest}")),
            None => placed.push_str(&format!("<stdin>:{part}")),
        }
    }
    placed
}

/// Returns the file that line `line` of the joined text is in, and which line of its own that is.
fn find(mut line: usize, files: &[File]) -> Option<(&str, usize)> {
    for File { path, text } in files {
        let length = text.lines().count() + 1;
        if line <= length {
            return Some((path, line));
        }
        line -= length;
    }
    None
}

fn incomplete(program: &OsStr, found: usize, expected: usize) -> Diagnostic {
    Diagnostic::error(format!(
        "rustfmt (`{}`) returned {found} files instead of {expected}",
        program.display()
    ))
    .help(UPDATE)
}

fn scratch(error: &io::Error) -> Diagnostic {
    let folder: OsString = std::env::temp_dir().into();
    Diagnostic::error(format!("temporary files cannot be written or read: {error}"))
        .file(folder.display().to_string())
        .help("free some space, or name another folder in the environment variable `TMPDIR` (`TEMP` on Windows)")
}

#[cfg(all(test, unix))]
mod tests {
    use super::start;
    use std::fs::{Permissions, set_permissions, write};
    use std::os::unix::fs::PermissionsExt as _;
    use std::time::Duration;
    use tempfile::TempDir;

    #[test]
    fn what_does_not_come_to_an_end_is_ended() {
        let folder = TempDir::new().unwrap();
        let program = folder.path().join("rustfmt");
        // With a process of its own, which goes on to hold the pipes.
        write(&program, "#!/bin/sh\nsleep 50\necho done\n").unwrap();
        set_permissions(&program, Permissions::from_mode(0o700)).unwrap();
        let limit = Duration::from_millis(200);
        let output = start(
            program.as_os_str(),
            folder.path(),
            "x".repeat(1 << 20),
            limit,
        );
        assert!(output.unwrap().is_none());
    }
}

//! Processes that write a line for each line that they read.

use std::io::{BufRead, BufReader, Read, Write as _};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Time for a line: the first call of a service takes seconds, more on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process, killed when it is dropped; if a test failed, its standard error is shown.
pub struct Process {
    name: &'static str,
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
    errors: Option<JoinHandle<String>>,
}

impl Process {
    /// Starts a process without any of the caller's variables: neither proxies nor credentials.
    pub fn start(name: &'static str, command: &mut Command) -> Self {
        command.env_clear();
        // Sets are listed in the order of hashes, which Python changes from run to run.
        command.env("PYTHONHASHSEED", "0");
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let child = command.stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let lines = lines(child.stdout.take().unwrap());
        let errors = child.stderr.take().unwrap();
        Self {
            name,
            input: child.stdin.take().unwrap(),
            lines,
            errors: Some(thread::spawn(move || text(errors))),
            child,
        }
    }

    /// Writes a line, and returns the line that the process writes then.
    pub fn ask(&mut self, line: &str) -> String {
        // A process that has ended has no line either.
        let _ = writeln!(self.input, "{line}").and_then(|()| self.input.flush());
        self.line()
    }

    /// Returns the next line that the process writes.
    pub fn line(&self) -> String {
        let line = self.lines.recv_timeout(PATIENCE);
        line.unwrap_or_else(|problem| match problem {
            RecvTimeoutError::Timeout => panic!("{}: no line in {PATIENCE:?}", self.name),
            RecvTimeoutError::Disconnected => panic!("{} has ended", self.name),
        })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let errors = self.errors.take().and_then(|it| it.join().ok());
        if thread::panicking() {
            eprintln!("{}:\n{}", self.name, errors.unwrap_or_default());
        }
    }
}

fn lines(output: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut lines = BufReader::new(output).lines();
        while let Some(Ok(line)) = lines.next() {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

fn text(mut errors: ChildStderr) -> String {
    let mut bytes = Vec::new();
    let _ = errors.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

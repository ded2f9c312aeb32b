//! Collects the output of a command, in its own thread and without async I/O.
//!
//! The thread never blocks on a pipe. Descendants of the command may have left its process group and keep the pipes
//! open indefinitely; the thread ends nevertheless when nobody waits for the output any longer, or soon after the
//! command.

use super::child::{KillOnDrop, Pipes, Process};
#[cfg(not(unix))]
use super::pipe_portable::Pipe;
#[cfg(unix)]
use super::pipe_unix::Pipe;
use crate::transport::BoxError;
use std::io;
use std::process::ExitStatus;
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Maximum size of the output, in bytes: credentials have a few thousand.
const MAX_OUTPUT: usize = 1024 * 1024;

/// Number of bytes of the error output that are kept: an error shows the beginning.
const MAX_ERRORS: usize = 4 * 1024;

/// Time after the end of a command to wait for the rest of its output, if another process has the pipe open and the
/// output is not complete.
const GRACE: Duration = Duration::from_secs(1);

/// Shortest and longest delay between two polls of a command that prints nothing: each delay is twice the previous one.
const PAUSES: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(16)];

/// Result of a command.
pub(super) struct Output {
    pub(super) status: ExitStatus,
    pub(super) text: Vec<u8>,
    pub(super) errors: Vec<u8>,
}

/// Runs `line` in the shell to completion. Dropping the future kills the command with its process group.
///
/// `is_whole` returns true for output that is complete.
pub(super) async fn run(line: &str, is_whole: fn(&[u8]) -> bool) -> Result<Output, BoxError> {
    let (process, pipes) = Process::spawn(line)?;
    let _kill_on_drop = KillOnDrop(process.clone());
    let (sender, receiver) = oneshot::channel();
    let collected = process.clone();
    let thread = thread::Builder::new().spawn(move || {
        let is_wanted = || !sender.is_closed();
        let output = collect(&collected, pipes, is_whole, is_wanted);
        if output.is_err() {
            collected.kill();
        }
        // Nobody is there to take it when the caller has given up.
        let _ = sender.send(output);
        collected.reap();
    });
    if let Err(error) = thread {
        process.kill();
        process.reap();
        return Err(error.into());
    }
    receiver.await?
}

fn collect(
    process: &Process,
    pipes: Pipes,
    is_whole: fn(&[u8]) -> bool,
    is_wanted: impl Fn() -> bool,
) -> Result<Output, BoxError> {
    let mut text = Captured::new(pipes.stdout.map(Pipe::new).transpose()?, MAX_OUTPUT);
    let mut errors = Captured::new(pipes.stderr.map(Pipe::new).transpose()?, MAX_ERRORS);
    let mut end: Option<(ExitStatus, Instant)> = None;
    let [shortest, longest] = PAUSES;
    let mut pause = shortest;
    while is_wanted() {
        let has_read = text.read()? | errors.read()?;
        if text.is_cut {
            return Err("the command printed more than 1 MiB and was killed".into());
        }
        match end {
            None => end = process.try_wait()?.map(|status| (status, Instant::now())),
            // All that it had printed before it ended has been read.
            Some((status, since)) if !has_read || since.elapsed() > GRACE => {
                let is_complete = if status.success() {
                    text.has_ended || is_whole(&text.bytes)
                } else {
                    errors.has_ended
                };
                if is_complete || since.elapsed() > GRACE {
                    return Ok(Output {
                        status,
                        text: text.bytes,
                        errors: errors.bytes,
                    });
                }
            }
            Some(_) => {}
        }
        if has_read {
            pause = shortest;
        } else {
            thread::sleep(pause);
            pause = longest.min(pause * 2);
        }
    }
    Err("the command was cancelled".into())
}

/// Captured beginning of a pipe's data.
struct Captured {
    pipe: Option<Pipe>,
    bytes: Vec<u8>,
    limit: usize,
    is_cut: bool,
    has_ended: bool,
}

impl Captured {
    fn new(pipe: Option<Pipe>, limit: usize) -> Self {
        Self {
            has_ended: pipe.is_none(),
            pipe,
            bytes: Vec::new(),
            limit,
            is_cut: false,
        }
    }

    /// Reads the available data. Returns true if there was any.
    fn read(&mut self) -> io::Result<bool> {
        let Some(pipe) = self.pipe.as_mut().filter(|_| !self.has_ended) else {
            return Ok(false);
        };
        let Some(chunk) = pipe.read()? else {
            return Ok(false);
        };
        self.has_ended = chunk.is_empty();
        let room = self.limit - self.bytes.len();
        self.is_cut |= chunk.len() > room;
        self.bytes.extend(chunk.into_iter().take(room));
        Ok(true)
    }
}

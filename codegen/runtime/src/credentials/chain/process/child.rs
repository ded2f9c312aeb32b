//! A running command with its descendants.

use crate::lock::lock;
use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// Interval of polling a killed command for its end.
const REAP: Duration = Duration::from_millis(5);

/// A command in its own process group, if the system has groups: a shell does not forward signals to the commands of
/// its line.
///
/// Clones are the same command.
#[derive(Clone)]
pub(super) struct Process(Arc<Mutex<Running>>);

struct Running {
    child: Child,
    /// True after its end was seen: from then on its id may belong to another process.
    has_ended: bool,
}

impl Process {
    /// Runs `line` in the shell, with pipes for both outputs and without input.
    pub(super) fn spawn(line: &str) -> io::Result<(Self, Pipes)> {
        let mut child = shell(line)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = Pipes {
            stdout: child.stdout.take(),
            stderr: child.stderr.take(),
        };
        let has_ended = false;
        let running = Running { child, has_ended };
        Ok((Self(Arc::new(Mutex::new(running))), pipes))
    }

    /// Returns the status of the command if it has ended.
    pub(super) fn try_wait(&self) -> io::Result<Option<ExitStatus>> {
        let mut running = self.lock();
        let status = running.child.try_wait()?;
        running.has_ended = status.is_some();
        Ok(status)
    }

    /// Kills the command and its group, unless the command has ended: processes that it left running, such as an agent,
    /// are not killed.
    pub(super) fn kill(&self) {
        let mut running = self.lock();
        if !running.has_ended {
            // What fails has ended already.
            kill_group(&running.child);
            let _ = running.child.kill();
        }
    }

    /// Waits for the end of the killed command, so that the system releases it.
    pub(super) fn reap(&self) {
        // Not with a wait under the lock, which callers that give up take.
        while let Ok(None) = self.try_wait() {
            thread::sleep(REAP);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Running> {
        lock(&self.0)
    }
}

/// Output pipes of a command.
pub(super) struct Pipes {
    pub(super) stdout: Option<std::process::ChildStdout>,
    pub(super) stderr: Option<std::process::ChildStderr>,
}

/// Kills a command and its process group on drop, unless it has ended.
pub(super) struct KillOnDrop(pub(super) Process);

impl Drop for KillOnDrop {
    fn drop(&mut self) {
        self.0.kill();
    }
}

#[cfg(unix)]
fn kill_group(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process_group};

    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

#[cfg(not(unix))]
fn kill_group(_: &Child) {}

#[cfg(unix)]
fn shell(line: &str) -> Command {
    use std::os::unix::process::CommandExt;

    let mut shell = Command::new("sh");
    shell.arg("-c").arg(line).process_group(0);
    shell
}

#[cfg(windows)]
fn shell(line: &str) -> Command {
    use std::os::windows::process::CommandExt;

    let mut shell = Command::new("cmd.exe");
    // The shell has rules of its own for quotes: it gets the line as it is, in a pair that it takes away.
    shell.arg("/C").raw_arg(format!("\"{line}\""));
    shell
}

#[cfg(not(any(unix, windows)))]
fn shell(line: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(line);
    shell
}

//! Other programs, and what they cost.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Time and memory that a process took, with all that it started.
#[derive(Clone, Copy)]
pub struct Cost {
    pub cpu: Duration,
    pub wall: Duration,
    /// Most memory of one process, in bytes.
    pub peak: u64,
}

/// Runs `command` and says what it cost.
pub fn cost(command: &mut Command) -> Result<Cost> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut said = String::new();
    if let Some(mut stderr) = child.stderr.take() {
        stderr.read_to_string(&mut said)?;
    }
    let used = child.wait4()?;
    if !used.status.success() {
        return Err(failed(command, &said));
    }
    Ok(Cost {
        cpu: used.rusage.utime + used.rusage.stime,
        wall: start.elapsed(),
        peak: used.rusage.maxrss,
    })
}

/// Returns the output of `command`.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(failed(command, &said))
}

fn failed(command: &Command, said: &str) -> Box<dyn std::error::Error> {
    format!("{command:?} failed:\n{said}").into()
}

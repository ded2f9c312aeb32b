//! Other programs, and what they cost.

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What a process and all that it started took.
#[derive(Clone, Copy)]
pub struct Cost {
    pub cpu: Duration,
    pub wall: Duration,
}

/// Runs `command` and says what it cost.
pub fn cost(command: &mut Command) -> Result<Cost> {
    let (cpu, start) = (children()?, Instant::now());
    output(command)?;
    Ok(Cost {
        wall: start.elapsed(),
        cpu: children()? - cpu,
    })
}

/// What `command` prints.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} failed:\n{said}").into())
}

/// CPU time of all processes that were waited for, and of those that they waited for.
fn children() -> Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Ok(Duration::from_micros(micros.try_into()?))
}

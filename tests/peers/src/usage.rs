//! CPU time of the machine: how much of it others had during a measurement.

use crate::command::Result;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// Units of `/proc/stat` in a second, on every Linux that these measurements run on.
const TICKS: f64 = 100.0;

/// Seconds since the start of the machine.
pub struct Usage {
    /// Of all cores, idle or not.
    all: f64,
    /// Of all cores, not idle.
    busy: f64,
    /// Of this process, and of its children that have ended.
    own: f64,
}

impl Usage {
    /// Returns the use until now.
    pub fn now() -> Result<Self> {
        let stat = std::fs::read_to_string("/proc/stat")?;
        let line = stat.lines().next().unwrap_or_default();
        // user, nice, system, idle, iowait, irq, softirq, steal; guests are in the first two.
        let ticks: Vec<f64> = line
            .split_whitespace()
            .skip(1)
            .take(8)
            .map(str::parse)
            .collect::<std::result::Result<_, _>>()?;
        let &[user, nice, system, idle, iowait, irq, softirq, steal] = ticks.as_slice() else {
            return Err("/proc/stat does not begin with the times of all cores".into());
        };
        let busy = user + nice + system + irq + softirq + steal;
        Ok(Self {
            all: (busy + idle + iowait) / TICKS,
            busy: busy / TICKS,
            own: spent(UsageWho::RUSAGE_SELF)? + spent(UsageWho::RUSAGE_CHILDREN)?,
        })
    }

    /// Returns the share of the cores that other processes have had since `self`, from 0 to 1.
    pub fn others(&self) -> Result<f64> {
        let now = Self::now()?;
        let others = (now.busy - self.busy) - (now.own - self.own);
        Ok((others / (now.all - self.all)).clamp(0.0, 1.0))
    }
}

fn spent(who: UsageWho) -> Result<f64> {
    let usage = getrusage(who)?;
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    #[expect(clippy::cast_precision_loss, reason = "none is that large")]
    Ok(micros as f64 / 1e6)
}

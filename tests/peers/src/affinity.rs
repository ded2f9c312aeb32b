//! One core for everything: what a process takes without what waking another core costs.

use crate::command::Result;
use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::unistd::Pid;
use std::fs::read_dir;

/// Does `work` with all threads of this process, and the processes that it starts, on one core.
///
/// When two processes on two cores talk in turn, each falls idle and is woken for every message. A virtual machine charges
/// that to them, as much as a third of all that they take, and differently from hour to hour.
pub fn on_one_core<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    let all = sched_getaffinity(Pid::from_raw(0))?;
    let first = (0..CpuSet::count()).find(|core| all.is_set(*core).unwrap_or_default());
    let mut one = CpuSet::new();
    one.set(first.ok_or("there is no core")?)?;
    keep_to(&one)?;
    let done = work();
    keep_to(&all)?;
    done
}

fn keep_to(cores: &CpuSet) -> Result {
    for thread in read_dir("/proc/self/task")? {
        let id = thread?.file_name().to_string_lossy().parse()?;
        sched_setaffinity(Pid::from_raw(id), cores)?;
    }
    Ok(())
}

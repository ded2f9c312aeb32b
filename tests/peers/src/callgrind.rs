//! Instructions where the processor does not count them: callgrind of valgrind, if it is installed.

use crate::command::{Result, output};
use std::process::Command;

/// Returns the thousands of instructions outside of the kernel for a call, on all threads; `None` without valgrind.
/// `program` makes the program that makes as many calls as it says, and `warm_up` more calls for each of them; it runs with
/// both numbers of `calls`. What is done once is in both, so it is not in the difference.
pub fn thousands(
    program: impl Fn(&str) -> Command,
    calls: [u32; 2],
    warm_up: f64,
) -> Result<Option<f64>> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        return Ok(None);
    }
    let [few, many] = calls.map(|calls| counted(&program(&calls.to_string())));
    let [few_calls, many_calls] = calls.map(f64::from);
    let calls = (many_calls - few_calls) * (1.0 + warm_up);
    Ok(Some(((many? - few?) / calls / 1e3).round()))
}

/// Returns the instructions of a program from its start to its end.
fn counted(program: &Command) -> Result<f64> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut valgrind = Command::new("valgrind");
    valgrind
        .env_clear()
        .env("PATH", path)
        .envs(
            program
                .get_envs()
                .filter_map(|(key, value)| Some((key, value?))),
        )
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            "--log-fd=1",
        ])
        .arg(program.get_program())
        .args(program.get_args());
    let said = output(&mut valgrind)?;
    let counted = said
        .lines()
        .find_map(|line| line.split_once("Collected : "));
    let (_, counted) = counted.ok_or("callgrind says no number of instructions")?;
    Ok(counted.trim().parse()?)
}

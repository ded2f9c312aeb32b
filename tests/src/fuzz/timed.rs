//! Programs that run numbered cases until time is up.

use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Runs cases by the arguments `--minutes N` and `--seed N`, from the seed on. `case` returns how often the case is
/// accepted, or a description of what is wrong: that ends the program with code 1, with the number of the case.
pub fn run(case: impl Fn(u64) -> Result<u64, String>) -> ExitCode {
    let (minutes, first) = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    let limit = Duration::from_secs_f64(minutes.max(0.0) * 60.0);
    let start = Instant::now();
    let (mut seed, mut accepted) = (first, 0);
    while start.elapsed() < limit {
        match case(seed) {
            Ok(count) => accepted += count,
            Err(problem) => {
                eprintln!("case {seed}, {problem}");
                return ExitCode::FAILURE;
            }
        }
        seed += 1;
    }
    println!("{} cases; accepted {accepted} times", seed - first);
    ExitCode::SUCCESS
}

/// Returns the minutes and the seed.
fn options(mut arguments: impl Iterator<Item = String>) -> Result<(f64, u64), String> {
    let (mut minutes, mut seed) = (1.0, 1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(format!("{name} needs a value"))?;
        let wrong = format!("{name} {value}: not a number");
        match name.as_str() {
            "--minutes" => minutes = value.parse().map_err(|_| wrong)?,
            "--seed" => seed = value.parse().map_err(|_| wrong)?,
            _ => return Err(format!("{name}: not known, see the source")),
        }
    }
    Ok((minutes, seed))
}

//! Feeds the generator mutated models until time is up, and says what it found:
//! `cargo run --release --package tests --example fuzz -- --minutes 60 [--seed N] [--limit SECONDS]`
//!
//! One case in 30 is formatted too, one in 1000 compiled: `--format-every N`, `--compile-every N`, 0 for never.
//! Cases are numbered from the seed on. `--seed N --cases 1` runs the case N alone, and `--show N` prints its input. It
//! ends with code 1 where a case was not as it should be; a case that overflows the stack ends it at once, with the case
//! in the thread's name.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use tests::fuzz::{Corpus, Ending, Run, Samples};

#[derive(Debug)]
struct Options {
    minutes: f64,
    seed: u64,
    cases: u64,
    limit: f64,
    show: Option<u64>,
    samples: Samples,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        minutes: 1.0,
        seed: 1,
        cases: u64::MAX,
        limit: 20.0,
        show: None,
        samples: Samples {
            text: 30,
            compiled: 1000,
        },
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(format!("{name} needs a value"))?;
        let wrong = |_| format!("{name} {value}: not a whole number");
        let number = || {
            value
                .parse::<f64>()
                .map_err(|_| format!("{name} {value}: not a number"))
        };
        match name.as_str() {
            "--minutes" => options.minutes = number()?,
            "--limit" => options.limit = number()?,
            "--seed" => options.seed = value.parse().map_err(wrong)?,
            "--cases" => options.cases = value.parse().map_err(wrong)?,
            "--format-every" => options.samples.text = value.parse().map_err(wrong)?,
            "--compile-every" => options.samples.compiled = value.parse().map_err(wrong)?,
            "--show" => options.show = Some(value.parse().map_err(wrong)?),
            _ => {
                return Err(format!("{name}: not known, see the source"));
            }
        }
    }
    Ok(options)
}

/// What was counted.
#[derive(Debug, Default)]
struct Tally {
    cases: u64,
    taken: u64,
    slowest: (Duration, u64),
    /// Failures by what was said, each with its first case and how often it came.
    failures: BTreeMap<String, (u64, u64)>,
}

fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(2);
        }
    };
    let run = Run::new(
        Corpus::load(),
        Duration::from_secs_f64(options.limit),
        options.samples,
    );
    if let Some(seed) = options.show {
        let shown = std::io::stdout().write_all(run.input(seed).bytes());
        return ExitCode::from(u8::from(shown.is_err()));
    }
    let start = Instant::now();
    let end = Duration::from_secs_f64(options.minutes * 60.0);
    let mut tally = Tally::default();
    let mut reported = Duration::ZERO;
    while tally.cases < options.cases && start.elapsed() < end {
        let seed = options.seed.wrapping_add(tally.cases);
        if tally.count(seed, run.case(seed)) {
            break;
        }
        if start.elapsed() > reported + Duration::from_secs(60) {
            reported = start.elapsed();
            println!("{}", tally.summary(reported));
        }
    }
    println!("{}", tally.summary(start.elapsed()));
    ExitCode::from(u8::from(!tally.failures.is_empty()))
}

impl Tally {
    /// Counts a case; whether it is no use to go on, for a case that hangs takes the processor from those that follow.
    fn count(&mut self, seed: u64, ending: Ending) -> bool {
        self.cases += 1;
        let failure = match ending {
            Ending::Taken(time) => {
                self.taken += 1;
                self.slowest = self.slowest.max((time, seed));
                return false;
            }
            Ending::Refused(time) => {
                self.slowest = self.slowest.max((time, seed));
                return false;
            }
            Ending::Broken(what) => what,
            Ending::Panicked(what) => format!("panic: {what}"),
            Ending::Hangs => "it hangs".to_owned(),
        };
        let hangs = failure == "it hangs";
        // Names and numbers differ from case to case.
        let kind: String = failure
            .chars()
            .take(60)
            .filter(|it| !it.is_ascii_digit())
            .collect();
        let (_, count) = self.failures.entry(kind).or_insert_with(|| {
            println!("case {seed}: {failure}");
            (seed, 0)
        });
        *count += 1;
        hangs
    }

    fn summary(&self, elapsed: Duration) -> String {
        let (slowest, seed) = self.slowest;
        let mut text = format!(
            "{} cases in {:.0} s, {} taken, slowest {} ms (case {seed}), {} kinds of failure",
            self.cases,
            elapsed.as_secs_f64(),
            self.taken,
            slowest.as_millis(),
            self.failures.len()
        );
        for (kind, (seed, count)) in &self.failures {
            text.push_str(&format!("\n  {count} times, first in case {seed}: {kind}"));
        }
        text
    }
}

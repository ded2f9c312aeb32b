//! Feeds the generator mutated models until time is up, and says what it found:
//! `cargo run --release --package tests --example fuzz -- --minutes 60 [--seed N] [--limit SECONDS]`
//!
//! One case in 60 goes further (`--further N`): its files are formatted, and of small ones a batch is compiled.
//! Cases are numbered from the seed on. `--seed N --cases 1` runs the case N alone, and `--show N` prints its input. It
//! ends with code 1 where a case was not as it should be; a case that overflows the stack ends it at once, with the case
//! in the thread's name.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use tests::fuzz::{Corpus, Ending, Run};

#[derive(Debug)]
struct Options {
    minutes: f64,
    seed: u64,
    cases: u64,
    limit: f64,
    show: Option<u64>,
    further: u64,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        minutes: 1.0,
        seed: 1,
        cases: u64::MAX,
        limit: 120.0,
        show: None,
        further: 60,
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
            "--further" => options.further = value.parse().map_err(wrong)?,
            "--show" => options.show = Some(value.parse().map_err(wrong)?),
            _ => {
                return Err(format!("{name}: not known, see the source"));
            }
        }
    }
    Ok(options)
}

/// How many cases are compiled as the services of one crate: most of the time goes into what they share.
const BATCH: usize = 40;

/// How many bytes the model of a case that is compiled may have.
const SMALL: usize = 30_000;

const HANGS: &str = "it hangs";

/// What was counted.
#[derive(Debug, Default)]
struct Tally {
    cases: u64,
    taken: u64,
    /// Those that are to be compiled, and how many were.
    batch: Vec<u64>,
    compiled: usize,
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
    let run = Run::new(Corpus::load(), Duration::from_secs_f64(options.limit));
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
        let ending = run.case(seed);
        let goes_further =
            matches!(ending, Ending::Taken(_)) && seed.is_multiple_of(options.further);
        if tally.count(seed, ending) {
            break;
        }
        if goes_further {
            tally.further(&run, seed);
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
    /// Takes a case further, and compiles those that got there when there are enough of them.
    fn further(&mut self, run: &Run, seed: u64) {
        match run.text(seed) {
            Ok(true) if run.input(seed).bytes().len() < SMALL => self.batch.push(seed),
            Ok(_) => {}
            Err(error) => self.failure(seed, error),
        }
        if self.batch.len() == BATCH {
            let batch = std::mem::take(&mut self.batch);
            self.compiled += batch.len();
            if let Err(error) = run.compile(&batch) {
                self.failure(seed, error);
            }
        }
    }

    fn failure(&mut self, seed: u64, failure: String) {
        // Names and numbers differ from case to case.
        let kind = failure.chars().take(80);
        let kind: String = kind.filter(|it| !it.is_ascii_digit()).collect();
        let (_, count) = self.failures.entry(kind).or_insert_with(|| {
            println!("case {seed}: {failure}");
            (seed, 0)
        });
        *count += 1;
    }

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
            Ending::Hangs => HANGS.to_owned(),
        };
        let hangs = failure == HANGS;
        self.failure(seed, failure);
        hangs
    }

    fn summary(&self, elapsed: Duration) -> String {
        let (slowest, seed) = self.slowest;
        let mut text = format!(
            "{} cases in {:.0} s, {} taken, {} compiled, slowest {} ms (case {seed}), {} kinds of failure",
            self.cases,
            elapsed.as_secs_f64(),
            self.taken,
            self.compiled,
            slowest.as_millis(),
            self.failures.len()
        );
        for (kind, (seed, count)) in &self.failures {
            text.push_str(&format!("\n  {count} times, first in case {seed}: {kind}"));
        }
        text
    }
}

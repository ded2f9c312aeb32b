//! One case in a thread of its own, watched.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::pipeline::{Verdict, judge};
use super::whole::{self, Depth};
use super::{Corpus, Input};

/// How much stack the generator has to do with: what Rust gives a thread.
const STACK: usize = 2 << 20;

/// Runs cases.
#[derive(Clone, Debug)]
pub struct Run {
    corpus: Arc<Corpus>,
    limit: Duration,
}

/// How a case ended. An overflow of the stack ends the process instead; it names the thread, and so the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The input was taken.
    Taken(Duration),
    /// The input was refused.
    Refused(Duration),
    /// A property does not hold; the text says which.
    Broken(String),
    /// The generator panicked, as the panic's own message says.
    Panicked(String),
    /// The generator did not end in time, and goes on.
    Hangs,
}

impl Run {
    /// Over `corpus`, with at most `limit` for a case.
    pub fn new(corpus: Corpus, limit: Duration) -> Self {
        Self {
            corpus: Arc::new(corpus),
            limit,
        }
    }

    /// What the case `seed` is about.
    pub fn input(&self, seed: u64) -> Input {
        Input::of(&self.corpus, seed)
    }

    /// Runs the case `seed`, as far as the tokens of all files.
    pub fn case(&self, seed: u64) -> Ending {
        self.judge(self.input(seed), format!("case {seed}"))
    }

    /// Takes a case that was taken as far as the texts of all files. Whether it was taken then too.
    ///
    /// # Errors
    /// What should not be.
    pub fn text(&self, seed: u64) -> Result<bool, String> {
        let verdict = whole::judge(&[(seed, self.input(seed))], Depth::Text)?;
        Ok(verdict == Verdict::Taken)
    }

    /// Compiles cases that were taken so far, as the services of one crate.
    ///
    /// # Errors
    /// What the compiler says, with the number of the case in its path.
    pub fn compile(&self, seeds: &[u64]) -> Result<(), String> {
        let cases: Vec<_> = seeds.iter().map(|it| (*it, self.input(*it))).collect();
        whole::judge(&cases, Depth::Crate).map(drop)
    }

    /// Runs the generator on `input` in a thread called `name`.
    pub fn judge(&self, input: Input, name: String) -> Ending {
        let (done, outcome) = channel();
        let work = move || {
            let start = Instant::now();
            let verdict = catch_unwind(AssertUnwindSafe(|| judge(&input)));
            // Nobody waits any more for what comes too late.
            let _ = done.send((verdict, start.elapsed()));
        };
        let thread = thread::Builder::new()
            .name(name)
            .stack_size(STACK)
            .spawn(work);
        if let Err(error) = thread {
            return Ending::Broken(format!("no thread: {error}"));
        }
        match outcome.recv_timeout(self.limit) {
            Ok((Ok(Ok(Verdict::Taken)), time)) => Ending::Taken(time),
            Ok((Ok(Ok(Verdict::Refused)), time)) => Ending::Refused(time),
            Ok((Ok(Err(broken)), _)) => Ending::Broken(broken),
            Ok((Err(panic), _)) => Ending::Panicked(said(panic.as_ref())),
            Err(RecvTimeoutError::Timeout) => Ending::Hangs,
            Err(RecvTimeoutError::Disconnected) => {
                Ending::Panicked("the thread is gone".to_owned())
            }
        }
    }
}

/// The words of a panic.
pub fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}

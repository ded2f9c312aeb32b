//! Progress of a run, for whoever shows it.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Progress of a run, shared between the threads that work and the one that shows it.
#[derive(Debug, Default)]
pub struct Progress(Mutex<Step>);

/// The step that a run is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Its name, such as "formatting"; empty before the first one.
    pub name: &'static str,
    /// Number of things that are done.
    pub done: usize,
    /// Number of things to do.
    pub total: usize,
}

impl Progress {
    /// Begins a step with `total` things to do.
    pub fn begin(&self, name: &'static str, total: usize) {
        *self.lock() = Step {
            name,
            done: 0,
            total,
        };
    }

    /// Counts one more thing of the step as done.
    pub fn advance(&self) {
        self.lock().done += 1;
    }

    /// Returns the step that the run is at.
    pub fn step(&self) -> Step {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Step> {
        // A step is whole at any time, whatever happens to those who set it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

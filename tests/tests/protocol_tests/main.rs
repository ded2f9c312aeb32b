//! Every request and every response that a model gives as a test: written as tests into a crate, and run.
//!
//! The modules are marked `cfg(test)` so that clippy allows them what it allows tests.

#[cfg(test)]
mod count;
#[cfg(test)]
mod own;
#[cfg(test)]
mod run;
#[cfg(test)]
mod slow;

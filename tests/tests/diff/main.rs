//! What a change of a model means to those who use the crate, case by case.
//!
//! `tests/fixtures/diff/base.json` is a small service and `user.rs` is code as its users write it. Each folder of `cases`
//! is one change: `edit.json` says what is edited in the model, and with which errors `user.rs` fails to compile against
//! what is generated then, or that it compiles and means something else; `expected.txt` is what is said of the change. `UPDATE_EXPECT=1 cargo test -p tests --test diff`
//! writes the latter anew: read the difference before you keep it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "these are tests"
)]

mod case;
mod classified;
mod compiled;
mod edit;
#[path = "../support/ordered.rs"]
mod ordered;
mod real;
mod semver;
mod slow;
mod written;

//! Effects of changes of a model on users of the crate, case by case.
//!
//! `tests/fixtures/diff/base.json` is a small service and `user.rs` is code of its users. Each section of a file in `cases`
//! is one change: the `json` block has the edits of the model, and the codes of the errors with which `user.rs` fails to
//! compile (`breaks`), or that it compiles and means something else (`moves`); the `text` block is the expected
//! description of the change. `UPDATE_EXPECT=1 cargo test -p tests --test diff` rewrites the latter: read the difference
//! before you keep it.

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
mod events;
#[path = "../support/ordered.rs"]
mod ordered;
mod real;
mod semver;
mod slow;
mod streams;
mod written;
mod xml;

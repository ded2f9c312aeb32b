//! Reads event streams that nobody would send, until time is up:
//! `cargo run --release --package tests --example fuzz_events -- --minutes 10 [--seed N]`
//!
//! The cases are those of the test `hostile_events`, which says what has to hold; they are numbered from the seed on. The
//! first that is not as it should be ends it with code 1, with its number and bytes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a harness is for its reader"
)]

#[path = "../../tests/hostile_events/cases.rs"]
mod cases;
#[path = "../../tests/hostile_events/judge.rs"]
mod judge;
#[path = "../../tests/hostile_events/reference.rs"]
mod reference;
#[path = "../../tests/hostile_events/service.rs"]
mod service;

use judge::Listener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use tests::fuzz::timed;

fn main() -> ExitCode {
    let listener = Listener::new();
    timed::run(|seed| {
        let case = cases::case(seed);
        let judging = AssertUnwindSafe(|| judge::judge(&case, listener.listen(&case)));
        let judged = catch_unwind(judging).unwrap_or_else(|_| Err("it panics".to_owned()));
        judged.map_err(|problem| format!("{problem}: {:02x?}", case.bytes))
    })
}

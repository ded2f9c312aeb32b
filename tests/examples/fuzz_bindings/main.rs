//! Sends strings that would change the path, the query or the headers of a request, until time is up:
//! `cargo run --release --package tests --example fuzz_bindings -- --minutes 10 [--seed N]`
//!
//! The cases are those of the test `hostile_bindings`, which says what has to hold; they are numbered from the seed on. The
//! first that is not as it should be ends it with code 1, with its number and input.

#[path = "../../tests/hostile_bindings/cases.rs"]
mod cases;
#[path = "../../tests/hostile_bindings/judge.rs"]
mod judge;
#[path = "../../tests/hostile_bindings/parse.rs"]
mod parse;
#[path = "../../tests/hostile_bindings/service.rs"]
mod service;
#[allow(dead_code, reason = "requests come from the transport, not from bytes")]
#[path = "../../../codegen/runtime/tests/support/sigv4.rs"]
mod sigv4;

use std::panic::catch_unwind;
use std::process::ExitCode;
use tests::fuzz::timed;

fn main() -> ExitCode {
    timed::run(|seed| {
        let panics = || "it panics".to_owned();
        let input = cases::put(seed);
        let judged = catch_unwind(|| judge::put(&input)).unwrap_or_else(|_| Err(panics()));
        let is_put = judged.map_err(|problem| format!("{problem}: {input:?}"))?;
        let input = cases::tag(seed);
        let judged = catch_unwind(|| judge::tag(&input)).unwrap_or_else(|_| Err(panics()));
        let is_tagged = judged.map_err(|problem| format!("{problem}: {input:?}"))?;
        Ok(u64::from(is_put) + u64::from(is_tagged))
    })
}

//! Feeds the types of responses bodies of CBOR that nobody would send, until time is up:
//! `cargo run --release --package tests --example fuzz_cbor -- --minutes 10 [--seed N]`
//!
//! The cases are those of the test `hostile_cbor`, which says what has to hold; they are numbered from the seed on. The
//! first that is not as it should be ends it with code 1, with its number, type and bytes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a harness is for its reader"
)]

#[path = "../../tests/hostile_cbor/cases.rs"]
mod cases;
#[path = "../../tests/documented_shapes/operations.rs"]
mod operations;
#[allow(
    dead_code,
    unexpected_cfgs,
    unused_imports,
    reason = "cases need a part of it, and the features are the runtime's"
)]
#[path = "../../../codegen/runtime/tests/generated/sample/mod.rs"]
mod sample;
#[path = "../../tests/hostile_cbor/targets.rs"]
mod targets;

use cases::Cases;
use std::panic::catch_unwind;
use std::process::ExitCode;
use targets::TARGETS;
use tests::fuzz::timed;

fn main() -> ExitCode {
    let cases = Cases::new();
    timed::run(|seed| {
        let body = cases.body(seed);
        let mut accepted = 0;
        for target in TARGETS {
            let judged = catch_unwind(|| (target.judge)(&body));
            let judged = judged.unwrap_or_else(|_| Err("it panics".to_owned()));
            let problem = |problem| format!("{}: {problem}: {body:02x?}", target.name);
            accepted += u64::from(judged.map_err(problem)?);
        }
        Ok(accepted)
    })
}

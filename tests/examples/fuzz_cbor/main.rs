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
use std::time::{Duration, Instant};
use targets::TARGETS;

/// The minutes and the seed.
fn options(mut arguments: impl Iterator<Item = String>) -> Result<(f64, u64), String> {
    let (mut minutes, mut seed) = (1.0, 1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(format!("{name} needs a value"))?;
        let wrong = format!("{name} {value}: not a number");
        match name.as_str() {
            "--minutes" => minutes = value.parse().map_err(|_| wrong)?,
            "--seed" => seed = value.parse().map_err(|_| wrong)?,
            _ => return Err(format!("{name}: not known, see the source")),
        }
    }
    Ok((minutes, seed))
}

fn main() -> ExitCode {
    let (minutes, first) = match options(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    let cases = Cases::new();
    let limit = Duration::from_secs_f64(minutes.max(0.0) * 60.0);
    let start = Instant::now();
    let (mut seed, mut taken) = (first, 0_u64);
    while start.elapsed() < limit {
        let body = cases.body(seed);
        for target in TARGETS {
            let judged = catch_unwind(|| (target.judge)(&body));
            match judged.unwrap_or_else(|_| Err("it panics".to_owned())) {
                Ok(is_taken) => taken += u64::from(is_taken),
                Err(problem) => {
                    eprintln!("case {seed}, {}: {problem}: {body:02x?}", target.name);
                    return ExitCode::FAILURE;
                }
            }
        }
        seed += 1;
    }
    let count = seed - first;
    println!(
        "{count} bodies, each as {} types; taken {taken} times",
        TARGETS.len()
    );
    ExitCode::SUCCESS
}

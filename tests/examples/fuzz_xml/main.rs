//! Reads documents with random changes with the codec of XML and with `roxmltree`, until time is up; both must agree:
//! `cargo run --release --package tests --example fuzz_xml -- --minutes 10 [--seed N]`
//!
//! Cases are numbered from the seed on; the first on which the two disagree ends the program with code 1, with its number
//! and text. The codec is not as strict: it does not check names, characters, nor the attributes that it skips.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failure of the harness is for its reader"
)]

#[path = "../../../codegen/runtime/tests/xml/differential/compare.rs"]
mod compare;
#[path = "../../../codegen/runtime/tests/xml/differential/documents.rs"]
mod documents;

use std::panic::catch_unwind;
use std::process::ExitCode;
use tests::fuzz::timed;

fn main() -> ExitCode {
    timed::run(|seed| {
        let document = documents::document(seed);
        let compared = catch_unwind(|| compare::compare(&document));
        let compared = compared.unwrap_or_else(|_| Err("it panics".to_owned()));
        let is_read = compared.map_err(|problem| format!("{problem}: {document}"))?;
        Ok(u64::from(is_read))
    })
}

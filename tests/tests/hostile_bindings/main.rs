//! Strings that would change the path, the query or the headers of a request: they arrive as they are, or the call fails
//! before anything is sent.
//!
//! `tests/examples/fuzz_bindings` runs the same cases for as long as one likes.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod cases;
mod judge;
mod loopback;
mod parse;
#[path = "../../../codegen/runtime/tests/support/server/mod.rs"]
mod server;
mod service;
#[path = "../../../codegen/runtime/tests/support/signed.rs"]
mod signed;
#[allow(dead_code, reason = "requests come from the transport, not from bytes")]
#[path = "../../../codegen/runtime/tests/support/sigv4.rs"]
mod sigv4;

/// Cases of each operation.
const CASES: u64 = 2_000;

#[test]
fn strings_arrive_as_they_are_or_nothing_is_sent() {
    let (mut sent, mut refused) = (0, 0);
    for seed in 0..CASES {
        let input = cases::put(seed);
        let is_sent =
            judge::put(&input).unwrap_or_else(|problem| panic!("{seed}, {problem}: {input:?}"));
        *(if is_sent { &mut sent } else { &mut refused }) += 1;
    }
    // Neither is rare.
    assert!(sent > 600 && refused > 300, "{sent} and {refused}");
}

#[test]
fn names_of_headers_cannot_frame_a_message() {
    let (mut sent, mut refused) = (0, 0);
    for seed in 0..CASES {
        let input = cases::tag(seed);
        let is_sent =
            judge::tag(&input).unwrap_or_else(|problem| panic!("{seed}, {problem}: {input:?}"));
        *(if is_sent { &mut sent } else { &mut refused }) += 1;
    }
    assert!(sent > 300 && refused > 300, "{sent} and {refused}");
}

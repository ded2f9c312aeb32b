//! A few hundred cases of the harness in `tests::fuzz`, the same in every run, and every input that it once found
//! something with (`tests/fixtures/written/found`).
//!
//! The long form is `cargo run --release --package tests --example fuzz -- --minutes 60`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what goes wrong in a test is for its reader"
)]

use std::time::Duration;

use tests::fuzz::{Corpus, Ending, Run};

/// Long enough for any machine: that there is an end is what counts.
const LIMIT: Duration = Duration::from_secs(120);

#[test]
fn mutated_models_are_refused_with_a_reason_or_become_rust() {
    let run = Run::new(Corpus::load(), LIMIT);
    let endings: Vec<_> = (0..300).map(|seed| (seed, run.case(seed))).collect();
    let is_bad = |ending: &Ending| !matches!(ending, Ending::Taken(_) | Ending::Refused(_));
    let bad: Vec<_> = endings
        .iter()
        .filter(|(_, ending)| is_bad(ending))
        .collect();
    assert!(bad.is_empty(), "{bad:#?}");
    let taken = endings
        .iter()
        .filter(|(_, it)| matches!(it, Ending::Taken(_)))
        .count();
    assert!((30..270).contains(&taken), "{taken} of 300 were taken");
}

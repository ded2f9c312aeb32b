//! CBOR that nobody would send on purpose: every outcome is a value or an error, and what is allocated is in proportion
//! to what has arrived, never to what a length claims.
//!
//! `tests/examples/fuzz_cbor.rs` runs the same cases for as long as one likes. All is one test, for the peak of
//! allocations is that of the whole process.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod heads;
#[cfg(test)]
#[path = "../documented_shapes/operations.rs"]
mod operations;
#[cfg(test)]
#[allow(
    dead_code,
    unexpected_cfgs,
    unused_imports,
    reason = "cases need a part of it, and the features are the runtime's"
)]
#[path = "../../../codegen/runtime/tests/generated/sample/mod.rs"]
mod sample;
#[cfg(test)]
mod targets;

#[cfg(test)]
use cases::Cases;
#[cfg(test)]
use peak_alloc::PeakAlloc;
#[cfg(test)]
use targets::TARGETS;

#[cfg(test)]
#[global_allocator]
static ALLOCATED: PeakAlloc = PeakAlloc;

/// How many bytes are allocated at most at one time while `run` runs, beyond what was before.
#[cfg(test)]
fn peak(run: impl FnOnce()) -> usize {
    ALLOCATED.reset_peak_usage();
    let before = ALLOCATED.current_usage();
    run();
    ALLOCATED.peak_usage().saturating_sub(before)
}

/// What a body of a few bytes may have allocated: an error's text and an output without members.
#[cfg(test)]
const LITTLE: usize = 8 * 1024;

/// What each further byte may: a structure that one byte, an empty map, stands for in a list.
#[cfg(test)]
const FOR_A_BYTE: usize = 1_024;

#[test]
fn whatever_comes_is_a_value_or_an_error_in_proportion() {
    let mut claims = 0;
    for body in heads::bodies() {
        for target in TARGETS {
            let allocated = peak(|| {
                let taken = (target.judge)(&body).unwrap_or_else(|problem| {
                    panic!("{}: {problem}: {body:02x?}", target.name);
                });
                assert!(!taken, "{}: {body:02x?}", target.name);
            });
            assert!(
                allocated < LITTLE,
                "{}: {allocated} bytes for {body:02x?}",
                target.name
            );
            claims += 1;
        }
    }
    assert!(claims > 1_000, "{claims} cases of claims");

    let cases = Cases::new();
    let mut taken = 0;
    for seed in 0..4_000 {
        let body = cases.body(seed);
        for target in TARGETS {
            let allocated = peak(|| match (target.judge)(&body) {
                Ok(is_taken) => taken += usize::from(is_taken),
                Err(problem) => panic!("{}, case {seed}: {problem}: {body:02x?}", target.name),
            });
            let limit = LITTLE + FOR_A_BYTE * body.len();
            assert!(
                allocated < limit,
                "{}, case {seed}: {allocated} bytes for {}",
                target.name,
                body.len()
            );
        }
    }
    assert!(taken > 1_000, "{taken} bodies were taken: too few to tell");
}

//! Event streams that nobody would send on purpose: every outcome is that of a simple reader, and what is allocated is in
//! proportion to what has arrived, never to what a length claims.
//!
//! `tests/examples/fuzz_events` runs the same cases for as long as one likes. All is one test, for the peak of allocations
//! is that of the whole process.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod judge;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod service;

#[cfg(test)]
#[global_allocator]
static ALLOCATED: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

/// Allocations of a response of a few bytes, in bytes: an event, an error and their texts.
#[cfg(test)]
const LITTLE: usize = 16 * 1024;

/// Further allocations for each byte: JSON is a hostile document, too.
#[cfg(test)]
const FOR_A_BYTE: usize = 64;

#[test]
fn whatever_comes_is_read_as_by_a_simple_reader_and_in_proportion() {
    let listener = judge::Listener::new();
    let mut events = 0;
    for seed in 0..3_000 {
        let case = cases::case(seed);
        let output = listener.listen(&case);
        ALLOCATED.reset_peak_usage();
        let before = ALLOCATED.current_usage();
        match judge::judge(&case, output) {
            Ok(count) => events += count,
            Err(problem) => panic!("case {seed}: {problem}: {:02x?}", case.bytes),
        }
        let allocated = ALLOCATED.peak_usage().saturating_sub(before);
        let limit = LITTLE + FOR_A_BYTE * case.bytes.len();
        let length = case.bytes.len();
        assert!(
            allocated < limit,
            "case {seed}: {allocated} bytes for {length}"
        );
    }
    assert!(events > 3_000, "{events} events were read: too few to tell");
}

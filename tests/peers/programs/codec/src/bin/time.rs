//! Times of each case, both sides in turn: `CASE|OURS|BY HAND` with the medians in nanoseconds.

use std::time::{Duration, Instant};

/// Minimum time of one measurement.
const ROUND: Duration = Duration::from_millis(20);
const ROUNDS: usize = 31;

fn main() {
    for case in codec::cases() {
        let (repeats, mut ours, mut by_hand) = (repeats(&case.by_hand), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(nanoseconds(&case.ours, repeats));
            by_hand.push(nanoseconds(&case.by_hand, repeats));
        }
        println!("{}|{}|{}", case.name, median(ours), median(by_hand));
    }
}

/// Number of times that the work fits into a round.
fn repeats(work: &dyn Fn()) -> u32 {
    let start = Instant::now();
    let mut repeats = 0;
    while start.elapsed() < ROUND {
        work();
        repeats += 1;
    }
    repeats
}

fn nanoseconds(work: &dyn Fn(), repeats: u32) -> u128 {
    let start = Instant::now();
    for _ in 0..repeats {
        work();
    }
    start.elapsed().as_nanos() / u128::from(repeats)
}

fn median(mut values: Vec<u128>) -> u128 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default()
}

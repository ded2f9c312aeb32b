//! Times of AWS's benchmark of serialization and deserialization: `codec-standard MODEL PROTOCOL` prints
//! `PROTOCOL|CASE|PERCENTILE|OURS|BY HAND`, in nanoseconds.

mod by_hand;
mod cases;
mod format;
mod query;
mod rest;
#[path = "../../shared/standard.rs"]
mod standard;

use std::time::{Duration, Instant};

/// Length of a sample: the time to read the clock is below one percent of it.
const SAMPLE: Duration = Duration::from_micros(10);
const SAMPLES: usize = 2000;

const PERCENTILES: [usize; 3] = [50, 90, 99];

fn main() -> standard::Result {
    let protocol = std::env::args().nth(2).ok_or("the protocol is missing")?;
    for case in cases::cases(&standard::model()?, &protocol)? {
        let repeats = [&case.ours, &case.by_hand].map(|work| repeats(work));
        let (mut ours, mut by_hand) = (Vec::new(), Vec::new());
        for _ in 0..SAMPLES {
            ours.push(nanoseconds(&case.ours, repeats[0]));
            by_hand.push(nanoseconds(&case.by_hand, repeats[1]));
        }
        ours.sort_by(f64::total_cmp);
        by_hand.sort_by(f64::total_cmp);
        for percentile in PERCENTILES {
            let [ours, by_hand] = [&ours, &by_hand].map(|it| it[(it.len() - 1) * percentile / 100]);
            println!(
                "{protocol}|{}|p{percentile}|{ours:.1}|{by_hand:.1}",
                case.name
            );
        }
    }
    Ok(())
}

/// Returns the number of repeats in a sample, after a warm-up.
fn repeats(work: &dyn Fn()) -> u32 {
    let warm_up = 100 * SAMPLE;
    let start = Instant::now();
    let mut repeats = 0;
    while start.elapsed() < warm_up {
        work();
        repeats += 1;
    }
    (repeats / 100).max(1)
}

fn nanoseconds(work: &dyn Fn(), repeats: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..repeats {
        work();
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(repeats)
}

//! Numbers of instructions of each case: `CASE|OURS|BY HAND`; nothing where the machine does not count them.

use measure::instructions;

/// Enough for what is done once to be lost among what is done each time.
const REPEATS: u32 = 20;

fn main() {
    for case in codec::cases() {
        if let (Some(ours), Some(by_hand)) = (counted(&case.ours), counted(&case.by_hand)) {
            println!("{}|{ours}|{by_hand}", case.name);
        }
    }
}

fn counted(work: &dyn Fn()) -> Option<u64> {
    work();
    let mut counter = instructions()?;
    for _ in 0..REPEATS {
        work();
    }
    Some(counter.read().ok()? / u64::from(REPEATS))
}

//! Numbers of allocations of each case: `CASE|OURS|BY HAND`. A program of its own, for counting takes time.

use allocation_counter::measure;

fn main() {
    for case in codec::cases() {
        let (ours, by_hand) = (measure(&case.ours), measure(&case.by_hand));
        println!("{}|{}|{}", case.name, ours.count_total, by_hand.count_total);
    }
}

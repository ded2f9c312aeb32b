//! Keys are read once for a runtime; outputs differ.

use super::{Generator, KEY_SIZE, draw};
use std::collections::BTreeSet;
use std::io;
#[cfg(feature = "tokio")]
use tokio::runtime::{Builder, Id};

const KEY: [u8; KEY_SIZE] = [7; KEY_SIZE];

/// The id of a new runtime.
#[cfg(feature = "tokio")]
fn runtime() -> Id {
    let runtime = Builder::new_current_thread().build().unwrap();
    runtime.handle().id()
}

#[test]
fn the_system_is_read_once_for_any_number_of_draws() {
    let mut generator = Generator::new();
    let mut reads = 0;
    let drawn: BTreeSet<_> = (0..2_000)
        .map(|_| {
            let seed = || {
                reads += 1;
                Ok(KEY)
            };
            // The clock stands still.
            generator.draw(None, 0, seed).unwrap()
        })
        .collect();
    assert_eq!(drawn.len(), 2_000);
    assert_eq!(reads, 1);
}

/// SHA-256 by Python's `hashlib`, of 32 times 7, 1 and 2 as the counter, and 1.8e18 as the time.
#[test]
fn outputs_are_hashes_of_key_counter_and_time() {
    let mut generator = Generator::new();
    let mut next = || {
        let bytes = generator.draw(None, 1_800_000_000_000_000_000, || Ok(KEY));
        u128::from_be_bytes(bytes.unwrap())
    };
    assert_eq!(next(), 0x737677cd_f9ad9b59_f266a577_a0bba226);
    assert_eq!(next(), 0x343d3de6_edcb10ec_40db7745_6051afc0);
}

#[cfg(feature = "tokio")]
#[test]
fn another_runtime_reads_another_key_as_after_a_fork() {
    let (parent, child) = (runtime(), runtime());
    let mut generator = Generator::new();
    let mut keys = (1..).map(|byte| [byte; KEY_SIZE]);
    let mut reads = |runtime| {
        let mut read = false;
        let seed = || {
            read = true;
            Ok(keys.next().unwrap())
        };
        generator.draw(Some(runtime), 0, seed).unwrap();
        read
    };
    let read = [parent, parent, child, child].map(&mut reads);
    assert_eq!(read, [true, false, true, false]);
}

#[test]
fn two_processes_with_one_key_are_separated_by_the_time() {
    let draw = |now| Generator::new().draw(None, now, || Ok(KEY)).unwrap();
    assert_ne!(draw(1), draw(2));
}

#[test]
fn without_randomness_there_are_no_bytes_and_the_next_draw_asks_again() {
    let mut generator = Generator::new();
    let failed = generator.draw(None, 0, || Err(io::Error::other("no randomness")));
    assert_eq!(failed.unwrap_err().to_string(), "no randomness");
    assert!(generator.draw(None, 0, || Ok(KEY)).is_ok());
}

#[test]
fn threads_draw_from_keys_of_their_own() {
    let threads: Vec<_> = (0..8).map(|_| std::thread::spawn(draw)).collect();
    let drawn = threads.into_iter().map(|it| it.join().unwrap().unwrap());
    assert_eq!(drawn.collect::<BTreeSet<_>>().len(), 8);
}

//! Random bytes without a system call for each request.
//!
//! Each thread has a generator with a 256-bit key from the operating system. An output is SHA-256 of the key, a counter
//! and the time, truncated to 128 bits: without the key it cannot be predicted, and the outputs of two keys are unrelated.
//!
//! A process that was forked has the same key and counter as its parent. Neither sockets nor timers of a tokio runtime can
//! be used after a fork, so a child that makes calls creates a runtime; a generator serves only one runtime, and the child
//! reads a new key. Without a runtime, the time separates parent and child.

use crate::executor::{self, Id};
use crate::time;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::io;
use std::time::SystemTime;

const KEY_SIZE: usize = 32;

type Key = [u8; KEY_SIZE];

thread_local! {
    static OF_THREAD: RefCell<Generator> = const { RefCell::new(Generator::new()) };
}

/// Returns random bytes of the generator of this thread.
///
/// # Errors
/// If a key is needed and the operating system has no randomness.
pub(crate) fn draw() -> io::Result<[u8; 16]> {
    let runtime = executor::current_id();
    let drawn = OF_THREAD.try_with(|generator| match generator.try_borrow_mut() {
        Ok(mut generator) => generator.draw(runtime, now(), system),
        Err(_) => Generator::new().draw(runtime, now(), system),
    });
    // A thread that is ending has no generator any more.
    drawn.unwrap_or_else(|_| Generator::new().draw(runtime, now(), system))
}

/// Returns a key of the operating system.
fn system() -> io::Result<Key> {
    let mut key = [0; KEY_SIZE];
    getrandom::fill(&mut key)?;
    Ok(key)
}

/// Returns the time in nanoseconds, which operating systems tell without a system call.
fn now() -> u128 {
    let time = time::now().duration_since(SystemTime::UNIX_EPOCH);
    time.map_or(0, |time| time.as_nanos())
}

/// Generator of one thread.
struct Generator {
    /// Key with the runtime that it is for; `None` outside of tokio.
    key: Option<(Key, Option<Id>)>,
    drawn: u64,
}

impl Generator {
    const fn new() -> Self {
        Self {
            key: None,
            drawn: 0,
        }
    }

    /// Returns the next bytes, with a key of `seed` unless there is one for `runtime`.
    fn draw(
        &mut self,
        runtime: Option<Id>,
        now: u128,
        seed: impl FnOnce() -> io::Result<Key>,
    ) -> io::Result<[u8; 16]> {
        let key = match self.key {
            Some((key, of)) if of == runtime => key,
            _ => {
                let key = seed()?;
                self.key = Some((key, runtime));
                key
            }
        };
        self.drawn = self.drawn.wrapping_add(1);
        let hash = Sha256::new()
            .chain_update(key)
            .chain_update(self.drawn.to_be_bytes())
            // The low half: centuries of nanoseconds.
            .chain_update((now as u64).to_be_bytes())
            .finalize();
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests;

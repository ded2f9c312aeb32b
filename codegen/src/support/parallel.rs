//! Work on many things at once.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// That of a main thread: there should be no input that only some threads can take.
const STACK_SIZE: usize = 8 * 1024 * 1024;

/// Returns the results of `work` for each of `items`, in their order, on as many threads as the machine runs at once.
///
/// Each thread takes the next item when it is done with one. This thread is one of them, so that all is done even where
/// no other can be started.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return done;
            };
            done.push((index, work(item)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut done = thread::scope(|scope| {
        let start = || {
            Builder::new()
                .stack_size(STACK_SIZE)
                .spawn_scoped(scope, worker)
        };
        let helpers: Vec<_> = (1..threads.min(items.len()))
            .map_while(|_| start().ok())
            .collect();
        let mut done = worker();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..100).rev().collect();
        let slowly = |item: &u64| {
            std::thread::sleep(std::time::Duration::from_micros(item * 7 % 40));
            item * 2
        };
        let expected: Vec<u64> = items.iter().map(|item| item * 2).collect();
        assert_eq!(map(&items, slowly), expected);
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        assert!(map(&[], |item: &u8| *item).is_empty());
    }
}

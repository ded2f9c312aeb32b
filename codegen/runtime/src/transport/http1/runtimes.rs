//! Values for each tokio runtime.

use crate::lock::lock;
use std::sync::{Arc, Mutex, Weak};
use tokio::runtime::{Handle, Id};
use tokio::sync::oneshot;

/// A value for each runtime, for the lifetime of the runtime.
///
/// A connection is driven by the runtime that opened it: another runtime that waits for it would hang while the first
/// one is not running.
pub(super) struct Runtimes<T>(Arc<Mutex<Vec<Entry<T>>>>);

struct Entry<T> {
    runtime: Id,
    value: Arc<T>,
    /// Ends the task that waits for the end of the runtime.
    _end: oneshot::Sender<()>,
}

impl<T> Default for Runtimes<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Send + Sync + 'static> Runtimes<T> {
    /// Returns the value of `runtime`, created by `new` if there is none.
    pub(super) fn get(&self, runtime: &Handle, new: impl FnOnce() -> T) -> Arc<T> {
        let id = runtime.id();
        let mut entries = lock(&self.0);
        if let Some(entry) = entries.iter().find(|entry| entry.runtime == id) {
            return Arc::clone(&entry.value);
        }
        let value = Arc::new(new());
        let (end, ended) = oneshot::channel();
        entries.push(Entry {
            runtime: id,
            value: Arc::clone(&value),
            _end: end,
        });
        drop(entries);
        let removal = Removal {
            entries: Arc::downgrade(&self.0),
            runtime: id,
        };
        // A runtime drops its tasks when it ends, and this one at once if it is about to.
        runtime.spawn(async move {
            let _ = ended.await;
            drop(removal);
        });
        value
    }
}

/// Removes the value of a runtime when it is dropped.
struct Removal<T> {
    entries: Weak<Mutex<Vec<Entry<T>>>>,
    runtime: Id,
}

impl<T> Drop for Removal<T> {
    fn drop(&mut self) {
        let Some(entries) = self.entries.upgrade() else {
            return;
        };
        let mut locked = lock(&entries);
        let position = locked
            .iter()
            .position(|entry| entry.runtime == self.runtime);
        let removed = position.map(|position| locked.swap_remove(position));
        // The value is dropped when nothing is locked any more.
        drop(locked);
        drop(removed);
    }
}

#[cfg(test)]
mod tests {
    use super::Runtimes;
    use std::sync::{Arc, Weak};
    use tokio::runtime::{Builder, Runtime};

    fn runtime() -> Runtime {
        Builder::new_current_thread().build().unwrap()
    }

    #[test]
    fn each_runtime_has_a_value_of_its_own() {
        let runtimes = Runtimes::default();
        let (a, b) = (runtime(), runtime());
        assert_eq!(*runtimes.get(a.handle(), || "a"), "a");
        assert_eq!(*runtimes.get(b.handle(), || "b"), "b");
        assert_eq!(*runtimes.get(a.handle(), || "other"), "a");
        assert_eq!(*runtimes.get(b.handle(), || "other"), "b");
    }

    #[test]
    fn a_value_goes_with_its_runtime() {
        let runtimes = Runtimes::default();
        let (a, b) = (runtime(), runtime());
        let values: Vec<Weak<u32>> = [&a, &b]
            .map(|runtime| Arc::downgrade(&runtimes.get(runtime.handle(), || 0)))
            .into();
        // As far as a runtime gets that is used, and one that nobody drives.
        a.block_on(tokio::task::yield_now());
        drop(a);
        assert!(values[0].upgrade().is_none());
        assert!(values[1].upgrade().is_some());
        drop(b);
        assert!(values[1].upgrade().is_none());
    }

    #[test]
    fn nothing_stays_when_the_values_are_dropped() {
        let runtimes = Runtimes::default();
        let runtime = runtime();
        let value = Arc::downgrade(&runtimes.get(runtime.handle(), || 0));
        drop(runtimes);
        assert!(value.upgrade().is_none());
        runtime.block_on(tokio::task::yield_now());
        assert_eq!(runtime.metrics().num_alive_tasks(), 0);
    }

    /// The handle of a runtime that has ended drops spawned tasks.
    #[test]
    fn a_runtime_that_has_ended_keeps_nothing() {
        let runtimes = Runtimes::default();
        let handle = runtime().handle().clone();
        let value = Arc::downgrade(&runtimes.get(&handle, || 0));
        assert!(value.upgrade().is_none());
    }
}

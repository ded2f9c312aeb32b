//! Region of the EC2 instance that the program runs on: the last source of a region.

use crate::fetch::Fetch;
use crate::lock::lock;
use crate::time::SharedClock;
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::Duration;

/// Delay before the metadata service is asked again if it had no region.
const PAUSE: Duration = Duration::from_secs(60);

/// The region, requested when a call needs it, by one request for all calls of a tokio runtime.
///
/// It is cached for the lifetime of the program: an instance does not move.
#[derive(Clone, Default)]
pub(crate) struct InstanceRegion(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    found: Option<String>,
    /// Time of the last failure, by the clock's [`instant`](crate::Clock::instant).
    failed: Option<Duration>,
    /// Pending requests: one for each runtime.
    awaited: Vec<Weak<Fetch<Option<String>>>>,
}

impl InstanceRegion {
    /// Returns the region, which `ask` requests if it is not known yet.
    pub(super) async fn get<F>(
        &self,
        clock: &SharedClock,
        ask: impl FnOnce() -> F,
    ) -> Option<String>
    where
        F: Future<Output = Option<String>> + Send + 'static,
    {
        let fetch = {
            let mut state = self.lock();
            let is_paused = |at: Duration| clock.instant().saturating_sub(at) < PAUSE;
            if state.found.is_some() || state.failed.is_some_and(is_paused) {
                return state.found.clone();
            }
            state.fetch(|| self.fetch(clock, ask()))
        };
        fetch.wait().await
    }

    /// Returns the region if it is known.
    pub(super) fn known(&self) -> Option<String> {
        self.lock().found.clone()
    }

    fn fetch(
        &self,
        clock: &SharedClock,
        asked: impl Future<Output = Option<String>> + Send + 'static,
    ) -> Arc<Fetch<Option<String>>> {
        let (region, clock) = (self.clone(), Arc::clone(clock));
        let started = clock.instant();
        let future = async move {
            let found = asked.await;
            let mut state = region.lock();
            match found {
                Some(found) => state.found = Some(found),
                None => state.failed = Some(clock.instant()),
            }
            // Another runtime may have found it meanwhile.
            state.found.clone()
        };
        Fetch::new(started, Box::pin(future), || None)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No code that may panic runs under the lock: what it holds is always whole.
        lock(&self.0)
    }
}

impl State {
    /// Returns the pending request of this runtime, or starts one.
    fn fetch(
        &mut self,
        new: impl FnOnce() -> Arc<Fetch<Option<String>>>,
    ) -> Arc<Fetch<Option<String>>> {
        let awaited: Vec<_> = self.awaited.iter().filter_map(Weak::upgrade).collect();
        let mut running = awaited.iter();
        let running = running.find(|it| it.is_of_this_runtime() && !it.has_ended());
        if let Some(running) = running {
            return Arc::clone(running);
        }
        let new = new();
        self.awaited = awaited.iter().chain([&new]).map(Arc::downgrade).collect();
        new
    }
}

#[cfg(test)]
mod tests {
    use super::InstanceRegion;
    use crate::time::{SharedClock, SystemClock};
    use std::sync::Arc;
    use tokio::runtime::Builder;
    use tokio::sync::oneshot;
    use tokio::task::yield_now;

    #[test]
    fn a_request_that_fails_does_not_take_away_what_another_runtime_has_found() {
        let runtime = || Builder::new_current_thread().build().unwrap();
        let (one, other) = (runtime(), runtime());
        let clock: SharedClock = Arc::new(SystemClock::new());
        let region = InstanceRegion::default();
        let (failing, outcome) = oneshot::channel::<String>();
        let late = region.get(&clock, || async { outcome.await.ok() });
        let mut late = Box::pin(late);
        one.block_on(async {
            tokio::select! {
                biased;
                _ = &mut late => unreachable!(),
                () = yield_now() => {}
            }
        });
        let found = Some("eu-west-1".to_owned());
        let finding = region.get(&clock, || std::future::ready(found.clone()));
        assert_eq!(other.block_on(finding), found);
        drop(failing);
        assert_eq!(one.block_on(late), found);
        assert_eq!(region.known(), found);
    }
}

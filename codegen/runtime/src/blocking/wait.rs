//! Waiters without async.

use super::Blocking;
use crate::credentials::CredentialsCache;
use crate::hooks::Hook;
use crate::operation::Operation;
use crate::wait::{Wait, WaitError, Waiter};
use std::fmt;
use std::time::Duration;

/// Builder of a wait without async: set options, then call [`wait`](Self::wait).
///
/// See [`Wait`].
#[must_use = "nothing is sent until `wait` is called"]
pub struct BlockingWait<'a, W: Waiter> {
    blocking: Blocking,
    wait: Wait<'a, W>,
}

type Output<W> = <<W as Waiter>::Operation as Operation>::Output;
type Failure<W> = WaitError<Output<W>, <<W as Waiter>::Operation as Operation>::Error>;

impl<'a, W: Waiter> BlockingWait<'a, W> {
    pub(super) fn new(blocking: Blocking, wait: Wait<'a, W>) -> Self {
        Self { blocking, wait }
    }

    /// Calls `progress` with every output: see [`Wait::on_progress`].
    pub fn on_progress(mut self, progress: impl FnMut(&Output<W>) + Send + 'a) -> Self {
        self.wait = self.wait.on_progress(progress);
        self
    }

    /// Sets the credentials of the calls: see [`Request::credentials`](crate::Request::credentials).
    pub fn credentials(mut self, credentials: impl Into<CredentialsCache>) -> Self {
        self.wait = self.wait.credentials(credentials);
        self
    }

    /// Adds a hook to the calls: see [`Request::hook`](crate::Request::hook).
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.wait = self.wait.hook(hook);
        self
    }

    /// Sets the minimum delay between two calls.
    pub fn min_delay(mut self, delay: Duration) -> Self {
        self.wait = self.wait.min_delay(delay);
        self
    }

    /// Sets the maximum delay between two calls.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.wait = self.wait.max_delay(delay);
        self
    }

    /// Sets each delay between two calls: see [`Wait::delays`].
    pub fn delays(mut self, delays: impl FnMut(u32) -> Duration + Send + 'a) -> Self {
        self.wait = self.wait.delays(delays);
        self
    }

    /// Polls until a final state is reached, or the maximum time has passed.
    ///
    /// # Errors
    /// Same as [`Wait`].
    pub fn wait(self) -> Result<W::Success, Failure<W>> {
        let operation = <W::Operation as Operation>::NAME;
        self.blocking.wait(operation, self.wait.into_future())
    }
}

impl<W: Waiter> fmt::Debug for BlockingWait<'_, W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BlockingWait")
            .field("wait", &self.wait)
            .finish_non_exhaustive()
    }
}

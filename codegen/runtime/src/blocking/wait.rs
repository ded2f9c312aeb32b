//! Waiting until a service has done something, without async.

use super::Blocking;
use crate::operation::Operation;
use crate::wait::{Wait, WaitError, Waiter};
use std::fmt;
use std::time::Duration;

/// A [`Wait`] that has not begun: settings of its own, then [`wait`](Self::wait).
#[must_use = "nothing is sent before `wait`"]
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

    /// Shows every output to `progress`: see [`Wait::on_progress`].
    pub fn on_progress(mut self, progress: impl FnMut(&Output<W>) + Send + 'a) -> Self {
        self.wait = self.wait.on_progress(progress);
        self
    }

    /// Pauses at least so long between two calls.
    pub fn min_delay(mut self, delay: Duration) -> Self {
        self.wait = self.wait.min_delay(delay);
        self
    }

    /// Pauses at most so long between two calls.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.wait = self.wait.max_delay(delay);
        self
    }

    /// Waits.
    ///
    /// # Errors
    /// As [`Wait`].
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

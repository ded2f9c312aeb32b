//! Limits of the transport.

use crate::time::{Clock, SharedClock, SystemClock};
use crate::transport::{BodyLimit, BoxFuture, STALL_TIMEOUT};
use http::Extensions;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Default size of a response body, in bytes: well above what a service that speaks JSON gives, which is 16 MB for
/// DynamoDB's `BatchGetItem`.
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// Time for which an idle connection is kept, as in reqwest.
pub(super) const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// Time without a packet after which TCP asks whether the peer is there: well below the 350 s after which NAT gateways and
/// network load balancers of AWS drop a connection
/// (<https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>).
pub(super) const KEEPALIVE_IDLE: Duration = Duration::from_secs(45);

/// Time between two such questions.
pub(super) const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(15);

/// Questions without an answer after which the connection is given up.
pub(super) const KEEPALIVE_RETRIES: u32 = 3;

/// Time for which what was sent may stay without acknowledgment, on Linux. It is that of keepalive as a whole: the kernel
/// ends both by this one, so that less would give up a connection for one lost packet.
pub(super) const USER_TIMEOUT: Duration = Duration::from_secs(90);

/// Time between two PING frames on an HTTP/2 connection.
#[cfg(feature = "http2")]
pub(super) const PING_INTERVAL: Duration = Duration::from_secs(30);

/// Time for which the answer to one may take.
#[cfg(feature = "http2")]
pub(super) const PING_TIMEOUT: Duration = Duration::from_secs(20);

/// Informational responses (1xx) before the final one. Services of AWS send none; a proxy may say every now and then that
/// it is still working (102).
pub(super) const INFORMATIONAL_LIMIT: u32 = 32;

/// Limits that the user may set.
#[derive(Clone)]
pub(super) struct Limits {
    /// Size of a response body, in bytes.
    pub(super) body: usize,
    /// Time without a byte while a body is sent or read.
    pub(super) stall: Option<Duration>,
    pub(super) clock: SharedClock,
}

impl Limits {
    /// Returns the limits of a request with these extensions, which may have a lower one of its own for the body.
    pub(super) fn of_request(&self, extensions: &Extensions) -> Self {
        let own = extensions.get::<BodyLimit>();
        let body = own.map_or(self.body, |own| own.0.min(self.body));
        Self {
            body,
            ..self.clone()
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: BODY_LIMIT,
            stall: Some(STALL_TIMEOUT),
            clock: Arc::new(SystemClock::new()),
        }
    }
}

/// Waits until nothing has happened for some time.
pub(super) struct Stall<'a> {
    clock: &'a dyn Clock,
    timeout: Duration,
    timer: Option<BoxFuture<'static, ()>>,
}

impl<'a> Stall<'a> {
    /// Creates a wait without a timer; `None` if there is no timeout.
    pub(super) fn new(limits: &'a Limits) -> Option<Self> {
        Some(Self {
            clock: &*limits.clock,
            timeout: limits.stall?,
            timer: None,
        })
    }

    /// Ends when the time that `silent_since` gives, of the clock, is the timeout ago. It is asked only once that may be;
    /// `None` ends the wait for good.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
        mut silent_since: impl FnMut() -> Option<Duration>,
    ) -> Poll<Option<Duration>> {
        loop {
            let timer = self
                .timer
                .get_or_insert_with(|| self.clock.sleep(self.timeout));
            ready!(timer.as_mut().poll(context));
            let Some(since) = silent_since() else {
                return Poll::Ready(None);
            };
            let silent = self.clock.instant().saturating_sub(since);
            if silent >= self.timeout {
                return Poll::Ready(Some(self.timeout));
            }
            self.timer = Some(self.clock.sleep(self.timeout - silent));
        }
    }
}

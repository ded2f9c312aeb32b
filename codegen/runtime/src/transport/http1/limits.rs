//! Limits of the transport.

use crate::time::{SharedClock, SystemClock};
#[cfg(feature = "event-streams")]
use crate::transport::EventStreamed;
use crate::transport::{BODY_LIMIT, BodyLimit, BoxFuture, STALL_TIMEOUT, StreamedResponse};
use http::Extensions;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Time for which an idle connection is kept, as in reqwest.
pub(super) const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// Time without a packet before the first TCP keepalive probe: well below the 350 s after which NAT gateways and
/// network load balancers of AWS drop a connection
/// (<https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>).
pub(super) const KEEPALIVE_IDLE: Duration = Duration::from_secs(45);

/// Interval of TCP keepalive probes.
pub(super) const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(15);

/// Number of TCP keepalive probes without a response before the connection is closed.
pub(super) const KEEPALIVE_RETRIES: u32 = 3;

/// Maximum time that sent data may remain unacknowledged, on Linux. It equals that of keepalive as a whole: the kernel
/// applies this timeout to both, so a smaller one would close a connection because of one lost packet.
pub(super) const USER_TIMEOUT: Duration = Duration::from_secs(90);

/// Interval of PING frames on an HTTP/2 connection.
#[cfg(feature = "http2")]
pub(super) const PING_INTERVAL: Duration = Duration::from_secs(30);

/// Timeout of the response to a PING.
#[cfg(feature = "http2")]
pub(super) const PING_TIMEOUT: Duration = Duration::from_secs(20);

/// Maximum number of informational responses (1xx) before the final one. AWS services send none; a proxy may report its
/// progress (102).
pub(super) const INFORMATIONAL_LIMIT: u32 = 32;

/// Configurable limits.
#[derive(Clone)]
pub(super) struct Limits {
    /// Maximum size of a response body, in bytes.
    pub(super) body: usize,
    /// True if the response is returned as a stream, whose size is not limited.
    pub(super) is_streamed: bool,
    /// Maximum number of connections to a host.
    pub(super) connections: Option<usize>,
    /// Stall timeout.
    pub(super) stall: Option<Duration>,
    pub(super) clock: SharedClock,
}

impl Limits {
    /// Returns the limits of a request with these extensions, which may lower that of the body, and disable the stall
    /// timeout.
    pub(super) fn of_request(&self, extensions: &Extensions) -> Self {
        let own = extensions.get::<BodyLimit>();
        let body = own.map_or(self.body, |own| own.0.min(self.body));
        #[cfg(feature = "event-streams")]
        let is_eventful = extensions.get::<EventStreamed>().is_some();
        #[cfg(not(feature = "event-streams"))]
        let is_eventful = false;
        Self {
            body,
            connections: self.connections,
            is_streamed: extensions.get::<StreamedResponse>().is_some(),
            stall: self.stall.filter(|_| !is_eventful),
            clock: Arc::clone(&self.clock),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: BODY_LIMIT,
            is_streamed: false,
            connections: None,
            stall: Some(STALL_TIMEOUT),
            clock: Arc::new(SystemClock::new()),
        }
    }
}

/// Timer of the stall timeout.
pub(super) struct Stall {
    clock: SharedClock,
    timeout: Duration,
    timer: Option<BoxFuture<'static, ()>>,
}

impl Stall {
    /// Creates a timer that is not started; `None` if the timeout is disabled.
    pub(super) fn new(limits: &Limits) -> Option<Self> {
        Some(Self {
            clock: Arc::clone(&limits.clock),
            timeout: limits.stall?,
            timer: None,
        })
    }

    /// Returns the time by the clock.
    pub(super) fn now(&self) -> Duration {
        self.clock.instant()
    }

    /// Completes if the time returned by `silent_since` is longer ago than the timeout. `silent_since` is called only
    /// when that is possible; if it returns `None`, the timer never completes.
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

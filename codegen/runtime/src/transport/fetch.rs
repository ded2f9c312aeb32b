//! Transport over the Fetch API of browsers and other JavaScript runtimes.
//!
//! Its objects belong to the event loop of JavaScript and are not `Send`. A task of the event loop holds them; the futures and
//! streams here are connected to it by channels, and abort the request when they are dropped.

mod body;
mod exchange;
mod failure;

#[cfg(feature = "event-streams")]
use super::EventStreamed;
use super::{
    BODY_LIMIT, Body, BodyLimit, BoxFuture, STALL_TIMEOUT, StreamedResponse, Transport,
    TransportError,
};
use crate::local;
use crate::time::{Clock, SharedClock, SystemClock};
use http::{Extensions, Request, Response, Version};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Transport over the [Fetch API](https://fetch.spec.whatwg.org/), which browsers, their workers, Node.js and other JavaScript
/// runtimes have. It is the default transport on `wasm32-unknown-unknown` with the feature `fetch`.
///
/// - Redirects are not followed. A browser hides them: there a redirected request is an error.
/// - A stream in a request is read into memory before it is sent. A response with a stream is read as the caller reads it.
/// - The JavaScript runtime chooses the version of HTTP, proxies and certificates, and decompresses responses. A browser
///   shows only the response headers that the service lists for CORS.
/// - A connect timeout does not apply: connections are not visible.
/// - A request whose path or query the API would change is an error, since both are signed.
#[derive(Clone)]
pub struct FetchTransport {
    /// Stall timeout.
    stall: Option<Duration>,
    clock: SharedClock,
}

impl FetchTransport {
    /// Creates a transport with the default stall timeout of 20 s.
    #[must_use]
    pub fn new() -> Self {
        Self {
            stall: Some(STALL_TIMEOUT),
            clock: Arc::new(SystemClock::new()),
        }
    }

    /// Sets the timeout of a response body that makes no progress; `None` disables it.
    #[must_use]
    pub fn stall_timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        let stall = limit.into();
        Self { stall, ..self }
    }

    /// Sets the clock of the stall timeout.
    #[must_use]
    pub fn clock(self, clock: impl Clock) -> Self {
        Self {
            clock: Arc::new(clock),
            ..self
        }
    }

    /// Returns the stall timeout of a request with these extensions.
    fn stall_of(&self, extensions: &Extensions) -> Option<Duration> {
        #[cfg(feature = "event-streams")]
        if extensions.get::<EventStreamed>().is_some() {
            return None;
        }
        let _ = extensions;
        self.stall
    }

    async fn exchange(&self, request: Request<Body>) -> Result<Response<Body>, TransportError> {
        if request.version() == Version::HTTP_2 {
            return Err(TransportError::new(BOTH_WAYS));
        }
        let extensions = request.extensions();
        let is_streamed = extensions.get::<StreamedResponse>().is_some();
        let limit = extensions.get::<BodyLimit>();
        let limit = limit.map_or(BODY_LIMIT, |own| own.0.min(BODY_LIMIT));
        let (stall, clock) = (self.stall_of(extensions), Arc::clone(&self.clock));
        let (head, body) = request.into_parts();
        let request = Request::from_parts(head, body.collect(usize::MAX).await?);
        let response = local::run(move || exchange::exchange(request, stall, clock)).await;
        let response = response.unwrap_or_else(|| Err(TransportError::io(ENDED)))?;
        if is_streamed {
            return Ok(response);
        }
        Ok(super::read(response, limit).await?.map(Body::from))
    }
}

const BOTH_WAYS: &str = "the operation sends and receives events at the same time, which the Fetch API cannot: use a transport \
                         of your own";
const ENDED: &str = "the event loop of JavaScript ended the request";

impl Default for FetchTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for FetchTransport {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl fmt::Debug for FetchTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FetchTransport")
            .field("stall_timeout", &self.stall)
            .finish_non_exhaustive()
    }
}

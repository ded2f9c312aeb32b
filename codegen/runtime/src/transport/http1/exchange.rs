//! One request over hyper's pool, until the head of its response.

use super::body::{Progress, RequestBody};
use super::connect::Waiting;
use super::failure;
use super::limits::{INFORMATIONAL_LIMIT, Limits, Stall};
use super::pooled::HttpClient;
use super::stream::Link;
use super::ways::HttpVersion;
use crate::transport::{Body, PooledConnection, TransportError};
use http::{Extensions, Request, Response, Uri};
use hyper::body::Incoming;
use hyper::ext::on_informational;
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use hyper_util::client::legacy::{Error, ResponseFuture};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

/// Sends a request for `uri` over connections of this version. The response has the [`PooledConnection`] that it came over.
pub(super) async fn send(
    client: &HttpClient,
    request: Request<Body>,
    uri: &Uri,
    version: HttpVersion,
    limits: &Limits,
) -> Result<Response<Incoming>, TransportError> {
    #[cfg(feature = "http2")]
    for _ in 0..http2::repeats(version) {
        let Some(copy) = http2::copy(&request) else {
            return match once(client, request, version, limits).await {
                Err(Failed::Exchange(error)) if http2::is_unprocessed(&error) => {
                    Err(failure::unrepeatable(uri, error))
                }
                sent => sent.map_err(|failed| failed.of(uri, version)),
            };
        };
        match once(client, copy, version, limits).await {
            Err(Failed::Exchange(error)) if http2::is_unprocessed(&error) => {}
            sent => return sent.map_err(|failed| failed.of(uri, version)),
        }
    }
    let sent = once(client, request, version, limits).await;
    sent.map_err(|failed| failed.of(uri, version))
}

/// Reasons why there is no response.
enum Failed {
    Exchange(Error),
    /// Nothing could be sent for this long.
    Stalled(Duration),
}

impl Failed {
    fn of(self, uri: &Uri, version: HttpVersion) -> TransportError {
        match self {
            Self::Exchange(error) => failure::of_exchange(uri, version, error),
            Self::Stalled(timeout) => failure::not_sent(uri, timeout),
        }
    }
}

async fn once(
    client: &HttpClient,
    request: Request<Body>,
    version: HttpVersion,
    limits: &Limits,
) -> Result<Response<Incoming>, Failed> {
    let mut request =
        request.map(|data| RequestBody::new(data, version, Arc::clone(&limits.clock)));
    let sending = Sending {
        start: limits.clock.instant(),
        body: request.body().progress(),
        connection: capture_connection(&mut request),
        waiting: limits.connections.map(|_| Waiting::new()),
    };
    limit_informational(&mut request, sending.connection.clone());
    let mut response = sending.watch(client.request(request), limits).await?;
    let connection = sending.connection;
    response
        .extensions_mut()
        .insert(PooledConnection::new(move || {
            if let Some(connected) = connection.connection_metadata().as_ref() {
                connected.poison();
            }
        }));
    Ok(response)
}

/// A request in flight.
struct Sending {
    start: Duration,
    body: Arc<Progress>,
    connection: CaptureConnection,
    /// If the number of connections is limited.
    waiting: Option<Waiting>,
}

impl Sending {
    /// Waits for the head of the response: without a timeout, except for a body that makes no progress.
    async fn watch(
        &self,
        mut response: ResponseFuture,
        limits: &Limits,
    ) -> Result<Response<Incoming>, Failed> {
        let mut stall = Stall::new(limits).filter(|_| !self.body.is_done());
        poll_fn(|context| {
            let mut poll = || Pin::new(&mut response).poll(context);
            let polled = match &self.waiting {
                None => poll(),
                Some(waiting) => waiting.poll(poll),
            };
            if let Poll::Ready(response) = polled {
                return Poll::Ready(response.map_err(Failed::Exchange));
            }
            let Some(watched) = &mut stall else {
                return Poll::Pending;
            };
            let silent_since = || self.silent_since(limits.clock.instant());
            match watched.poll(context, silent_since) {
                Poll::Pending => Poll::Pending,
                Poll::Ready(Some(timeout)) => Poll::Ready(Err(Failed::Stalled(timeout))),
                Poll::Ready(None) => {
                    stall = None;
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// Returns the time at which the latest byte was sent; `None` if all were sent.
    fn silent_since(&self, now: Duration) -> Option<Duration> {
        let Some(link) = link(&self.connection) else {
            // Connecting has a timeout of its own.
            return Some(now);
        };
        match link.blocked_since() {
            Some(since) => Some(since.max(self.start)),
            None if self.body.is_done() => None,
            None if self.body.is_starved() => Some(now),
            // The server does not allow this stream of its connection to go on.
            None => Some(self.body.latest().max(link.opened()).max(self.start)),
        }
    }
}

/// Closes the connection after too many informational responses: nothing else would end the wait, and a continuous
/// stream of them would keep the thread busy. Over HTTP/2 they are not counted.
fn limit_informational(request: &mut Request<RequestBody>, connection: CaptureConnection) {
    let count = AtomicU32::new(0);
    on_informational(request, move |_| {
        if count.fetch_add(1, Ordering::Relaxed) + 1 == INFORMATIONAL_LIMIT
            && let Some(link) = link(&connection)
        {
            link.cut();
        }
    });
}

/// Returns the connection of a request.
fn link(connection: &CaptureConnection) -> Option<Arc<Link>> {
    let mut extras = Extensions::new();
    connection
        .connection_metadata()
        .as_ref()?
        .get_extras(&mut extras);
    extras.remove()
}

/// Requests that an HTTP/2 server has not processed.
#[cfg(feature = "http2")]
mod http2 {
    use crate::transport::Body;
    use crate::transport::http1::ways::HttpVersion;
    use http::Request;
    use hyper_util::client::legacy::Error;
    use std::{error, iter};

    /// Maximum number of times that such a request is sent again, as in reqwest.
    const REPEATS: u32 = 2;

    /// Returns [`REPEATS`] for connections that may be ones of HTTP/2.
    pub(super) fn repeats(version: HttpVersion) -> u32 {
        match version {
            HttpVersion::Http1 => 0,
            HttpVersion::Negotiated | HttpVersion::Http2 => REPEATS,
        }
    }

    /// Returns a copy of a request, to send it again; `None` if its body can be read only once.
    pub(super) fn copy(request: &Request<Body>) -> Option<Request<Body>> {
        let mut copy = Request::new(request.body().try_clone()?);
        *copy.method_mut() = request.method().clone();
        *copy.uri_mut() = request.uri().clone();
        *copy.version_mut() = request.version();
        *copy.headers_mut() = request.headers().clone();
        *copy.extensions_mut() = request.extensions().clone();
        Some(copy)
    }

    /// Returns true if the server rejected the stream (RFC 9113, section 8.7), or was closing the connection.
    pub(super) fn is_unprocessed(error: &Error) -> bool {
        let mut chain = iter::successors(Some(error as &dyn error::Error), |&error| error.source());
        let found = chain.find_map(|error| error.downcast_ref::<h2::Error>());
        found.is_some_and(|error| {
            let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
            let is_closing = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
            error.is_remote() && (is_refused || is_closing)
        })
    }
}

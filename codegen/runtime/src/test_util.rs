//! Fake transport for tests without a network: responds by operation, through serialization.

#[cfg(feature = "checksums")]
mod aws_chunked;
#[cfg(feature = "streams")]
mod body;
#[cfg(feature = "event-streams")]
mod events;
pub mod protocol_test;
mod response;

#[cfg(feature = "streams")]
pub use body::FakeBody;
pub use response::FakeResponse;

use crate::config::{Config, ConfigBuilder};
use crate::credentials::Credentials;
use crate::error::DecodeError;
use crate::lock::lock;
use crate::operation::{Operation, Service};
use crate::protocol::{self, Rules};
use crate::retry::Retry;
use crate::time::{Clock, SharedClock, SystemClock};
use crate::transport::{BODY_LIMIT, Body, BoxFuture, Transport, TransportError};
use bytes::Bytes;
#[cfg(feature = "compression")]
use http::header::CONTENT_ENCODING;
use http::{Request, Response};
use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
#[cfg(feature = "compression")]
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

type Outcome = BoxFuture<'static, Result<Response<Body>, TransportError>>;

/// Response to a request of the protocol with these rules.
type Respond = dyn Fn(&'static Rules, &Request<Bytes>) -> Outcome + Send + Sync;

/// Response to one request.
type RespondOnce = dyn FnOnce(&'static Rules) -> Outcome + Send;

/// Responses to calls of one operation.
#[derive(Default)]
struct Responses {
    queued: VecDeque<Box<RespondOnce>>,
    /// For calls after those.
    always: Option<Arc<Respond>>,
}

/// Fake transport for tests: responds to calls like a service, and records requests.
///
/// Inputs, outputs and errors are serialized and deserialized, so that a test sees what a service would have received.
/// Clones share responses and recorded requests.
///
/// - [`on`](Self::on) responds to every call of an operation with a function of its input.
/// - [`once`](Self::once) responds to the next call, before `on` is used; several of them make a sequence. It takes a
///   [`FakeResponse`]: a result, any HTTP response, or an error of the transport, with or without a delay.
/// - [`on_async`](Self::on_async) responds to every call with a future of a [`FakeResponse`].
/// - A body that is streamed is read whole, up to 64 MiB, and is a streaming member of bytes in the input, without the chunks
///   and the trailer of a checksum, which is in the member for it. An output's
///   streaming member is streamed; `FakeBody` (feature `streams`) scripts its chunks, delays and failures.
/// - Events that a client sends are in the input, and are read from it; an output's `EventStream::from_events` or
///   `from_stream` is sent as frames (feature `event-streams`). If an operation has events in both, the response is there
///   before all events of the request are: a function of [`on_async`](Self::on_async) can read some, and its output ends the
///   call; otherwise the response ends after the last event of the client, or early if it is an [`http::Response`] of bytes.
/// - [`config_builder`](Self::config_builder) returns a configuration for clients that use this transport.
///
/// ```ignore
/// let fake = FakeTransport::new()
///     .once::<GetResourceSyncStatus>(Err(ThrottlingException::new().into()))
///     .once::<GetResourceSyncStatus>(http::Response::builder().status(503).body("<html>")?)
///     .on::<GetResourceSyncStatus>(|input| Ok(GetResourceSyncStatusOutput::new(attempt(input.resource_name))));
/// let client = Client::new(&fake.config_builder().retry(Retry::standard()).build()?);
/// // … use the client …
/// assert_eq!(fake.requests::<GetResourceSyncStatus>()?.len(), 3);
/// ```
///
/// Retries, waiters and delayed responses sleep on a clock, by default the [`SystemClock`]: under
/// `#[tokio::test(start_paused = true)]` they take no real time. [`clock`](Self::clock) sets another clock.
#[derive(Clone)]
pub struct FakeTransport {
    responses: Arc<Mutex<BTreeMap<String, Responses>>>,
    sent: Arc<Mutex<Vec<Request<Bytes>>>>,
    clock: SharedClock,
}

impl FakeTransport {
    /// Creates a transport without responses: every call fails with an error that names its operation.
    #[must_use]
    pub fn new() -> Self {
        Self {
            responses: Arc::default(),
            sent: Arc::default(),
            clock: Arc::new(SystemClock::new()),
        }
    }

    /// Sets the clock of delays and of configurations that are built afterwards.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Responds to calls of `Op` with the result of `respond`; replaces an earlier `on` or [`on_async`](Self::on_async).
    #[must_use]
    pub fn on<Op: Operation>(
        self,
        respond: impl Fn(Op::Input) -> Result<Op::Output, Op::Error> + Send + Sync + 'static,
    ) -> Self {
        let respond = move |rules: &Rules, request: &Request<Bytes>| {
            response::encoded::<Op>(rules, respond(input::<Op>(rules, request)?))
        };
        self.always::<Op>(move |rules, request| {
            let outcome = respond(rules, request).map_err(TransportError::new);
            Box::pin(std::future::ready(outcome))
        })
    }

    /// Responds to calls of `Op` with the output of the future that `respond` returns; replaces an earlier
    /// [`on`](Self::on) or `on_async`.
    #[must_use]
    pub fn on_async<Op: Operation>(
        self,
        respond: impl Fn(Op::Input) -> BoxFuture<'static, FakeResponse<Op>> + Send + Sync + 'static,
    ) -> Self {
        let clock = Arc::clone(&self.clock);
        self.always::<Op>(move |rules, request| {
            let response = input::<Op>(rules, request).map(&respond);
            let clock = Arc::clone(&clock);
            Box::pin(async move {
                match response {
                    Ok(response) => deliver(response.await, rules, &clock).await,
                    Err(error) => Err(TransportError::new(error)),
                }
            })
        })
    }

    /// Queues a response to one call of `Op`. Queued responses are used in order, before [`on`](Self::on) and
    /// [`on_async`](Self::on_async).
    #[must_use]
    pub fn once<Op: Operation>(self, response: impl Into<FakeResponse<Op>>) -> Self {
        let (response, clock) = (response.into(), Arc::clone(&self.clock));
        let respond = Box::new(move |rules| -> Outcome {
            Box::pin(async move { deliver(response, rules, &clock).await })
        });
        let mut responses = self.lock_responses();
        let of_operation = responses.entry(name::<Op>()).or_default();
        of_operation.queued.push_back(respond);
        drop(responses);
        self
    }

    fn always<Op: Operation>(
        self,
        respond: impl Fn(&'static Rules, &Request<Bytes>) -> Outcome + Send + Sync + 'static,
    ) -> Self {
        let mut responses = self.lock_responses();
        responses.entry(name::<Op>()).or_default().always = Some(Arc::new(respond));
        drop(responses);
        self
    }

    /// Returns a builder of configurations that use this transport.
    ///
    /// URL, region and credentials are placeholders, nothing is read from the environment, and calls are not retried. Tests
    /// can set other values, such as [`retry`](ConfigBuilder::retry) and [`timeouts`](ConfigBuilder::timeouts); the clock
    /// is set with [`clock`](Self::clock).
    pub fn config_builder(&self) -> ConfigBuilder {
        Config::builder()
            .transport(self.clone())
            .credentials(Credentials::new("AKIDFAKE", "fake"))
            .endpoint_url("https://fake.example")
            .region("us-east-1")
            .retry(Retry::off())
            .clock(Arc::clone(&self.clock))
    }

    /// Returns the inputs of all calls of `Op` so far, in order; for a retried call, one for each attempt.
    ///
    /// # Errors
    /// If a request does not match the model, which a client of the same model cannot send.
    pub fn requests<Op: Operation>(&self) -> Result<Vec<Op::Input>, DecodeError> {
        let sent = self.sent();
        let asked = sent
            .iter()
            .filter_map(|request| Some((request, protocol::asked(request)?)));
        let of_operation = asked.filter(|(_, (_, asked))| *asked == name::<Op>());
        of_operation
            .map(|(request, (rules, _))| input::<Op>(rules, request))
            .collect()
    }

    /// Returns all requests so far as they were sent, with headers and signature, and bodies as encoded.
    #[must_use]
    pub fn sent(&self) -> Vec<Request<Bytes>> {
        let sent = lock(&self.sent).clone();
        #[cfg(feature = "event-streams")]
        let sent = sent.into_iter().map(events::recorded).collect();
        sent
    }

    fn lock_responses(&self) -> MutexGuard<'_, BTreeMap<String, Responses>> {
        // No code of others runs under the lock: what it holds is always whole.
        lock(&self.responses)
    }

    fn respond(&self, request: &Request<Bytes>) -> Result<Outcome, TransportError> {
        let Some((rules, name)) = protocol::asked(request) else {
            return Err(TransportError::new("the request names no operation"));
        };
        let (queued, always) = match self.lock_responses().get_mut(&name) {
            Some(responses) => (responses.queued.pop_front(), responses.always.clone()),
            None => (None, None),
        };
        match (queued, always) {
            (Some(queued), _) => Ok(queued(rules)),
            (None, Some(always)) => Ok(always(rules, request)),
            (None, None) => Err(TransportError::new(format!(
                "the fake has no response to {name}: give it one with `on`, or one more with `once`"
            ))),
        }
    }
}

impl Default for FakeTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for FakeTransport {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async {
            let (head, body) = request.into_parts();
            #[cfg(feature = "event-streams")]
            if events::is_two_way(&head) {
                return self.converse(head, body).await;
            }
            let body = match body.into_bytes() {
                Ok(bytes) => bytes,
                Err(stream) => stream.collect(BODY_LIMIT).await?,
            };
            let request = Request::from_parts(head, body);
            let outcome = self.respond(&request);
            lock(&self.sent).push(request);
            outcome?.await
        })
    }
}

impl fmt::Debug for FakeTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations: Vec<String> = self.lock_responses().keys().cloned().collect();
        formatter
            .debug_struct("FakeTransport")
            .field("operations", &operations)
            .finish_non_exhaustive()
    }
}

/// Returns the result of the transport after the delay of `response`.
async fn deliver<Op: Operation>(
    response: FakeResponse<Op>,
    rules: &Rules,
    clock: &SharedClock,
) -> Result<Response<Body>, TransportError> {
    let delay = response.delay();
    if !delay.is_zero() {
        clock.sleep(delay).await;
    }
    response.outcome(rules)
}

fn name<Op: Operation>() -> String {
    format!("{}.{}", Op::Service::SHAPE_NAME, Op::NAME)
}

/// Deserializes the input of a request, of which a streaming member has the body as bytes.
fn input<Op: Operation>(rules: &Rules, request: &Request<Bytes>) -> Result<Op::Input, DecodeError> {
    #[cfg(feature = "event-streams")]
    if let Some(input) = events::input::<Op>(rules, request) {
        return input;
    }
    #[cfg(feature = "checksums")]
    let request = &*aws_chunked::decoded(request);
    let input = protocol::read_request::<Op>(rules, request, &body(request))?;
    #[cfg(feature = "streams")]
    if rules.is_http {
        let mut input = input;
        if let Some(stream) = Op::request_stream(&mut input) {
            *stream = request.body().clone().into();
        }
        return Ok(input);
    }
    Ok(input)
}

/// Returns the body of a request, decompressed. A body that cannot be decompressed is returned unchanged.
fn body(request: &Request<Bytes>) -> Cow<'_, [u8]> {
    #[cfg(feature = "compression")]
    if request.headers().contains_key(CONTENT_ENCODING) {
        let mut plain = Vec::new();
        let mut decoder = flate2::read::GzDecoder::new(&**request.body());
        if io::Read::read_to_end(&mut decoder, &mut plain).is_ok() {
            return Cow::Owned(plain);
        }
    }
    Cow::Borrowed(request.body())
}

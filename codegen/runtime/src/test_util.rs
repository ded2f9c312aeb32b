//! Fake transport for tests without a network: responds by operation, through serialization.

pub mod protocol_test;

use crate::codec::Codec;
use crate::config::{Config, ConfigBuilder, ConfigError};
use crate::credentials::Credentials;
use crate::error::{DecodeError, ErrorVisitor, Fault, ModeledError, OperationError};
use crate::operation::{Operation, Service};
use crate::protocol::{self, Rules};
use crate::retry::Retry;
use crate::transport::{BoxError, BoxFuture, Transport, TransportError};
use crate::wire::Structure;
use bytes::Bytes;
#[cfg(feature = "compression")]
use http::header::CONTENT_ENCODING;
use http::{Request, Response, StatusCode, response};
use serde::de::DeserializeOwned;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
#[cfg(feature = "compression")]
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

type Answer = dyn Fn(&Rules, &Request<Bytes>) -> Result<Response<Bytes>, BoxError> + Send + Sync;

/// Fake transport for tests: responds to calls like a service, and records requests.
///
/// Inputs, outputs and errors are serialized and deserialized, so that a test sees what a service would have received.
/// Clones share responses and recorded requests.
///
/// ```ignore
/// let fake = FakeTransport::new()
///     .on::<GetResourceSyncStatus>(|input| Ok(GetResourceSyncStatusOutput::new(attempt(input.resource_name))));
/// let client = Client::new(&fake.config()?);
/// // … use the client …
/// assert_eq!(fake.requests::<GetResourceSyncStatus>()?.len(), 1);
/// ```
#[derive(Clone, Default)]
pub struct FakeTransport {
    answers: Arc<Mutex<BTreeMap<String, Arc<Answer>>>>,
    sent: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl FakeTransport {
    /// Creates a transport without responses: every call fails with an error that names its operation.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the response to calls of `Op`, which replaces an earlier one.
    #[must_use]
    pub fn on<Op: Operation>(
        self,
        answer: impl Fn(Op::Input) -> Result<Op::Output, Op::Error> + Send + Sync + 'static,
    ) -> Self
    where
        Op::Input: DeserializeOwned,
        Op::Output: Serialize,
    {
        let through_the_wire = move |rules: &Rules, request: &Request<Bytes>| {
            let input = rules.codec.read(&body(request))?;
            match answer(input) {
                Ok(output) => {
                    let body = rules.codec.write(&output)?;
                    Ok(response(rules, StatusCode::OK).body(Bytes::from(body))?)
                }
                Err(error) => refusal(rules, &error),
            }
        };
        self.lock_answers()
            .insert(name::<Op>(), Arc::new(through_the_wire));
        self
    }

    /// Builds a configuration that uses this transport: see [`config_builder`](Self::config_builder).
    ///
    /// # Errors
    /// None: the configuration reads nothing from the environment.
    pub fn config(&self) -> Result<Config, ConfigError> {
        self.config_builder().build()
    }

    /// Returns a builder of configurations that use this transport, with a placeholder URL, region and credentials, and
    /// without retries.
    pub fn config_builder(&self) -> ConfigBuilder {
        Config::builder()
            .transport(self.clone())
            .credentials(Credentials::new("AKIDFAKE", "fake"))
            .endpoint_url("https://fake.example")
            .region("us-east-1")
            .retry(Retry::off())
    }

    /// Returns the inputs of all calls of `Op` so far, in order.
    ///
    /// # Errors
    /// If a request does not match the model, which a client of the same model cannot send.
    pub fn requests<Op: Operation>(&self) -> Result<Vec<Op::Input>, DecodeError>
    where
        Op::Input: DeserializeOwned,
    {
        let sent = self.sent();
        let asked = sent
            .iter()
            .filter_map(|request| Some((request, protocol::asked(request)?)));
        let of_operation = asked.filter(|(_, (_, asked))| *asked == name::<Op>());
        of_operation
            .map(|(request, (rules, _))| rules.codec.read(&body(request)))
            .collect()
    }

    /// Returns all requests so far as they were sent, with headers and signature.
    #[must_use]
    pub fn sent(&self) -> Vec<Request<Bytes>> {
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn lock_answers(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<Answer>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let Some((rules, name)) = protocol::asked(request) else {
            return Err(TransportError::new("the request names no operation"));
        };
        let answer = self.lock_answers().get(&name).cloned();
        let Some(answer) = answer else {
            return Err(TransportError::new(format!(
                "the fake has no answer to {name}: give it one with `on`"
            )));
        };
        answer(rules, request).map_err(TransportError::new)
    }
}

impl Transport for FakeTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let answer = self.answer(&request);
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        Box::pin(std::future::ready(answer))
    }
}

impl fmt::Debug for FakeTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answers: Vec<String> = self.lock_answers().keys().cloned().collect();
        formatter
            .debug_struct("FakeTransport")
            .field("answers", &answers)
            .finish_non_exhaustive()
    }
}

fn name<Op: Operation>() -> String {
    format!("{}.{}", Op::Service::SHAPE_NAME, Op::NAME)
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

/// Returns an error response: the status of the model, the code in the body, and for services that once used the AWS
/// query protocol, its code in a header.
fn refusal<E: OperationError>(rules: &Rules, error: &E) -> Result<Response<Bytes>, BoxError> {
    let facts = error.facts();
    let status = facts.status.unwrap_or(match facts.fault {
        Fault::Client => 400,
        Fault::Server => 500,
    });
    let body = error.visit(Body(rules.codec))?;
    let mut response = response(rules, StatusCode::from_u16(status)?);
    if let Some(code) = facts.query_code {
        let fault = match facts.fault {
            Fault::Client => "Sender",
            Fault::Server => "Receiver",
        };
        response = response.header("x-amzn-query-error", format!("{code};{fault}"));
    }
    Ok(response.body(Bytes::from(body))?)
}

/// Serializes an error as services do, with its code.
struct Body(Codec);

impl ErrorVisitor<'_> for Body {
    type Output = Result<Vec<u8>, BoxError>;

    fn error<T: ModeledError + Structure>(self, error: &T) -> Self::Output {
        self.0.write(&Coded(error))
    }
}

struct Coded<'a, T>(&'a T);

impl<T: ModeledError + Structure> Serialize for Coded<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_struct(T::NAME, 1 + self.0.count())?;
        members.serialize_field("__type", T::CODE)?;
        self.0.write(&mut members)?;
        members.end()
    }
}

fn response(rules: &Rules, status: StatusCode) -> response::Builder {
    let response = Response::builder().status(status);
    (rules.respond)(response.header("x-amzn-requestid", "fake"))
}

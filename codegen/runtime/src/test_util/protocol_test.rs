//! Runtime support for generated protocol tests: a client with a stub service, and comparisons with the expectations of
//! a model.
//!
//! Requests are compared as they would be sent, after signing. Values are compared with `==`; only if the expected one
//! has a NaN, which equals nothing, their JSON is compared, in which a NaN is the string `"NaN"`.

#[cfg(feature = "cbor")]
mod cbor;
#[cfg(feature = "event-streams")]
mod events;
mod sent;
#[cfg(feature = "xml")]
mod xml;

pub use crate::codec::Codec;
pub use sent::SentRequest;

use crate::codec;
use crate::config::{Config, ConfigBuilder, ConfigError};
use crate::credentials::Credentials;
use crate::error::{DecodeError, ErrorBody, ErrorVisitor, ModeledError, OperationError};
use crate::lock::lock;
use crate::operation::Protocol;
use crate::protocol::{Incoming, rules};
use crate::retry::Retry;
use crate::transport::{Body, BoxError, BoxFuture, Transport, TransportError};
use crate::wire::Structure;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{Request, Response};
use std::fmt::Display;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Stub of a service: returns the same response to every request, and records requests.
#[derive(Clone, Debug)]
pub struct Stub {
    endpoint: Option<String>,
    response: Response<Bytes>,
    sent: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Stub {
    /// Creates a stub at `example.com` with an empty output.
    #[must_use]
    pub fn new() -> Self {
        Self::at("example.com")
    }

    /// Creates a stub at this host, which may have a path, with an empty output.
    #[must_use]
    pub fn at(host: &str) -> Self {
        Self {
            endpoint: Some(format!("https://{host}")),
            response: Response::new(Bytes::from_static(b"{}")),
            sent: Arc::default(),
        }
    }

    /// Creates a stub at the endpoint that the rules of the model resolve to, with an empty output.
    #[must_use]
    pub fn resolving() -> Self {
        Self {
            endpoint: None,
            ..Self::new()
        }
    }

    /// Sets the response, with a text body.
    ///
    /// # Errors
    /// If the status or a header is not valid in HTTP.
    pub fn answering(
        status: u16,
        headers: &[(&str, &str)],
        body: &'static str,
    ) -> Result<Self, http::Error> {
        Self::answering_bytes(status, headers, Bytes::from_static(body.as_bytes()))
    }

    /// Sets the response, with a body in base64.
    ///
    /// # Errors
    /// If the status or a header is not valid in HTTP, or if the body is not base64.
    pub fn answering_base64(
        status: u16,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<Self, BoxError> {
        let body = STANDARD.decode(body)?;
        Ok(Self::answering_bytes(status, headers, body.into())?)
    }

    fn answering_bytes(
        status: u16,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> Result<Self, http::Error> {
        let mut response = Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        Ok(Self {
            response: response.body(body)?,
            ..Self::new()
        })
    }

    /// Builds a configuration that uses this stub, without retries. Random numbers are zero, so that tests know the
    /// tokens.
    ///
    /// # Errors
    /// If the endpoint is not a URL.
    pub fn config(&self) -> Result<Config, ConfigError> {
        self.builder().build()
    }

    /// Builds a [`config`](Self::config) for a protocol that is not the service's default.
    ///
    /// # Errors
    /// If the endpoint is not a URL.
    pub fn config_of(&self, protocol: Protocol) -> Result<Config, ConfigError> {
        self.builder().protocol(protocol).build()
    }

    /// Builds a [`config`](Self::config) with other settings.
    ///
    /// # Errors
    /// If a setting is invalid.
    pub fn config_with(
        &self,
        set: impl FnOnce(ConfigBuilder) -> ConfigBuilder,
    ) -> Result<Config, ConfigError> {
        set(self.builder()).build()
    }

    fn builder(&self) -> ConfigBuilder {
        let builder = Config::builder()
            .transport(self.clone())
            .credentials(Credentials::new("AKIDSTUB", "stub"))
            .region("us-east-1")
            .retry(Retry::off())
            .entropy(|| Ok([0; 16]));
        // Smithy's tests expect it, of operations that allow it.
        #[cfg(feature = "compression")]
        let builder = builder.request_compression(true);
        match &self.endpoint {
            Some(url) => builder.endpoint_url(url),
            None => builder,
        }
    }

    /// Returns the output of `call`.
    pub fn wait<T>(&self, call: impl Future<Output = T>) -> T {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut call = pin!(call);
        loop {
            match call.as_mut().poll(&mut context) {
                Poll::Ready(outcome) => return outcome,
                Poll::Pending => thread::park(),
            }
        }
    }

    /// Returns the request that `call` sends, whatever the result of the call.
    ///
    /// # Errors
    /// If it sends none, the reason.
    pub fn request<T, E: Display>(
        &self,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<SentRequest, String> {
        let outcome = self.wait(call);
        let mut sent = lock(&self.sent);
        let request = sent.pop().map(SentRequest);
        request.ok_or_else(|| match outcome {
            Ok(_) => "the call succeeded without a request".to_owned(),
            Err(error) => error.to_string(),
        })
    }
}

impl Default for Stub {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Stub {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            let mut sent = lock(&self.sent);
            sent.push(Request::from_parts(head, body));
            Ok(self.response.clone().map(Body::from))
        })
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Returns the code of an error response and, if the operation lists it, the error.
///
/// Code and members come from the headers too, if the protocol has them there. `None` also stands for a protocol whose
/// feature is disabled.
#[must_use]
pub fn error_of<E: OperationError>(
    protocol: Protocol,
    response: &Response<impl AsRef<[u8]>>,
) -> Option<(String, Option<Result<E, DecodeError>>)> {
    let rules = rules(protocol)?;
    let headers = response.headers();
    let head = rules.is_http.then_some((response.status(), headers));
    let body = response.body().as_ref();
    let body = ErrorBody::of_response(Incoming::new(rules.codec, head, body));
    let code = (rules.error_shape)(headers, &body)?;
    let error = E::decode(&code, &body);
    Some((code, error))
}

/// Asserts that two values are equal; a NaN equals another.
///
/// # Panics
/// If they are not.
#[track_caller]
pub fn assert_same<T: Structure>(value: &T, expected: &T) {
    let (value, expected) = (json(value), json(expected));
    assert!(value == expected, "{value} is not {expected}");
}

/// Asserts that there is an error that equals `expected`; a NaN equals another.
///
/// # Panics
/// If there is none, or it is different.
#[track_caller]
pub fn assert_same_error<E: OperationError>(error: Option<&E>, expected: &E) {
    let written = |error: &E| (error.facts().code, error.visit(Written));
    let (error, expected) = (error.map(written), written(expected));
    assert!(
        error.as_ref() == Some(&expected),
        "{error:?} is not {expected:?}"
    );
}

/// Serializes an error as JSON.
struct Written;

impl ErrorVisitor<'_> for Written {
    type Output = String;

    fn error<T: ModeledError + Structure>(self, error: &T) -> String {
        json(error)
    }
}

/// Returns a structure as JSON.
fn json<T: Structure>(structure: &T) -> String {
    String::from_utf8_lossy(&codec::json::write(structure)).into_owned()
}

#[cfg(test)]
mod tests;

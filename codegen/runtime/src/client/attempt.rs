//! One attempt of a call: signs the request as late as possible, sends it, and waits for the response.

use super::connection::ConnectionChoice;
use super::exchange::{Exchange, Failed};
use super::shared::Destination;
use crate::compression;
use crate::credentials::Credentials;
use crate::error::OneLine;
use crate::headers::{self, Invocation, Metrics};
use crate::operation::Protocol;
use crate::protocol::{self, Target};
use crate::retry::{RetryCall, may_be_clock_skew};
use crate::time::within;
use crate::transport::{self, BODY_LIMIT, BoxError, Transport, TransportError};
use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use http::response::Parts;
use http::{HeaderMap, HeaderValue, Request};
use std::sync::Arc;
use std::time::Duration;

/// State shared by the attempts of a call.
pub(super) struct Prepared {
    transport: Arc<dyn Transport>,
    body: Bytes,
    is_compressed: bool,
    destination: Destination,
    invocation: Invocation,
}

/// Result of an attempt.
pub(super) enum Trial {
    /// A response of any status.
    Response {
        head: Parts,
        body: Bytes,
        /// Credentials that signed the request.
        credentials: Option<Credentials>,
        /// True if the request was signed with a clock that has been corrected since.
        clock_corrected: bool,
    },
    /// No response: an error of the transport.
    NoResponse(TransportError),
    /// No response before the timeout.
    TimedOut(Duration),
}

impl Trial {
    /// Describes the failure, without any part of the body; `code` is that of the error.
    pub(super) fn describe(&self, code: Option<&str>) -> String {
        match self {
            Self::Response { head, .. } => {
                let status = head.status.as_u16();
                code.map_or_else(
                    || format!("HTTP {status}"),
                    |code| format!("HTTP {status} {}", OneLine(code)),
                )
            }
            Self::NoResponse(error) => error.to_string(),
            Self::TimedOut(limit) => format!("no response within {limit:?}"),
        }
    }
}

impl Prepared {
    pub(super) fn new(
        exchange: &Exchange<'_>,
        destination: Destination,
        body: Vec<u8>,
    ) -> Result<Self, Failed> {
        let shared = exchange.shared;
        let unbuilt = |source: BoxError| exchange.unbuilt(source);
        let transport = shared.config.shared_transport().map_err(unbuilt)?;
        let (body, is_compressed) = if exchange.target.gzip {
            compression::gzip(body, shared.config.compression()).map_err(unbuilt)?
        } else {
            (body, false)
        };
        let invocation = Invocation::new(&*shared.entropy).map_err(unbuilt)?;
        Ok(Self {
            transport,
            body: body.into(),
            is_compressed,
            destination,
            invocation,
        })
    }

    /// Makes attempt `number`.
    ///
    /// # Errors
    /// If the request cannot be built, which another attempt would not change.
    pub(super) async fn attempt(
        &self,
        exchange: &Exchange<'_>,
        number: u32,
        connection: ConnectionChoice,
        retries: &mut dyn RetryCall,
    ) -> Result<Trial, Failed> {
        let (shared, limit) = (exchange.shared, exchange.timeouts.attempt);
        // Before the credentials, which may be far away: what cannot be built does not need them.
        let request = self
            .request(exchange)
            .map_err(|source| exchange.unbuilt(source))?;
        let credentials = match self.destination.scope {
            Some(_) => exchange.credentials().await?,
            None => None,
        };
        let time = shared.skew.corrected(shared.clock.now());
        let attempt = headers::Attempt {
            number,
            max: retries.max_attempts().unwrap_or(number),
            time,
            timeout: limit,
        };
        let mut request = self
            .signed(request, exchange, credentials.as_ref(), attempt)
            .map_err(|source| exchange.unbuilt(source))?;
        if number > 1 {
            retries.retrying();
        }
        connection.mark(request.extensions_mut());
        exchange.count(number);
        let sent = shared.clock.now();
        let response = transport::exchange(&*self.transport, request, BODY_LIMIT);
        let response = within(&*shared.clock, limit, response).await;
        Ok(match response {
            None => Trial::TimedOut(limit.unwrap_or_default()),
            Some(Err(error)) => Trial::NoResponse(error),
            Some(Ok(response)) => {
                let (head, body) = response.into_parts();
                let received = shared.clock.now();
                shared.skew.observe(&head.headers, sent, received, || {
                    credentials.is_some() && may_refuse_time(exchange.target, &head, &body)
                });
                Trial::Response {
                    head,
                    body,
                    credentials,
                    clock_corrected: shared.skew.was_off(time, sent),
                }
            }
        })
    }

    /// Builds the request of one attempt. The headers that count attempts are added after the signature, which does not
    /// cover them.
    fn signed(
        &self,
        mut request: Request<Bytes>,
        exchange: &Exchange<'_>,
        credentials: Option<&Credentials>,
        attempt: headers::Attempt,
    ) -> Result<Request<Bytes>, BoxError> {
        if let (Some(credentials), Some(scope)) = (credentials, &self.destination.scope) {
            let signing = scope.signing(credentials, attempt.time);
            exchange.shared.signer.sign(&mut request, &signing)?;
        }
        self.invocation.mark(request.headers_mut(), attempt)?;
        Ok(request)
    }

    /// Builds the request that all attempts send, before it is signed.
    fn request(&self, exchange: &Exchange<'_>) -> Result<Request<Bytes>, BoxError> {
        let Exchange { shared, target, .. } = *exchange;
        let mut request = protocol::request(target, &self.destination.url, self.body.clone())?;
        let headers = request.headers_mut();
        if self.is_compressed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        headers.extend(self.destination.headers.clone());
        add_own(headers, &exchange.overrides.headers);
        let metrics = Metrics {
            standard_retry: shared.is_retry_standard(exchange.overrides),
            gzip: self.is_compressed,
            rpc_v2_cbor: target.rules.protocol == Protocol::RpcV2Cbor,
            endpoint_override: self.destination.is_overridden,
            ..exchange.overrides.metrics
        };
        shared.add_user_agent(headers, metrics)?;
        shared.trace.add(headers, shared.config.environment());
        Ok(request)
    }
}

/// Returns true for a response that may have rejected the signature because of its time.
fn may_refuse_time(target: Target, head: &Parts, body: &[u8]) -> bool {
    if head.status.is_success() {
        return false;
    }
    let body = protocol::error_body(target.rules, head, body);
    let codes = protocol::error_codes(target, head, &body);
    let codes = [codes.shape, codes.query].into_iter().flatten();
    { codes }.any(|code| may_be_clock_skew(&code))
}

/// Adds the per-call headers that are not set yet, except those that count attempts, which the runtime sets.
fn add_own(headers: &mut HeaderMap, own: &HeaderMap) {
    for (name, value) in own {
        if !name.as_str().starts_with("amz-sdk-") {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}

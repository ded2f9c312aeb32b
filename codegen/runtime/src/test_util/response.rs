//! Responses of the fake transport.

use crate::error::{ErrorVisitor, Fault, ModeledError, OperationError};
use crate::operation::Operation;
use crate::protocol::{self, Reply, Rules};
use crate::transport::{Body, BoxError, TransportError};
use crate::wire::Structure;
use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode};
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

type Respond = dyn FnOnce(&Rules) -> Result<Response<Body>, TransportError> + Send;

/// One response of a [`FakeTransport`](crate::FakeTransport) to a call of `Op`.
///
/// Converted from
/// - a result, `Ok(output)` or `Err(error)`, which is serialized,
/// - an [`http::Response`] with any status, headers and body, bytes or a [`Body`], which is returned unchanged,
/// - a [`TransportError`], for a request without a response.
pub struct FakeResponse<Op: Operation> {
    respond: Box<Respond>,
    delay: Duration,
    operation: PhantomData<fn(Op)>,
}

impl<Op: Operation> FakeResponse<Op> {
    fn new(
        respond: impl FnOnce(&Rules) -> Result<Response<Body>, TransportError> + Send + 'static,
    ) -> Self {
        Self {
            respond: Box::new(respond),
            delay: Duration::ZERO,
            operation: PhantomData,
        }
    }

    /// Delays the response, on the clock of the fake transport.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    pub(super) fn delay(&self) -> Duration {
        self.delay
    }

    /// Returns the result of the transport for a request of the protocol.
    pub(super) fn outcome(self, rules: &Rules) -> Result<Response<Body>, TransportError> {
        (self.respond)(rules)
    }
}

impl<Op: Operation> From<Result<Op::Output, Op::Error>> for FakeResponse<Op>
where
    Op::Output: 'static,
{
    fn from(result: Result<Op::Output, Op::Error>) -> Self {
        Self::new(move |rules| encoded::<Op>(rules, result).map_err(TransportError::new))
    }
}

impl<Op: Operation, B: Into<Body>> From<Response<B>> for FakeResponse<Op> {
    fn from(response: Response<B>) -> Self {
        let response = response.map(Into::into);
        Self::new(|_| Ok(response))
    }
}

impl<Op: Operation> From<TransportError> for FakeResponse<Op> {
    fn from(error: TransportError) -> Self {
        Self::new(|_| Err(error))
    }
}

impl<Op: Operation> fmt::Debug for FakeResponse<Op> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FakeResponse")
            .field("operation", &Op::NAME)
            .field("delay", &self.delay)
            .finish_non_exhaustive()
    }
}

/// A result in the format of the wire. The streaming member of an output is the body.
pub(super) fn encoded<Op: Operation>(
    rules: &Rules,
    result: Result<Op::Output, Op::Error>,
) -> Result<Response<Body>, BoxError> {
    let response = match &result {
        Ok(output) => {
            let reply = Reply {
                operation: Op::NAME,
                error: None,
            };
            protocol::response(rules, StatusCode::OK, reply, output)
        }
        Err(error) => refusal(rules, Op::NAME, error),
    };
    let response = response?.map(Body::from);
    #[cfg(feature = "event-streams")]
    let mut result = result;
    #[cfg(feature = "event-streams")]
    let response = match &mut result {
        Ok(output) => super::events::with_events::<Op>(rules, response, output),
        Err(_) => response,
    };
    #[cfg(feature = "streams")]
    if rules.is_http
        && let Ok(mut output) = result
        && let Some(stream) = Op::response_stream(&mut output)
    {
        return Ok(response.map(|_| std::mem::take(stream).into_body()));
    }
    Ok(response)
}

/// An error as services answer it: the status of the model, the code in the body, and where the service once spoke the AWS
/// query protocol, the code of that time in a header.
fn refusal<E: OperationError>(
    rules: &Rules,
    operation: &'static str,
    error: &E,
) -> Result<Response<Bytes>, BoxError> {
    let facts = error.facts();
    let status = facts.status.unwrap_or(match facts.fault {
        Fault::Client => 400,
        Fault::Server => 500,
    });
    let status = StatusCode::from_u16(status)?;
    let reply = Reply {
        operation,
        error: Some(facts),
    };
    let mut response = error.visit(Encode {
        rules,
        status,
        reply,
    })?;
    if let Some(code) = facts.query_code {
        let fault = match facts.fault {
            Fault::Client => "Sender",
            Fault::Server => "Receiver",
        };
        let value = HeaderValue::try_from(format!("{code};{fault}"))?;
        response.headers_mut().insert("x-amzn-query-error", value);
    }
    Ok(response)
}

/// Serializes an error as services do, with the code that names it.
struct Encode<'a> {
    rules: &'a Rules,
    status: StatusCode,
    reply: Reply,
}

impl ErrorVisitor<'_> for Encode<'_> {
    type Output = Result<Response<Bytes>, BoxError>;

    fn error<T: ModeledError + Structure>(self, error: &T) -> Self::Output {
        protocol::response(self.rules, self.status, self.reply, error)
    }
}

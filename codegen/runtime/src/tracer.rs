//! Spans and events of calls, by functions that each service has of its own.
//!
//! The target of a span or event, by which filters choose, is a constant: the path of the module that `tracing`'s macros
//! are expanded in. So [`tracer!`](crate::tracer) is expanded in the module of each service, and `RUST_LOG=clients=debug`
//! shows the calls of the crate `clients`.
//!
//! Names of fields are those of OpenTelemetry's "Semantic conventions for AWS SDK client spans", as far as it has them;
//! fields that begin with `otel.` are for the crate tracing-opentelemetry.

#[cfg(feature = "tracing")]
use crate::error::OneLine;
#[cfg(feature = "tracing")]
use http::HeaderMap;
#[cfg(feature = "tracing")]
use std::fmt;
#[cfg(feature = "tracing")]
use tracing::Span;

/// Functions that emit the spans and events of a service's calls.
#[cfg(feature = "tracing")]
#[derive(Clone, Copy)]
pub struct Tracer {
    /// Creates the span of a call.
    pub span: fn(&CallFields) -> Span,
    /// Emits an event of a call.
    pub event: fn(&EventFields<'_>),
}

/// Fields of a span that are known before the call; its `Display` is the name of the span.
#[cfg(feature = "tracing")]
pub struct CallFields {
    /// Name of the service (`aws.api#service$sdkId`).
    pub service: &'static str,
    /// Name of the operation's shape.
    pub operation: &'static str,
}

#[cfg(feature = "tracing")]
impl fmt::Display for CallFields {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.service, self.operation)
    }
}

/// Fields of an event. Durations are in seconds; integers are signed, since tracing-opentelemetry makes text of others.
#[cfg(feature = "tracing")]
#[derive(Default)]
pub struct EventFields<'a> {
    /// Text of the event.
    pub message: &'static str,
    /// Number of the attempt, from 1.
    pub attempt: Option<i64>,
    /// HTTP status of the response.
    pub status: Option<i64>,
    /// Headers of the response, for its request id.
    pub headers: Option<&'a HeaderMap>,
    /// Error code of the service, or kind of failure.
    pub error_type: Option<&'a str>,
    /// Description of a failure without a response.
    pub error: Option<String>,
    /// Duration of the attempt.
    pub duration: Option<f64>,
    /// Reason of a retry.
    pub retry_reason: Option<&'static str>,
    /// Delay before the next attempt.
    pub retry_delay: Option<f64>,
}

#[cfg(feature = "tracing")]
impl EventFields<'_> {
    /// Returns the type of the error, in one line.
    #[must_use]
    pub fn error_type(&self) -> Option<String> {
        self.error_type.map(|it| OneLine(it).to_string())
    }

    /// Returns the request id of the response, in one line.
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        let id = crate::protocol::request_id(self.headers?)?;
        Some(OneLine(&id).to_string())
    }
}

/// Functions of services without a module of a generated crate.
#[cfg(feature = "tracing")]
pub(crate) const DEFAULT: Tracer = Unnamed::TRACER;

#[cfg(feature = "tracing")]
struct Unnamed;

#[cfg(feature = "tracing")]
impl Unnamed {
    crate::tracer!();
}

/// Expands to `Service::TRACER`, whose spans and events have the current module as their target; to nothing without the
/// feature `tracing`.
#[cfg(feature = "tracing")]
#[doc(hidden)]
#[macro_export]
macro_rules! tracer {
    () => {
        const TRACER: $crate::__private::Tracer = {
            use $crate::__private::{CallFields, EventFields, Tracer, tracing};

            fn span(call: &CallFields) -> tracing::Span {
                tracing::info_span!(
                    "aws_call",
                    otel.kind = "client",
                    otel.name = %call,
                    otel.status_code = tracing::field::Empty,
                    rpc.system = "aws-api",
                    rpc.service = call.service,
                    rpc.method = call.operation,
                    cloud.region = tracing::field::Empty,
                    server.address = tracing::field::Empty,
                    server.port = tracing::field::Empty,
                    http.response.status_code = tracing::field::Empty,
                    http.request.resend_count = tracing::field::Empty,
                    aws.request_id = tracing::field::Empty,
                    aws.extended_request_id = tracing::field::Empty,
                    error.type = tracing::field::Empty,
                )
            }

            fn event(event: &EventFields<'_>) {
                tracing::debug!(
                    attempt = event.attempt,
                    http.response.status_code = event.status,
                    aws.request_id = event.request_id(),
                    error.type = event.error_type(),
                    error = event.error,
                    duration = event.duration,
                    retry.reason = event.retry_reason,
                    retry.delay = event.retry_delay,
                    "{}",
                    event.message
                );
            }

            Tracer { span, event }
        };
    };
}

#[cfg(not(feature = "tracing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! tracer {
    () => {};
}

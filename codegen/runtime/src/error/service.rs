//! The errors that a service answers with.

use super::debug::{Details, OnlyDetails, debug};
use super::failure::After;
use super::foreign::{self, ForeignBody};
use super::text::{self, Bounded, OneLine};
use super::{DecodeError, ErrorFacts, Fault};
use crate::Sensitive;
use crate::retry::RetryKind;
use bytes::Bytes;
use http::StatusCode;
use std::error::Error;
use std::fmt;

/// What a response says of an error, whichever it is.
#[derive(Clone)]
pub struct ErrorMetadata {
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) code: Option<String>,
    /// The name of the error's shape, which `code` may be too.
    pub(crate) shape: Option<String>,
    pub(crate) fault: Option<Fault>,
    pub(crate) message: Option<String>,
    pub(crate) sensitive_message: bool,
    pub(crate) request_id: Option<String>,
    pub(crate) retry: Option<RetryKind>,
    pub(crate) attempts: u32,
}

impl ErrorMetadata {
    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The code of the error, without what some services put around it.
    ///
    /// A service that once spoke the AWS query protocol (`aws.protocols#awsQueryCompatible`, Amazon SQS among them) gives
    /// the code of that time, which may be another than the name of the error's shape.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Whether `name` is the code of the error or the name of its shape.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        [&self.code, &self.shape]
            .into_iter()
            .any(|known| known.as_deref() == Some(name))
    }

    /// Whose fault it is: as the response says in the codes of the AWS query protocol, else as the model says.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// What the service says of the error. It may be sensitive.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What the service knows the call by.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for ErrorMetadata {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}: HTTP {}",
            self.operation,
            self.status.as_u16()
        )?;
        let (code, message) = (self.code(), self.message());
        if code.is_some() || message.is_some() {
            formatter.write_str(if code.is_some() { " " } else { ": " })?;
            text::coded(formatter, code, message, self.sensitive_message)?;
        }
        text::request_id(formatter, self.request_id())?;
        After(self.attempts).fmt(formatter)
    }
}

impl fmt::Debug for ErrorMetadata {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("ErrorMetadata");
        debug
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("code", &self.code().map(OneLine));
        match self.message() {
            Some(_) if self.sensitive_message => debug.field("message", &Some(Sensitive)),
            message => debug.field("message", &message.map(OneLine)),
        };
        debug
            .field("request_id", &self.request_id().map(OneLine))
            .finish()
    }
}

/// Whether the message that comes with `code` must not be shown.
///
/// Of a code that the model does not list nothing is known: its message is shown unless the model hides every other.
pub(crate) fn is_message_sensitive(errors: &[ErrorFacts], code: Option<&str>) -> bool {
    match errors.iter().find(|error| Some(error.code) == code) {
        Some(error) => error.sensitive_message,
        None => !errors.is_empty() && errors.iter().all(|error| error.sensitive_message),
    }
}

/// An error that the service answered with.
pub struct ServiceError<E>(Box<Parts<E>>);

struct Parts<E> {
    metadata: ErrorMetadata,
    error: Result<E, Option<DecodeError>>,
    body: Bytes,
    /// If the body is not of the protocol.
    foreign: Option<ForeignBody>,
}

impl<E> ServiceError<E> {
    /// `error` is `Err(None)` when the model does not list the code, or there is none.
    pub(crate) fn new(
        metadata: ErrorMetadata,
        error: Result<E, Option<DecodeError>>,
        body: Bytes,
        foreign: Option<ForeignBody>,
    ) -> Self {
        Self(Box::new(Parts {
            metadata,
            error,
            body,
            foreign,
        }))
    }

    /// What the response says, whichever error it is.
    #[must_use]
    pub fn metadata(&self) -> &ErrorMetadata {
        &self.0.metadata
    }

    /// The error, when the model lists it and the body is what the model says of it.
    #[must_use]
    pub fn error(&self) -> Option<&E> {
        self.0.error.as_ref().ok()
    }

    /// The error itself, as [`error`](Self::error) gives it.
    #[must_use]
    pub fn into_error(self) -> Option<E> {
        self.0.error.ok()
    }

    /// Why the body is not what the model says of the error that the response names.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.error.as_ref().err()?.as_ref()
    }

    /// The body as it came. It may hold what is sensitive.
    #[must_use]
    pub fn raw_body(&self) -> &Bytes {
        &self.0.body
    }
}

impl<E> fmt::Display for ServiceError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.metadata().fmt(formatter)?;
        if let Some(error) = self.decode_error() {
            write!(formatter, "; its body could not be read: {error}")?;
        }
        foreign::end(formatter, self.0.foreign.as_ref())
    }
}

impl<E: fmt::Debug> fmt::Debug for ServiceError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl<E: fmt::Debug> Details for ServiceError<E> {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = self.error().map(Bounded);
        formatter
            .debug_struct("ServiceError")
            .field("metadata", self.metadata())
            .field("error", &error)
            .field("decode_error", &self.decode_error().map(OnlyDetails))
            .finish_non_exhaustive()
    }
}

impl<E: Error + 'static> Error for ServiceError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.error {
            Ok(error) => Some(error),
            Err(error) => error.as_ref().map(|error| error as _),
        }
    }
}

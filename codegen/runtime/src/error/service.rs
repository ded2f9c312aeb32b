//! Errors returned by a service.

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

/// Metadata of an error response.
#[derive(Clone)]
pub struct ErrorMetadata {
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) code: Option<String>,
    /// Name of the error's shape, which may differ from `code`.
    pub(crate) shape: Option<String>,
    pub(crate) fault: Option<Fault>,
    pub(crate) message: Option<String>,
    pub(crate) sensitive_message: bool,
    pub(crate) request_id: Option<String>,
    pub(crate) extended_request_id: Option<String>,
    /// Region that the response names, if the request was sent to another.
    pub(crate) region: Option<String>,
    pub(crate) retry: Option<RetryKind>,
    pub(crate) attempts: u32,
    /// True for an error in an event stream, which came after the status.
    pub(crate) in_stream: bool,
    /// Reason why the request was not sent again.
    pub(crate) hint: Option<&'static str>,
}

impl ErrorMetadata {
    /// Creates the metadata of an error in the event stream of a response with this status, without anything that depends on
    /// the error.
    #[cfg(feature = "event-streams")]
    pub(crate) fn in_stream(operation: &'static str, status: StatusCode) -> Self {
        Self {
            operation,
            status,
            code: None,
            shape: None,
            fault: None,
            message: None,
            sensitive_message: false,
            request_id: None,
            extended_request_id: None,
            region: None,
            retry: None,
            attempts: 1,
            in_stream: true,
            hint: None,
        }
    }

    /// Returns the name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the error code, without a namespace or URL that some services add.
    ///
    /// For a service that once used the AWS query protocol (`aws.protocols#awsQueryCompatible`, such as Amazon SQS)
    /// this is the code of that protocol, which may differ from the name of the error's shape.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns true if `name` is the error code or the name of the error's shape.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        [&self.code, &self.shape]
            .into_iter()
            .any(|known| known.as_deref() == Some(name))
    }

    /// Returns the party at fault: from the codes of the AWS query protocol in the response, else from the model.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// Returns the error message of the service. It may be sensitive.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns the request id, which AWS Support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns the second request id of Amazon S3 (`x-amz-id-2`), which AWS Support asks for too.
    #[must_use]
    pub fn extended_request_id(&self) -> Option<&str> {
        self.extended_request_id.as_deref()
    }

    /// Returns the region of a bucket of Amazon S3, if the response says that the request was sent to another region: the
    /// call succeeds with a client of that region, or with [`Request::region`](crate::Request::region).
    #[must_use]
    pub fn bucket_region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Returns the number of times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for ErrorMetadata {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_stream = self.in_stream;
        match self.status.as_u16() {
            _ if in_stream => write!(formatter, "{}: event stream", self.operation)?,
            status => write!(formatter, "{}: HTTP {status}", self.operation)?,
        }
        let (code, message) = (self.code(), self.message());
        if code.is_some() || message.is_some() {
            let is_after_status = code.is_some() && !in_stream;
            formatter.write_str(if is_after_status { " " } else { ": " })?;
            text::coded(formatter, code, message, self.sensitive_message)?;
        }
        text::request_id(formatter, self.request_id())?;
        if let Some(region) = self.bucket_region() {
            let region = OneLine(region);
            write!(
                formatter,
                "; the bucket is in the region {region}: use a client of that region"
            )?;
        }
        After(self.attempts).fmt(formatter)?;
        text::hint(formatter, self.hint)
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
        debug.field("request_id", &self.request_id().map(OneLine));
        let others = [
            ("extended_request_id", self.extended_request_id()),
            ("bucket_region", self.bucket_region()),
        ];
        for (name, value) in others {
            if value.is_some() {
                debug.field(name, &value.map(OneLine));
            }
        }
        debug.finish()
    }
}

/// Returns true if the message of the error `code` must not be shown.
///
/// A code that is not in the model is unknown: its message is shown unless the model marks all others sensitive.
pub(crate) fn is_message_sensitive(errors: &[ErrorFacts], code: Option<&str>) -> bool {
    match errors.iter().find(|error| Some(error.code) == code) {
        Some(error) => error.sensitive_message,
        None => !errors.is_empty() && errors.iter().all(|error| error.sensitive_message),
    }
}

/// An error returned by the service.
pub struct ServiceError<E>(Box<Parts<E>>);

struct Parts<E> {
    metadata: ErrorMetadata,
    error: Result<E, Option<DecodeError>>,
    body: Bytes,
    /// If the body is not of the protocol.
    foreign: Option<ForeignBody>,
}

impl<E> ServiceError<E> {
    /// Creates an error; `error` is `Err(None)` if the model does not list the code, or if there is none.
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

    /// Returns the metadata of the response.
    #[must_use]
    pub fn metadata(&self) -> &ErrorMetadata {
        &self.0.metadata
    }

    /// Returns the error, if the model lists it and the body matches the model.
    #[must_use]
    pub fn error(&self) -> Option<&E> {
        self.0.error.as_ref().ok()
    }

    /// Converts into the error that [`error`](Self::error) returns.
    #[must_use]
    pub fn into_error(self) -> Option<E> {
        self.0.error.ok()
    }

    /// Returns the error of deserializing a modeled error, if its body does not match the model.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.error.as_ref().err()?.as_ref()
    }

    /// Returns the unmodified body. It may hold sensitive data.
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

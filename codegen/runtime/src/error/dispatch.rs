//! Failures of the transport.

use super::debug::{Details, OnlyDetails, debug};
use super::failure::After;
use super::text;
use crate::transport::TransportError;
use std::error::Error;
use std::fmt;

/// Error of a request without a response.
///
/// The service may or may not have received the request.
pub struct DispatchError(Box<Dispatch>);

struct Dispatch {
    operation: &'static str,
    attempts: u32,
    /// Description of the failure.
    failure: &'static str,
    source: TransportError,
    /// Request id of a response that did not end.
    request_id: Option<String>,
    /// Reason why the request was not sent again.
    hint: Option<&'static str>,
}

impl DispatchError {
    pub(crate) fn new(operation: &'static str, attempts: u32, source: TransportError) -> Self {
        Self(Box::new(Dispatch {
            operation,
            attempts,
            failure: "no response",
            source,
            request_id: None,
            hint: None,
        }))
    }

    /// Creates the error of an event stream that did not end.
    #[cfg(feature = "event-streams")]
    pub(crate) fn interrupted(
        operation: &'static str,
        attempts: u32,
        source: TransportError,
    ) -> Self {
        let mut error = Self::new(operation, attempts, source);
        error.0.failure = "the event stream was interrupted";
        error
    }

    /// Adds the request id of the response.
    #[cfg(feature = "event-streams")]
    pub(crate) fn of_response(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    /// Adds the reason why the request was not sent again.
    pub(crate) fn hint(mut self, hint: Option<&'static str>) -> Self {
        self.0.hint = hint;
        self
    }

    /// Returns the number of times the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the request id of the response, if an event stream was interrupted.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the error of the transport for the last attempt.
    #[must_use]
    pub fn transport_error(&self) -> &TransportError {
        &self.0.source
    }

    pub(super) fn operation(&self) -> &'static str {
        self.0.operation
    }
}

impl fmt::Display for DispatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Dispatch {
            operation,
            attempts,
            failure,
            source,
            request_id,
            hint,
        } = &*self.0;
        write!(
            formatter,
            "{operation}: {failure}{}: {source}",
            After(*attempts)
        )?;
        text::request_id(formatter, request_id.as_deref())?;
        text::hint(formatter, *hint)
    }
}

impl fmt::Debug for DispatchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for DispatchError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DispatchError")
            .field("operation", &self.0.operation)
            .field("attempts", &self.0.attempts)
            .field("source", &OnlyDetails(&self.0.source))
            .finish()
    }
}

impl Error for DispatchError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0.source)
    }
}

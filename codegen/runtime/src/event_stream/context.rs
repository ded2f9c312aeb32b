//! Facts of a call that errors of its event stream have.

use super::frame::FrameError;
use crate::error::{DecodeError, DispatchError, Error, ErrorMetadata, ResponseError, TimeoutError};
use crate::protocol::Target;
use crate::transport::{TransportError, TransportErrorKind};
use bytes::Bytes;
use http::StatusCode;

/// Facts of a call that errors of its event stream have.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) target: Target,
    pub(crate) status: StatusCode,
    pub(crate) request_id: Option<String>,
    pub(crate) extended_request_id: Option<String>,
    pub(crate) attempts: u32,
    /// Content type of the response, if that is another than of event streams.
    pub(crate) content_type: Option<String>,
}

impl Context {
    /// Returns the error of a message that cannot be read.
    #[cold]
    pub(super) fn unreadable<E>(&self, payload: Bytes, source: DecodeError) -> Error<E> {
        Error::Decode(ResponseError::new(
            self.target.operation,
            self.status,
            self.request_id.clone(),
            self.attempts,
            payload,
            None,
            source,
        ))
    }

    /// Returns the error of a frame that is invalid, or incomplete.
    #[cold]
    pub(super) fn broken<E>(&self, error: &FrameError) -> Error<E> {
        let mut description = error.to_string();
        if let Some(found) = &self.content_type {
            description = format!(
                "the response is not an event stream, but has the content type `{found}`: {description}"
            );
        }
        self.unreadable(Bytes::new(), DecodeError::new(&description))
    }

    /// Returns the error of a connection that was lost, or is stalled.
    #[cold]
    pub(super) fn interrupted<E>(&self, source: TransportError) -> Error<E> {
        let Target {
            operation,
            idempotent,
            ..
        } = self.target;
        let error = interrupted(operation, self.attempts, idempotent, source);
        match error {
            Error::Transport(error) => Error::Transport(error.of_response(self.request_id.clone())),
            error => error,
        }
    }

    /// Returns the metadata of an error in the stream, without anything that depends on the error.
    pub(super) fn metadata(&self) -> ErrorMetadata {
        ErrorMetadata {
            request_id: self.request_id.clone(),
            extended_request_id: self.extended_request_id.clone(),
            attempts: self.attempts,
            ..ErrorMetadata::in_stream(self.target.operation, self.status)
        }
    }
}

/// Returns the error of an operation whose connection was lost, or is stalled.
#[cold]
pub(super) fn interrupted<E>(
    operation: &'static str,
    attempts: u32,
    is_retryable: bool,
    source: TransportError,
) -> Error<E> {
    match source.kind() {
        TransportErrorKind::ConnectTimeout | TransportErrorKind::Timeout => {
            let error = TimeoutError::transport(operation, attempts, source, is_retryable);
            Error::Timeout(error)
        }
        _ => Error::Transport(DispatchError::interrupted(operation, attempts, source)),
    }
}

//! Errors that are messages of an event stream.

use super::context::Context;
use super::event::Message;
use super::frame::Frame;
use crate::error::{
    DecodeError, Error, ErrorBody, ErrorFacts, Fault, OperationError, ServiceError,
    is_message_sensitive, sanitize,
};
use crate::retry::{ErrorResponse, Failure, RetryKind};
use http::StatusCode;

/// Returns the error that the message in a frame is. `errors` has the names of members that are errors, with those of their
/// shapes.
#[cold]
pub(super) fn failure<E: OperationError>(
    context: &Context,
    frame: &Frame,
    message: Result<Message<'_>, DecodeError>,
    errors: &[(&str, &'static str)],
) -> Error<E> {
    match message {
        Ok(Message::Event(name)) => exception(context, frame, name),
        Ok(Message::Exception(name)) => {
            let shape = errors.iter().find(|(member, _)| *member == name);
            // Some services send the name of the shape, or one that the model does not have.
            let shape = shape.map_or(name, |(_, shape)| shape);
            exception(context, frame, sanitize(shape).unwrap_or(shape))
        }
        Ok(Message::Error { code, message }) => unmodeled(context, frame, code, message),
        Err(error) => context.unreadable(frame.payload.clone(), error),
    }
}

/// Returns the error of an exception, whose members are a document.
#[cold]
fn exception<E: OperationError>(context: &Context, frame: &Frame, shape: &str) -> Error<E> {
    let body = ErrorBody::new(context.target.rules.codec, &frame.payload);
    let facts = E::ERRORS.iter().find(|facts| facts.code == shape);
    let mut metadata = context.metadata();
    metadata.code = Some(shape.to_owned());
    metadata.shape = Some(shape.to_owned());
    metadata.fault = facts.map(|facts| facts.fault);
    metadata.message = body.message().map(str::to_owned);
    metadata.sensitive_message = is_message_sensitive(E::ERRORS, Some(shape));
    metadata.retry = kind_of_retry(Some(shape), E::ERRORS);
    let error = match E::decode(shape, &body) {
        Some(decoded) => decoded.map_err(Some),
        None => Err(None),
    };
    // A modelled error knows which of several spellings is its own.
    if let Ok(error) = &error
        && let Some(message) = error.message().filter(|message| !message.is_empty())
    {
        metadata.message = Some(message.to_owned());
    }
    drop(body);
    let payload = frame.payload.clone();
    Error::Service(ServiceError::new(metadata, error, payload, None))
}

#[cold]
fn unmodeled<E: OperationError>(
    context: &Context,
    frame: &Frame,
    code: Option<&str>,
    message: Option<&str>,
) -> Error<E> {
    let mut metadata = context.metadata();
    metadata.code = code.map(str::to_owned);
    metadata.shape = code.map(str::to_owned);
    metadata.message = message.map(str::to_owned);
    metadata.sensitive_message = is_message_sensitive(E::ERRORS, code);
    metadata.retry = kind_of_retry(code, E::ERRORS);
    let payload = frame.payload.clone();
    Error::Service(ServiceError::new(metadata, Err(None), payload, None))
}

/// Returns the kind of retry of an error in the stream, by its code and model: the status is that of the response.
pub(super) fn kind_of_retry(code: Option<&str>, errors: &[ErrorFacts]) -> Option<RetryKind> {
    let facts = errors.iter().find(|facts| Some(facts.code) == code);
    let status = facts.map_or(400, |facts| {
        facts.status.unwrap_or(match facts.fault {
            Fault::Client => 400,
            Fault::Server => 500,
        })
    });
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    Failure::Response(ErrorResponse::new(status).code(code, errors)).kind()
}

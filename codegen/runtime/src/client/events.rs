//! Calls with event streams: their requests, the first message of their responses, and their errors.

use super::attempt::Prepared;
use super::auth::AuthOption;
use super::exchange::{Answer, Exchange};
use super::identity::Identity;
use super::streamed::{EndOnDrop, Sent, StreamedBody};
use crate::error::{DecodeError, Error};
use crate::event_stream::{self, Context, EventSigner, Opened, Received, ReceivesEvents, Refusal};
use crate::operation::Operation;
use crate::protocol::{self, EVENT_STREAM, Target};
use crate::transport::{Body, BoxError, EventStreamed, Transport, TransportError};
use crate::wire::Structure;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::response::Parts;
use http::{HeaderMap, Request, Response, Version};
use std::sync::Arc;
use std::time::SystemTime;

impl Prepared {
    /// Returns true if the body of requests has events.
    pub(super) fn has_events(&self) -> bool {
        self.stream.as_ref().is_some_and(|stream| stream.has_events)
    }

    /// Returns the signer of the events of a request that was just signed; `None` if they are not signed.
    pub(super) fn event_signer(
        &self,
        exchange: &Exchange<'_>,
        request: &Request<Bytes>,
        by: (&AuthOption, &Identity),
        time: SystemTime,
    ) -> Result<Option<EventSigner>, BoxError> {
        if !self.has_events() {
            return Ok(None);
        }
        let signing = exchange.signing(by, time)?;
        let clock = || Arc::clone(&exchange.shared.clock);
        let signer = signing.map(|it| EventSigner::new(&it, request.headers(), clock()));
        signer.transpose()
    }

    /// Sends one attempt, whose events are signed by `signer`.
    pub(super) async fn send_signed(
        &self,
        transport: &dyn Transport,
        target: Target,
        request: Request<Bytes>,
        signer: Option<EventSigner>,
    ) -> Sent {
        match (&self.stream, signer) {
            (Some(stream), Some(signer)) => {
                let body = signer.body(stream.lend());
                let request = request.map(|_| body);
                self.send_body(transport, target, request).await
            }
            _ => self.send(transport, target, request).await,
        }
    }

    /// Marks the request of an operation with events for the transport. Returns what ends its events.
    pub(super) fn mark_events(
        &self,
        target: Target,
        request: &mut Request<Body>,
    ) -> Option<EndOnDrop> {
        if target.http2 {
            *request.version_mut() = Version::HTTP_2;
        }
        if target.max_event_size.is_some() || self.has_events() {
            request.extensions_mut().insert(EventStreamed);
        }
        let stream = self.stream.as_ref().filter(|stream| stream.has_events);
        stream.map(StreamedBody::end_on_drop)
    }
}

/// Returns what ends the events of a request, unless its attempt has failed: then the request may be sent again.
pub(super) fn kept(
    events: Option<EndOnDrop>,
    response: &Result<Response<Body>, TransportError>,
) -> Option<EndOnDrop> {
    let is_success = |it: &Response<Body>| it.status().is_success();
    if response.as_ref().is_ok_and(is_success) {
        return events;
    }
    events.into_iter().for_each(EndOnDrop::release);
    None
}

/// Returns a response that is a stream, which ends the events of the request when it is dropped. The bytes are the document
/// of the first event, if that has members of the output.
pub(super) async fn opened(
    target: Target,
    mut head: Parts,
    body: Body,
    events: Option<EndOnDrop>,
) -> Sent {
    let body = match events {
        // Nobody reads the response to further events.
        Some(events) => body.holding(Arc::new(events)),
        None => body,
    };
    let limit = target.max_event_size.filter(|_| !target.rules.is_http);
    let Some(limit) = limit else {
        return Ok((Response::from_parts(head, Bytes::new()), Some(body)));
    };
    let Opened {
        document,
        missing,
        refusal,
        body,
    } = event_stream::open(body, limit).await?;
    if let Some(reason) = missing {
        head.extensions.insert(Missing(reason));
    }
    if let Some(refusal) = refusal {
        head.extensions.insert(refusal);
    }
    Ok((Response::from_parts(head, document), Some(body)))
}

/// Reason why a response has no document of the members beside its stream.
#[derive(Clone)]
struct Missing(String);

/// Adds to the error of an output that its members are missing because the first message is.
#[cold]
pub(super) fn explained(source: DecodeError, answer: &Answer) -> DecodeError {
    let Some(Missing(reason)) = answer.head.extensions.get() else {
        return source;
    };
    let found = other_type(&answer.head.headers).map_or_else(String::new, |found| {
        format!("; the response is not an event stream, but has the content type `{found}`")
    });
    DecodeError::new(&format!("{source}: {reason}{found}"))
}

/// Returns the error that is the first message of a response, in the place of the members of its output.
pub(super) fn refusal<Op: Operation>(
    target: Target,
    answer: &mut Answer,
) -> Option<Error<Op::Error>> {
    let refusal = answer.head.extensions.remove::<Refusal>()?;
    let errors = Op::response_events(&mut Op::Output::zero()).map(|events| events.errors());
    let context = context(target, answer);
    Some(refusal.error(&context, errors.unwrap_or_default()))
}

/// Sets the events of an output to those of the response.
pub(super) fn receive(target: Target, events: &mut dyn ReceivesEvents, answer: &mut Answer) {
    if let (Some(limit), Some(body)) = (target.max_event_size, answer.stream.take()) {
        events.receive(Received::new(context(target, answer), body, limit));
    }
}

fn context(target: Target, answer: &Answer) -> Context {
    let headers = &answer.head.headers;
    Context {
        target,
        status: answer.head.status,
        request_id: protocol::response_id(target, headers, &[]),
        extended_request_id: protocol::extended_request_id(headers),
        attempts: answer.attempts,
        content_type: other_type(headers),
    }
}

/// Returns the content type of a response, if it is another than that of event streams.
fn other_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?.as_bytes();
    let expected = EVENT_STREAM;
    let expected = expected.as_bytes();
    let is_same = value
        .get(..expected.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(expected));
    (!is_same).then(|| String::from_utf8_lossy(value).into_owned())
}

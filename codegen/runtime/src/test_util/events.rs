//! Event streams of the fake transport.

use super::{FakeTransport, Outcome};
use crate::error::DecodeError;
use crate::event_stream::{Frame, SentDecoder, SentEvents, initial};
use crate::lock::lock;
use crate::operation::Operation;
use crate::protocol::{self, EVENT_STREAM, Rules};
use crate::transport::{Body, EventStreamed, StreamedResponse, TransportError};
use crate::wire::Structure;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{Request, Response};
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};

/// Returns true for a request whose events are sent while those of the response are received.
pub(super) fn is_two_way(head: &Parts) -> bool {
    head.extensions.get::<EventStreamed>().is_some()
        && head.extensions.get::<StreamedResponse>().is_some()
        && head.headers.get(CONTENT_TYPE) == Some(&EVENT_STREAM)
}

/// Deserializes the input of a request with events; `None` if the operation has none.
pub(super) fn input<Op: Operation>(
    rules: &Rules,
    request: &Request<Bytes>,
) -> Option<Result<Op::Input, DecodeError>> {
    Op::request_events(&mut Op::Input::zero())?;
    let (document, events) = match request.extensions().get::<Live>() {
        Some(live) => (request.body().clone(), SentEvents::live(live.reader())),
        None => match SentEvents::read(request.body().clone()) {
            Ok(read) => read,
            Err(error) => return Some(Err(error)),
        },
    };
    let read = || {
        let mut input = protocol::read_request::<Op>(rules, request, &document)?;
        if let Some(member) = Op::request_events(&mut input) {
            member.set_frames(rules.codec, events)?;
        }
        Ok(input)
    };
    Some(read())
}

/// Returns the response with the events of an output; unchanged if the operation has none.
pub(super) fn with_events<Op: Operation>(
    rules: &Rules,
    mut response: Response<Body>,
    output: &mut Op::Output,
) -> Response<Body> {
    let Some(events) = Op::response_events(output) else {
        return response;
    };
    let has_document = !rules.is_http && Op::Output::MEMBERS.len() > 1;
    let document = response.body().as_bytes().filter(|_| has_document);
    let body = events.take_frames(rules.codec, document.map(|bytes| bytes.to_vec()));
    response.headers_mut().insert(CONTENT_TYPE, EVENT_STREAM);
    response.map(|_| body)
}

impl FakeTransport {
    /// Responds to a request before all of its events are there.
    pub(super) async fn converse(
        &self,
        head: Parts,
        body: Body,
    ) -> Result<Response<Body>, TransportError> {
        let live = Live::new(body);
        let mut request = Request::from_parts(head, Bytes::new());
        if protocol::asked(&request).is_some_and(|(rules, _)| !rules.is_http) {
            *request.body_mut() = live.initial().await?.unwrap_or_default();
        }
        request.extensions_mut().insert(live.clone());
        let outcome = self.respond(&request);
        lock(&self.sent).push(request);
        let response = live.while_reading(outcome?).await?;
        // Bytes are a response that ends early, such as an error.
        if response.body().as_bytes().is_some() {
            return Ok(response);
        }
        Ok(response.map(|body| Body::from_stream(None, TwoWay { live, body })))
    }
}

/// Returns a recorded request with all of its events so far.
pub(super) fn recorded(mut request: Request<Bytes>) -> Request<Bytes> {
    if let Some(live) = request.extensions_mut().remove::<Live>() {
        *request.body_mut() = Bytes::copy_from_slice(&lock(&live.0).record);
    }
    request
}

/// Events of a request while they are sent.
#[derive(Clone)]
pub(super) struct Live(Arc<Mutex<State>>);

struct State {
    body: Body,
    has_ended: bool,
    /// Everything that was sent.
    record: BytesMut,
    decoder: SentDecoder,
    /// First event, if it was read instead of an initial request.
    first: Option<Frame>,
    /// True while a function of the test reads the events.
    is_read: bool,
}

impl State {
    /// Reads a piece; false at the end.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Result<bool, TransportError>> {
        if self.has_ended {
            return Poll::Ready(Ok(false));
        }
        let piece = ready!(Pin::new(&mut self.body).poll_next(context));
        self.has_ended = !matches!(piece, Some(Ok(_)));
        let Some(piece) = piece.transpose()? else {
            return Poll::Ready(Ok(false));
        };
        self.record.extend_from_slice(&piece);
        self.decoder.push(piece);
        Poll::Ready(Ok(true))
    }

    /// Returns the next frame; `None` at the end.
    fn poll_frame(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Result<Option<Frame>, TransportError>> {
        if let first @ Some(_) = self.first.take() {
            return Poll::Ready(Ok(first));
        }
        loop {
            let frame = self.decoder.next().map_err(TransportError::new)?;
            if frame.is_some() || !ready!(self.poll_piece(context))? {
                return Poll::Ready(Ok(frame));
            }
        }
    }

    /// Reads all events that nobody else reads. Ready at the end.
    fn poll_rest(&mut self, context: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        while !self.is_read {
            if ready!(self.poll_frame(context))?.is_none() {
                break;
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl Live {
    fn new(body: Body) -> Self {
        Self(Arc::new(Mutex::new(State {
            body,
            has_ended: false,
            record: BytesMut::new(),
            decoder: SentDecoder::new(),
            first: None,
            is_read: false,
        })))
    }

    /// Returns the document in the first frame; `None` without members beside the stream. A client has that frame at once,
    /// and an event may not come before the response.
    async fn initial(&self) -> Result<Option<Bytes>, TransportError> {
        poll_fn(|context| {
            let mut state = lock(&self.0);
            let Poll::Ready(first) = state.poll_frame(context) else {
                return Poll::Ready(Ok(None));
            };
            Poll::Ready(first.map(|first| {
                let document = first.as_ref().and_then(initial);
                state.first = first.filter(|_| document.is_none());
                document
            }))
        })
        .await
    }

    fn reader(&self) -> Pin<Box<dyn Stream<Item = Frame> + Send>> {
        lock(&self.0).is_read = true;
        Box::pin(Reader(self.clone()))
    }

    /// Waits for a response while events are sent.
    async fn while_reading(&self, mut outcome: Outcome) -> Result<Response<Body>, TransportError> {
        poll_fn(|context| {
            let response = outcome.as_mut().poll(context);
            if response.is_pending()
                && let Poll::Ready(Err(error)) = lock(&self.0).poll_rest(context)
            {
                return Poll::Ready(Err(error));
            }
            response
        })
        .await
    }
}

/// Events of a request for a function of the test.
struct Reader(Live);

impl Stream for Reader {
    type Item = Frame;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Frame>> {
        // The client of the test has the error too.
        let frame = ready!(lock(&self.0.0).poll_frame(context));
        Poll::Ready(frame.unwrap_or_default())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        lock(&self.0.0).is_read = false;
    }
}

/// Body of a response that reads the events of its request, and ends after them.
struct TwoWay {
    live: Live,
    body: Body,
}

impl Stream for TwoWay {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let rest = lock(&self.live.0).poll_rest(context);
        if let Poll::Ready(Err(error)) = rest {
            return Poll::Ready(Some(Err(error)));
        }
        match ready!(Pin::new(&mut self.body).poll_next(context)) {
            None => rest.map(|_| None),
            next => Poll::Ready(next),
        }
    }
}

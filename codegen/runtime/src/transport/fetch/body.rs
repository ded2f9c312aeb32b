//! Bodies of responses: a task of the event loop reads a piece each time that one is wanted.

use super::exchange::Abort;
use super::failure;
use crate::local;
use crate::time::{SharedClock, within};
use crate::transport::{Body, TransportError};
use bytes::Bytes;
use futures_channel::mpsc::{self, UnboundedReceiver, UnboundedSender};
use futures_channel::oneshot::{self, Receiver, Sender};
use futures_core::Stream;
use http::Uri;
use js_sys::{Reflect, Uint8Array};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// Data of a response; `None` at the end.
type Piece = Option<Result<Bytes, TransportError>>;

/// The stream of a response, which is aborted with it.
pub(super) struct Source {
    reader: ReadableStreamDefaultReader,
    uri: Uri,
    /// Stall timeout, and its clock.
    stall: (Option<Duration>, SharedClock),
    _abort: Abort,
}

impl Source {
    pub(super) fn new(
        stream: &ReadableStream,
        abort: Abort,
        uri: Uri,
        stall: (Option<Duration>, SharedClock),
    ) -> Result<Self, TransportError> {
        let reader = stream.get_reader().dyn_into();
        Ok(Self {
            reader: reader.map_err(|it| failure::unavailable(&it))?,
            uri,
            stall,
            _abort: abort,
        })
    }

    async fn next(&self) -> Piece {
        let (limit, clock) = &self.stall;
        let read = JsFuture::from(self.reader.read());
        match within(&**clock, *limit, read).await {
            Some(Ok(read)) => piece(&read),
            Some(Err(error)) => Some(Err(failure::of_body(&self.uri, &error))),
            None => Some(Err(TransportError::timeout(
                "the response made no progress before the stall timeout",
            ))),
        }
    }
}

/// Returns the data of a result of the reader.
fn piece(read: &JsValue) -> Piece {
    let value = Reflect::get(read, &JsValue::from_str("value")).ok()?;
    let bytes: Uint8Array = value.dyn_into().ok()?;
    Some(Ok(bytes.to_vec().into()))
}

/// Returns a body that reads `source`.
pub(super) fn streamed(source: Source) -> Body {
    let (wanted, received) = mpsc::unbounded();
    spawn_local(answer(source, received));
    let pieces = Pieces {
        wanted,
        awaited: None,
    };
    // `content-length` is that of a body that may be decompressed; the API checks it.
    Body::from_stream(None, pieces)
}

/// Reads a piece for each sender, until a receiver or all of the body is dropped.
async fn answer(source: Source, mut wanted: UnboundedReceiver<Sender<Piece>>) {
    while let Some(sender) = poll_fn(|context| Pin::new(&mut wanted).poll_next(context)).await {
        local::answer(sender, source.next()).await;
    }
}

/// Body of a response, in any task.
struct Pieces {
    wanted: UnboundedSender<Sender<Piece>>,
    awaited: Option<Receiver<Piece>>,
}

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let awaited = this.awaited.get_or_insert_with(|| {
            let (sender, receiver) = oneshot::channel();
            // Without its task the sender is dropped, which the receiver reports.
            let _ = this.wanted.unbounded_send(sender);
            receiver
        });
        let piece = ready!(Pin::new(awaited).poll(context));
        this.awaited = None;
        Poll::Ready(piece.unwrap_or_else(|_| {
            let ended = TransportError::io("the event loop of JavaScript ended the response");
            Some(Err(ended))
        }))
    }
}

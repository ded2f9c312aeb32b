//! Bodies of requests and responses.

use crate::transport::TransportError;
use bytes::{Bytes, BytesMut};
use hyper::body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The body of a request.
pub(super) struct RequestBody {
    data: Bytes,
}

impl RequestBody {
    pub(super) fn new(data: Bytes) -> Self {
        Self { data }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.data.is_empty() {
            return Poll::Ready(None);
        }
        let data = std::mem::take(&mut self.data);
        Poll::Ready(Some(Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.data.len() as u64)
    }
}

/// The data of a body, of which there may be `limit` bytes.
pub(super) async fn read<B>(
    mut body: B,
    limit: usize,
    failed: impl Fn(B::Error) -> TransportError,
) -> Result<Bytes, TransportError>
where
    B: Body<Data = Bytes> + Unpin,
{
    // Most bodies come at once: then they are not copied.
    let mut whole = Bytes::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        // Trailers have no meaning here.
        let Ok(data) = frame.map_err(&failed)?.into_data() else {
            continue;
        };
        if data.len() > limit.saturating_sub(whole.len()) {
            let message = format!("the response is larger than {limit} bytes");
            return Err(TransportError::new(message));
        }
        whole = joined(whole, data);
    }
    Ok(whole)
}

/// `start` with `more` behind it, in the same memory if that is large enough.
fn joined(start: Bytes, more: Bytes) -> Bytes {
    if start.is_empty() {
        return more;
    }
    let mut whole = BytesMut::from(start);
    whole.extend_from_slice(&more);
    whole.freeze()
}

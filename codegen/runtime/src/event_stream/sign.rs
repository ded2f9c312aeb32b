//! Events that are signed: each in a frame of its own with its date and signature, and an empty one at the end.
//!
//! Source: Amazon Transcribe Developer Guide, "Event stream encoding".

use super::frame::FrameEncoder;
use super::header::HeaderValue;
use crate::sign::{Chain, Signing};
use crate::time::SharedClock;
use crate::transport::{Body, BoxError, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime};

const DATE: &str = ":date";
const CHUNK_SIGNATURE: &str = ":chunk-signature";

/// Value of `x-amz-content-sha256` of a request whose events are signed.
pub(crate) const STREAMING_EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// Signer of the events of one request.
pub(crate) struct EventSigner {
    chain: Chain,
    clock: SharedClock,
    /// Time of the request by the clock, and by that of the service.
    start: (SystemTime, SystemTime),
}

impl EventSigner {
    /// Creates the signer for events of a request with these headers, which was just signed with `signing`. Times are those
    /// of `clock`, with the correction of the request's time.
    ///
    /// # Errors
    /// If the request was not signed with SigV4 in its headers.
    pub(crate) fn new(
        signing: &Signing<'_>,
        headers: &HeaderMap,
        clock: SharedClock,
    ) -> Result<Self, BoxError> {
        Ok(Self {
            chain: Chain::new(signing, headers)?,
            start: (clock.now(), signing.time),
            clock,
        })
    }

    /// Returns a body whose pieces, a frame each, are signed, with the signed frame that ends them.
    pub(crate) fn body(self, frames: Body) -> Body {
        Body::from_stream(
            None,
            SignedFrames {
                frames,
                signer: Some(self),
            },
        )
    }

    /// Returns the frame around an encoded event; around nothing, at the end.
    ///
    /// # Errors
    /// If the time is outside of the years 0 to 9999, or the frame larger than 4 GiB.
    pub(crate) fn sign(&mut self, payload: &[u8]) -> Result<Bytes, BoxError> {
        let seconds = self.now().duration_since(SystemTime::UNIX_EPOCH);
        let seconds = seconds.map_err(|_| "events cannot be signed before 1970")?;
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.as_secs());
        let milliseconds = i64::try_from(seconds.as_secs())?.saturating_mul(1000);
        let mut frame = FrameEncoder::new();
        frame.header(DATE, HeaderValue::Timestamp(milliseconds))?;
        let signature = self.chain.sign(time, frame.headers(), payload)?;
        frame.header(CHUNK_SIGNATURE, HeaderValue::Bytes(&signature))?;
        Ok(frame.finish(payload)?)
    }

    /// Returns the time by the service's clock.
    fn now(&self) -> SystemTime {
        let (local, of_service) = self.start;
        let now = self.clock.now();
        let corrected = match now.duration_since(local) {
            Ok(later) => of_service.checked_add(later),
            Err(error) => of_service.checked_sub(error.duration()),
        };
        corrected.unwrap_or(now)
    }
}

/// A stream of frames, each of which is signed when it is taken.
struct SignedFrames {
    frames: Body,
    /// `None` after the end.
    signer: Option<EventSigner>,
}

impl Stream for SignedFrames {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(signer) = &mut this.signer else {
            return Poll::Ready(None);
        };
        let signed = match ready!(Pin::new(&mut this.frames).poll_next(context)) {
            Some(Ok(frame)) => signer.sign(&frame).map_err(TransportError::new),
            Some(Err(error)) => Err(error),
            None => {
                let end = signer.sign(&[]).map_err(TransportError::new);
                this.signer = None;
                end
            }
        };
        if signed.is_err() {
            // Without an end, so that the service sees that the stream is incomplete.
            this.signer = None;
        }
        Poll::Ready(Some(signed))
    }
}

#[cfg(test)]
mod tests;

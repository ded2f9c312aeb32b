//! Bodies in the format aws-chunked: in chunks, with their checksum in a trailer. Sources: Smithy's specification of
//! `aws.protocols#httpChecksum`; Amazon S3's API reference, "Signature calculations for trailing headers".

use crate::checksum::{ChecksumAlgorithm, Digest};
use crate::client::attempt::add_encoding;
use crate::sign::X_AMZ_CONTENT_SHA256;
use crate::transport::{Body, BoxError, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

/// Size of chunks in bytes, but for the last. Amazon S3 requires at least 8 KiB.
const CHUNK: u64 = 64 * 1024;

const STREAMING_UNSIGNED_PAYLOAD_TRAILER: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
const X_AMZ_DECODED_CONTENT_LENGTH: HeaderName =
    HeaderName::from_static("x-amz-decoded-content-length");
const X_AMZ_TRAILER: HeaderName = HeaderName::from_static("x-amz-trailer");

/// Checksum in the trailer of a body.
pub(super) struct Trailer {
    algorithm: ChecksumAlgorithm,
    /// Length of the body before it is encoded.
    length: u64,
    /// Checksum of the first attempt that read the whole body. The others send the same, so that the service rejects a body
    /// that has changed.
    value: Arc<OnceLock<String>>,
}

impl Trailer {
    pub(super) fn new(algorithm: ChecksumAlgorithm, length: u64) -> Self {
        Self {
            algorithm,
            length,
            value: Arc::default(),
        }
    }

    /// Sets the headers of a request whose body has this format.
    pub(super) fn put_headers(&self, headers: &mut HeaderMap) -> Result<(), BoxError> {
        add_encoding(headers, "aws-chunked")?;
        headers.insert(CONTENT_LENGTH, self.encoded_length().into());
        headers.insert(X_AMZ_DECODED_CONTENT_LENGTH, self.length.into());
        let name = HeaderValue::from_static(self.algorithm.header());
        headers.insert(X_AMZ_TRAILER, name);
        let payload = HeaderValue::from_static(STREAMING_UNSIGNED_PAYLOAD_TRAILER);
        headers.insert(X_AMZ_CONTENT_SHA256, payload);
        Ok(())
    }

    /// Encodes a body for one attempt.
    pub(super) fn encode(&self, body: Body) -> Body {
        let chunked = Chunked {
            body,
            left: self.length,
            left_in_chunk: 0,
            piece: Bytes::new(),
            line_end: "",
            digest: Some(Digest::new(self.algorithm)),
            algorithm: self.algorithm,
            value: Arc::clone(&self.value),
        };
        Body::from_stream(Some(self.encoded_length()), chunked)
    }

    /// Returns the length of the encoded body; at most `u64::MAX`, which no body has.
    fn encoded_length(&self) -> u64 {
        let (full, rest) = (self.length / CHUNK, self.length % CHUNK);
        let last = if rest > 0 { chunk_length(rest) } else { 0 };
        let name = self.algorithm.header().len() as u64;
        let value = self.algorithm.size().div_ceil(3) * 4;
        let end = "0\r\n".len() as u64 + name + ":".len() as u64 + value + "\r\n\r\n".len() as u64;
        let full = full.saturating_mul(chunk_length(CHUNK));
        full.saturating_add(last + end)
    }
}

/// Returns the length of a chunk with this number of bytes: its size in hexadecimal digits, and two line ends.
fn chunk_length(size: u64) -> u64 {
    format!("{size:x}\r\n\r\n").len() as u64 + size
}

/// An encoded body.
struct Chunked {
    body: Body,
    /// Number of bytes that are not in a chunk yet.
    left: u64,
    /// Number of bytes until the end of the chunk.
    left_in_chunk: u64,
    /// Data of the body that was not returned yet.
    piece: Bytes,
    /// End of the line before the next one.
    line_end: &'static str,
    /// `None` at the end.
    digest: Option<Digest>,
    algorithm: ChecksumAlgorithm,
    value: Arc<OnceLock<String>>,
}

type Next = Option<Result<Bytes, TransportError>>;

impl Chunked {
    /// Begins a chunk.
    fn begin(&mut self) -> Next {
        let size = self.left.min(CHUNK);
        self.left -= size;
        self.left_in_chunk = size;
        let line = format!("{}{size:x}\r\n", self.line_end);
        self.line_end = "\r\n";
        Some(Ok(line.into()))
    }

    /// Returns data of the chunk.
    fn data(&mut self) -> Bytes {
        let left = usize::try_from(self.left_in_chunk).unwrap_or(usize::MAX);
        let data = self.piece.split_to(self.piece.len().min(left));
        if let Some(digest) = &mut self.digest {
            digest.update(&data);
        }
        self.left_in_chunk -= data.len() as u64;
        data
    }

    /// Returns the end with the trailer.
    fn end(&mut self) -> Next {
        let digest = self.digest.take()?;
        let (line_end, name) = (self.line_end, self.algorithm.header());
        let value = self.value.get_or_init(|| digest.finish());
        Some(Ok(format!("{line_end}0\r\n{name}:{value}\r\n\r\n").into()))
    }
}

impl Stream for Chunked {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Next> {
        let this = &mut *self;
        if this.left_in_chunk == 0 && this.left > 0 {
            return Poll::Ready(this.begin());
        }
        if this.piece.is_empty() && this.digest.is_some() {
            match ready!(Pin::new(&mut this.body).poll_next(context)) {
                Some(Ok(piece)) => this.piece = piece,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => {}
            }
        }
        if this.piece.is_empty() {
            // The body has the length that was announced, or has failed.
            return Poll::Ready(this.end());
        }
        Poll::Ready(Some(Ok(this.data())))
    }
}

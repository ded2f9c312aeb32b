//! Request bodies that are streams: one for each attempt, its length, and its hashes.

mod hashes;
mod tree_hash;

use super::attempt::Prepared;
use super::exchange::{Exchange, Failed};
use super::identity::Identity;
use crate::byte_stream::{ByteStream, Progress};
use crate::content_md5::CONTENT_MD5;
use crate::protocol::{Content, Target};
use crate::sign::{X_AMZ_CONTENT_SHA256, X_AMZ_SHA256_TREE_HASH};
use crate::transport::{self, BODY_LIMIT, Body, BoxError, StreamedResponse, TransportError};
use bytes::Bytes;
use futures_core::Stream;
use hashes::Hashes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderValue, Request, Response};
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};

/// Reason why a failed attempt is not repeated, and what to do.
pub(super) const SPENT: &str = "it was not retried, since its body is a stream that can be read only once, and a part may \
                                have been sent: use bytes, a file or `ByteStream::from_repeatable`";

const NO_LENGTH: &str =
    "the length of its body must be known: use bytes, a file, or a stream with a length";
const NO_HASH: &str = "its signature has the hash of its body, which is a stream that can be read only once: use bytes, a \
                       file or `ByteStream::from_repeatable`, or set the hash with the header `x-amz-content-sha256`";
const NO_TREE_HASH: &str = "it needs the hashes of its body, which is a stream that can be read only once: use bytes, a file or \
                            `ByteStream::from_repeatable`, or set the hashes with the headers `x-amz-content-sha256` and \
                            `x-amz-sha256-tree-hash`";
const NO_MD5: &str = "it needs the MD5 digest of its body, which is not computed for streams: set the header `content-md5`";
const ENDED: &str = "the attempt has ended, and its body is not read any more";

/// Request body that is a stream.
pub(super) struct StreamedBody {
    /// Made again for the hashes and each attempt; `None` for a stream that can be read only once.
    template: Option<Body>,
    /// Lent to the current attempt, or the next.
    lease: Mutex<Arc<Lease>>,
    progress: Progress,
    length: Option<u64>,
    hashes: OnceLock<Hashes>,
}

impl StreamedBody {
    /// Splits the content of a request into its body, if that is a stream, and the rest.
    pub(super) fn split(
        exchange: &Exchange<'_>,
        mut content: Content,
    ) -> Result<(Content, Option<Self>), BoxError> {
        let Some(stream) = content.stream.take() else {
            return Ok((content, None));
        };
        if let (true, Some(parts)) = (exchange.target.content_md5, &mut content.http)
            && !parts.headers.contains_key(CONTENT_MD5)
        {
            let own = exchange.overrides.headers.get(CONTENT_MD5).ok_or(NO_MD5)?;
            parts.headers.insert(CONTENT_MD5, own.clone());
        }
        let stream = Self::new(stream, exchange.target.requires_length)?;
        Ok((content, Some(stream)))
    }

    fn new(stream: ByteStream, requires_length: bool) -> Result<Self, BoxError> {
        let (body, progress) = stream.into_parts();
        // From its start, even if a part of `body` was read.
        let template = body.try_clone();
        let length = template.as_ref().unwrap_or(&body).length();
        if requires_length && length.is_none() {
            return Err(NO_LENGTH.into());
        }
        Ok(Self {
            template,
            lease: Mutex::new(Lease::new(body)),
            progress,
            length,
            hashes: OnceLock::new(),
        })
    }

    /// Sets the length of the body, which is sent in chunks if that is unknown. No other length remains: an HTTP library
    /// would cut the body off there.
    pub(super) fn put_length(&self, headers: &mut HeaderMap) {
        match self.length {
            Some(length) => _ = headers.insert(CONTENT_LENGTH, HeaderValue::from(length)),
            None => _ = headers.remove(CONTENT_LENGTH),
        }
    }

    /// Returns the hashes of the body, once it was read for them.
    pub(super) fn hashes(&self) -> Option<&Hashes> {
        self.hashes.get()
    }

    /// Reads the body for its hashes.
    async fn read_hashes(&self, target: Target) -> Result<(), BoxError> {
        let missing = if target.tree_hash {
            NO_TREE_HASH
        } else {
            NO_HASH
        };
        let body = self.copy().ok_or(missing)?;
        let hashes = Hashes::read(body, target.tree_hash).await?;
        self.hashes.get_or_init(|| hashes);
        Ok(())
    }

    /// Returns the body for one attempt. HTTP libraries do not read a body without bytes, which is read here.
    async fn body(&self) -> Result<Body, TransportError> {
        let body = self.lend();
        match self.length {
            Some(0) => body.collect(0).await.map(Body::from),
            _ => Ok(body),
        }
    }

    fn lend(&self) -> Body {
        let body = match self.copy() {
            Some(copy) if copy.as_bytes().is_some() => copy,
            copy => {
                let mut lease = lock(&self.lease);
                if let Some(copy) = copy {
                    *lease = Lease::new(copy);
                }
                Body::from_stream(self.length, Lent(Arc::clone(&lease)))
            }
        };
        self.progress.watch(body)
    }

    /// Ends the body of a failed attempt, which the HTTP library may still be sending after an error response. Returns true
    /// if the body can be sent again.
    fn reclaim(&self) -> bool {
        let mut lease = lock(&self.lease);
        let unread = lease.take();
        if self.template.is_some() {
            return true;
        }
        let can_repeat = unread.is_some();
        if let Some(body) = unread {
            *lease = Lease::new(body);
        }
        can_repeat
    }

    /// Returns the body from its start, if it can be made again.
    fn copy(&self) -> Option<Body> {
        self.template.as_ref()?.try_clone()
    }
}

impl Prepared {
    /// Returns true if the body of a request must be read for its hashes before the request is signed.
    pub(super) fn needs_hashes(
        &self,
        target: Target,
        identity: &Identity,
        headers: &HeaderMap,
    ) -> bool {
        let is_signed = matches!(identity, Identity::Credentials(_)) && !target.unsigned_payload;
        let is_unhashed = |stream: &StreamedBody| stream.hashes().is_none();
        let needs_content = is_signed && !headers.contains_key(X_AMZ_CONTENT_SHA256);
        let needs_tree = target.tree_hash && !headers.contains_key(X_AMZ_SHA256_TREE_HASH);
        (needs_content || needs_tree) && self.stream.as_ref().is_some_and(is_unhashed)
    }

    /// Reads the body of a request for its hashes. Credentials may expire meanwhile.
    pub(super) async fn read_hashes(&self, exchange: &Exchange<'_>) -> Result<(), Failed> {
        let Some(stream) = &self.stream else {
            return Ok(());
        };
        let read = stream.read_hashes(exchange.target).await;
        read.map_err(|source| exchange.unbuilt(source))
    }

    /// Adds the tree hash of the body, if the operation needs it and the request does not have it.
    pub(super) fn add_tree_hash(&self, headers: &mut HeaderMap) {
        let hashes = self.stream.as_ref().and_then(StreamedBody::hashes);
        if let Some(hash) = hashes.and_then(|it| it.tree.clone()) {
            headers.entry(X_AMZ_SHA256_TREE_HASH).or_insert(hash);
        }
    }

    /// Ends a failed attempt. Returns true if the request can be sent again.
    pub(super) fn end_attempt(&self) -> bool {
        self.stream.as_ref().is_none_or(StreamedBody::reclaim)
    }

    /// Sends one attempt. Returns the whole response, or if it is successful and streamed, its head with the body beside it.
    pub(super) async fn send(
        &self,
        target: Target,
        request: Request<Bytes>,
    ) -> Result<(Response<Bytes>, Option<Body>), TransportError> {
        let transport = &*self.transport;
        let mut request = match &self.stream {
            Some(stream) => {
                let body = stream.body().await?;
                request.map(|_| body)
            }
            None => request.map(Body::from),
        };
        if !target.streams_response {
            let response = transport::exchange(transport, request, BODY_LIMIT).await?;
            return Ok((response, None));
        }
        request.extensions_mut().insert(StreamedResponse);
        let response = transport.send(request).await?;
        if !response.status().is_success() {
            // Errors are small, and are read like others.
            let response = transport::read(response, BODY_LIMIT).await?;
            return Ok((response, None));
        }
        let (head, body) = response.into_parts();
        Ok((Response::from_parts(head, Bytes::new()), Some(body)))
    }
}

/// A stream that one attempt may read.
struct Lease(Mutex<Slot>);

struct Slot {
    /// `None` if the attempt has ended.
    body: Option<Body>,
    is_read: bool,
    waker: Option<Waker>,
}

impl Lease {
    fn new(body: Body) -> Arc<Self> {
        Arc::new(Self(Mutex::new(Slot {
            body: Some(body),
            is_read: false,
            waker: None,
        })))
    }

    /// Ends the lease. Returns the stream, if nothing was read from it.
    fn take(&self) -> Option<Body> {
        let mut slot = lock(&self.0);
        let (body, waker) = (slot.body.take(), slot.waker.take());
        let is_read = slot.is_read;
        drop(slot);
        waker.into_iter().for_each(Waker::wake);
        body.filter(|_| !is_read)
    }
}

/// The stream of a lease. The HTTP library may keep it for longer than the attempt.
struct Lent(Arc<Lease>);

impl Stream for Lent {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let slot = &mut *lock(&self.0.0);
        let Some(body) = &mut slot.body else {
            return Poll::Ready(Some(Err(TransportError::new(ENDED))));
        };
        // Also if the source panics.
        let was_read = mem::replace(&mut slot.is_read, true);
        let next = Pin::new(body).poll_next(context);
        if next.is_pending() {
            slot.waker = Some(context.waker().clone());
        }
        // The end of an empty stream comes again.
        if !matches!(next, Poll::Ready(Some(_))) {
            slot.is_read = was_read;
        }
        // A source of another length, or a download that is cut, does not fail as a connection does.
        next.map_err(TransportError::new)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

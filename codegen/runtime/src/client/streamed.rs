//! Request bodies that are streams: one for each attempt, its length, and its hashes.

mod hashes;
mod lease;
mod send;
#[cfg(feature = "checksums")]
mod trailer;
mod tree_hash;

use super::attempt::Prepared;
use super::exchange::{Exchange, Failed};
use super::identity::Identity;
use crate::byte_stream::{ByteStream, Progress};
#[cfg(feature = "checksums")]
use crate::checksum::ChecksumAlgorithm;
use crate::content_md5::CONTENT_MD5;
#[cfg(feature = "event-streams")]
use crate::event_stream::STREAMING_EVENTS;
use crate::lock::lock;
#[cfg(feature = "event-streams")]
use crate::protocol::EVENT_STREAM;
use crate::protocol::{Content, Target};
use crate::sign::{UNSIGNED_PAYLOAD, X_AMZ_CONTENT_SHA256, X_AMZ_SHA256_TREE_HASH};
use crate::transport::{Body, BoxError, TransportError};
use bytes::Bytes;
use hashes::{Hashes, Wanted};
use http::header::CONTENT_LENGTH;
#[cfg(feature = "event-streams")]
use http::header::CONTENT_TYPE;
use http::uri::Scheme;
use http::{HeaderMap, HeaderValue, Uri};
#[cfg(feature = "event-streams")]
pub(super) use lease::EndOnDrop;
use lease::{Lease, Lent};
#[cfg(feature = "event-streams")]
pub(super) use send::Sent;
use std::sync::{Arc, Mutex, OnceLock};
#[cfg(feature = "checksums")]
use trailer::Trailer;

/// Reason why a failed attempt is not repeated, and what to do.
const SPENT: &str = "it was not retried, since its body is a stream that can be read only once, and a part may \
                                have been sent: use bytes, a file or `ByteStream::from_repeatable`";

/// The same reason, if the stream has events.
#[cfg(feature = "event-streams")]
const SPENT_EVENTS: &str =
    "it was not retried, since events may have been sent: call it again with the events to send";

const NO_LENGTH: &str =
    "the length of its body must be known: use bytes, a file, or a stream with a length";
const OTHER_LENGTH: &str = "the length of its body differs from the one that its input has for the header `content-length`";
const NO_MD5: &str = "it needs the MD5 digest of its body, which is not computed for streams: set the header `content-md5`";

/// Request body that is a stream.
pub(super) struct StreamedBody {
    /// Made again for the hashes and each attempt; `None` for a stream that can be read only once.
    template: Option<Body>,
    /// Lent to the current attempt, or the next.
    lease: Mutex<Arc<Lease>>,
    progress: Progress,
    length: Option<u64>,
    hashes: OnceLock<Hashes>,
    /// True if the signature does not cover the body.
    is_unsigned: bool,
    /// True if the body has events.
    #[cfg(feature = "event-streams")]
    pub(super) has_events: bool,
    /// Algorithm of the checksum in a header, for which the body is read before it is sent.
    #[cfg(feature = "checksums")]
    checksum: Option<ChecksumAlgorithm>,
    #[cfg(feature = "checksums")]
    trailer: Option<Trailer>,
}

impl StreamedBody {
    /// Splits the content of a request into its body, if that is a stream, and the rest.
    pub(super) fn split(
        exchange: &Exchange<'_>,
        url: &Uri,
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
        let declared = content.http.as_ref().and_then(|parts| {
            let length = parts.length.as_ref()?;
            length.to_str().ok()?.parse().ok()
        });
        let stream = Self::new(stream, exchange.target, declared, url)?;
        #[cfg(feature = "event-streams")]
        let stream = Self {
            has_events: content.has_events,
            ..stream
        };
        Ok((content, Some(stream)))
    }

    /// Creates the body of requests to `url`; `declared` is the length that the input has for it.
    fn new(
        stream: ByteStream,
        target: Target,
        declared: Option<u64>,
        url: &Uri,
    ) -> Result<Self, BoxError> {
        let (body, progress) = stream.into_parts();
        // From its start, even if a part of `body` was read.
        let template = body.try_clone();
        let known = template.as_ref().unwrap_or(&body).length();
        if known.is_some() && declared.is_some() && known != declared {
            return Err(OTHER_LENGTH.into());
        }
        let length = known.or(declared);
        if target.requires_length && length.is_none() {
            return Err(NO_LENGTH.into());
        }
        // Operations that have checksums accept them in trailers, and so bodies that are not signed, over TLS.
        let has_trailers = target
            .checksum
            .is_some_and(|it| it.algorithm_header.is_some());
        let is_tls = url.scheme() == Some(&Scheme::HTTPS);
        Ok(Self {
            template,
            lease: Mutex::new(Lease::new(body)),
            progress,
            length,
            hashes: OnceLock::new(),
            is_unsigned: target.unsigned_payload || (has_trailers && is_tls),
            #[cfg(feature = "event-streams")]
            has_events: false,
            #[cfg(feature = "checksums")]
            checksum: None,
            #[cfg(feature = "checksums")]
            trailer: None,
        })
    }

    /// Sets the algorithm of the checksum that requests have: in a trailer, unless the body is in memory, or must be signed.
    ///
    /// # Errors
    /// If the length of a body with a trailer is not known.
    #[cfg(feature = "checksums")]
    pub(super) fn with_checksum(
        mut self,
        algorithm: ChecksumAlgorithm,
        own: &HeaderMap,
    ) -> Result<Self, BoxError> {
        let template = self.template.as_ref();
        let is_in_memory = template.is_some_and(|it| it.as_bytes().is_some());
        if is_in_memory || !self.is_unsigned || own.contains_key(X_AMZ_CONTENT_SHA256) {
            self.checksum = Some(algorithm);
        } else {
            let length = self.length.ok_or(NO_LENGTH)?;
            self.trailer = Some(Trailer::new(algorithm, length));
        }
        Ok(self)
    }

    /// Sets the length of the body, which is sent in chunks if that is unknown, and the headers of its format. No other
    /// length remains: an HTTP library would cut the body off there.
    pub(super) fn put_headers(&self, headers: &mut HeaderMap) -> Result<(), BoxError> {
        #[cfg(feature = "checksums")]
        if let Some(trailer) = &self.trailer {
            return trailer.put_headers(headers);
        }
        #[cfg(feature = "event-streams")]
        if self.has_events {
            headers.insert(CONTENT_TYPE, EVENT_STREAM);
        }
        match self.length {
            Some(length) => _ = headers.insert(CONTENT_LENGTH, HeaderValue::from(length)),
            None => _ = headers.remove(CONTENT_LENGTH),
        }
        Ok(())
    }

    /// Returns what stands for the body in a signature; `None` if it was not read for its hash.
    pub(super) fn payload(&self) -> Option<HeaderValue> {
        #[cfg(feature = "event-streams")]
        if self.has_events {
            return Some(HeaderValue::from_static(STREAMING_EVENTS));
        }
        match self.is_unsigned {
            true => Some(HeaderValue::from_static(UNSIGNED_PAYLOAD)),
            false => self.hashes.get()?.content.clone(),
        }
    }

    /// Returns the hashes of the body that a request of `target` with these headers needs.
    fn wanted(&self, target: Target, headers: &HeaderMap) -> Wanted {
        #[cfg(feature = "event-streams")]
        let is_signed = !self.is_unsigned && !self.has_events;
        #[cfg(not(feature = "event-streams"))]
        let is_signed = !self.is_unsigned;
        Wanted {
            content: is_signed && !headers.contains_key(X_AMZ_CONTENT_SHA256),
            tree: target.tree_hash,
            needs_tree: target.tree_hash && !headers.contains_key(X_AMZ_SHA256_TREE_HASH),
            #[cfg(feature = "checksums")]
            checksum: self.checksum,
        }
    }

    /// Reads the body for its hashes.
    async fn read_hashes(&self, wanted: Wanted) -> Result<(), BoxError> {
        let body = self.copy().ok_or(wanted.missing())?;
        let hashes = Hashes::read(body, wanted).await?;
        self.hashes.get_or_init(|| hashes);
        Ok(())
    }

    /// Returns the body for one attempt. HTTP libraries do not read a body without bytes, which is read here.
    async fn body(&self) -> Result<Body, TransportError> {
        let body = self.lend();
        #[cfg(feature = "checksums")]
        if let Some(trailer) = &self.trailer {
            return Ok(trailer.encode(body));
        }
        match self.length {
            Some(0) => body.collect(0).await.map(Body::from),
            _ => Ok(body),
        }
    }

    pub(super) fn lend(&self) -> Body {
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

    /// Returns what ends the body of the current attempt when it is dropped.
    #[cfg(feature = "event-streams")]
    pub(super) fn end_on_drop(&self) -> EndOnDrop {
        EndOnDrop::new(&lock(&self.lease))
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
        let unhashed = self.stream.as_ref().filter(|it| it.hashes.get().is_none());
        unhashed.is_some_and(|stream| {
            let is_signed = matches!(identity, Identity::Credentials(_));
            stream.wanted(target, headers).is_needed(is_signed)
        })
    }

    /// Reads the body of a request for its hashes. Credentials may expire meanwhile.
    pub(super) async fn read_hashes(
        &self,
        exchange: &Exchange<'_>,
        headers: &HeaderMap,
    ) -> Result<(), Failed> {
        let Some(stream) = &self.stream else {
            return Ok(());
        };
        let wanted = stream.wanted(exchange.target, headers);
        let read = stream.read_hashes(wanted).await;
        read.map_err(|source| exchange.unbuilt(source))
    }

    /// Adds the hashes of the body that are not part of a signature, unless the request has them.
    pub(super) fn add_hashes(&self, headers: &mut HeaderMap) {
        let hashes = self.stream.as_ref().and_then(|it| it.hashes.get());
        if let Some(hash) = hashes.and_then(|it| it.tree.clone()) {
            headers.entry(X_AMZ_SHA256_TREE_HASH).or_insert(hash);
        }
        #[cfg(feature = "checksums")]
        if let Some((algorithm, value)) = hashes.and_then(|it| it.checksum.clone()) {
            headers.insert(algorithm.header(), value);
        }
    }

    /// Returns the reason why a request cannot be sent again.
    pub(super) fn spent(&self) -> &'static str {
        #[cfg(feature = "event-streams")]
        if self.has_events() {
            return SPENT_EVENTS;
        }
        SPENT
    }

    /// Returns true if the body is a stream.
    pub(super) fn is_streamed(&self) -> bool {
        self.stream.is_some()
    }

    /// Returns the body; `None` if it is a stream, other than of bytes in memory.
    pub(super) fn in_memory(&self) -> Option<Bytes> {
        match &self.stream {
            Some(stream) => stream.copy()?.as_bytes().cloned(),
            None => Some(self.body.clone()),
        }
    }

    /// Ends a failed attempt. Returns true if the request can be sent again.
    pub(super) fn end_attempt(&self) -> bool {
        self.stream.as_ref().is_none_or(StreamedBody::reclaim)
    }
}

//! Facts of operations that requests and responses depend on.

use super::Rules;
use crate::auth::AuthScheme;
use crate::error::{ErrorFacts, OperationError};
use crate::operation::{HttpChecksum, Operation, Service};
use crate::wire::{Binding, Structure};

/// Common facts of an operation's requests.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub(crate) rules: &'static Rules,
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    #[cfg_attr(
        not(feature = "cbor"),
        allow(dead_code, reason = "to JSON no input is an empty one")
    )]
    pub(crate) has_input: bool,
    pub(crate) errors: &'static [ErrorFacts],
    pub(crate) long_poll: bool,
    pub(crate) idempotent: bool,
    pub(crate) auth: &'static [AuthScheme],
    pub(crate) gzip: bool,
    pub(crate) query_compatible: bool,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) key_digests: &'static [(&'static str, &'static str)],
    pub(crate) content_md5: bool,
    pub(crate) checksum: Option<&'static HttpChecksum>,
    pub(crate) unsigned_payload: bool,
    #[cfg_attr(not(feature = "streams"), allow(dead_code, reason = "of streams"))]
    pub(crate) requires_length: bool,
    #[cfg_attr(not(feature = "streams"), allow(dead_code, reason = "of streams"))]
    pub(crate) tree_hash: bool,
    /// True if the body of a successful response is a stream.
    #[cfg_attr(not(feature = "streams"), allow(dead_code, reason = "of streams"))]
    pub(crate) streams_response: bool,
    /// Maximum size of events in bytes, if the body of a successful response is an event stream.
    #[cfg(feature = "event-streams")]
    pub(crate) max_event_size: Option<usize>,
    /// True if requests need HTTP/2.
    #[cfg(feature = "event-streams")]
    pub(crate) http2: bool,
    /// True if the method is HEAD, whose responses have no body.
    #[cfg_attr(not(feature = "xml"), allow(dead_code, reason = "of restXml"))]
    pub(crate) is_head: bool,
    /// True if requests have the hash of their body in a header.
    pub(crate) payload_hash: bool,
    /// True if a response with a successful status may have an error in its body.
    pub(crate) errors_in_success: bool,
}

impl Target {
    pub(crate) const fn of<Op: Operation>(rules: &'static Rules) -> Self {
        Self {
            rules,
            service: Op::Service::SHAPE_NAME,
            operation: Op::NAME,
            has_input: Op::HAS_INPUT,
            errors: <Op::Error as OperationError>::ERRORS,
            long_poll: Op::LONG_POLL,
            idempotent: Op::IDEMPOTENT,
            auth: Op::AUTH,
            // Without an input there may be no body at all, and nothing that could be compressed.
            gzip: Op::GZIP && Op::HAS_INPUT,
            query_compatible: Op::Service::QUERY_COMPATIBLE,
            headers: Op::Service::HEADERS,
            key_digests: Op::Service::KEY_DIGESTS,
            content_md5: Op::CONTENT_MD5,
            checksum: Op::CHECKSUM,
            unsigned_payload: Op::UNSIGNED_PAYLOAD,
            requires_length: Op::REQUIRES_LENGTH,
            tree_hash: Op::TREE_HASH,
            streams_response: rules.is_http && has_stream(Op::Output::BINDINGS),
            #[cfg(feature = "event-streams")]
            max_event_size: None,
            #[cfg(feature = "event-streams")]
            http2: Op::HTTP2,
            is_head: matches!(Op::HTTP, Some(http) if matches!(http.method.as_bytes(), b"HEAD")),
            payload_hash: Op::Service::PAYLOAD_HASH,
            errors_in_success: Op::Service::ERRORS_IN_SUCCESS
                && !has_raw_body(Op::Output::BINDINGS),
        }
    }
}

#[cfg(feature = "event-streams")]
impl Target {
    /// Returns the target of an operation, whose response is an event stream if its output has events, of at most this size
    /// in bytes.
    pub(crate) fn with_events<Op: Operation>(self, max_event_size: usize) -> Self {
        // By its type alone: the output is not there yet.
        if Op::response_events(&mut Op::Output::zero()).is_none() {
            return self;
        }
        Self {
            max_event_size: Some(max_event_size),
            streams_response: true,
            ..self
        }
    }
}

#[cfg(feature = "sigv4-s3express")]
impl Target {
    /// Returns the target of `CreateSession`, which has the same service.
    pub(crate) const fn of_session(self) -> Self {
        Self {
            idempotent: true,
            headers: self.headers,
            payload_hash: self.payload_hash,
            errors_in_success: true,
            ..Self::plain(self.rules, self.service, "CreateSession")
        }
    }
}

#[cfg(any(test, feature = "sigv4-s3express"))]
impl Target {
    /// Returns the target of an operation without any special traits.
    pub(super) const fn plain(
        rules: &'static Rules,
        service: &'static str,
        operation: &'static str,
    ) -> Self {
        Self {
            rules,
            service,
            operation,
            has_input: true,
            errors: &[],
            long_poll: false,
            idempotent: false,
            auth: &[AuthScheme::SigV4],
            gzip: false,
            query_compatible: false,
            headers: &[],
            key_digests: &[],
            content_md5: false,
            checksum: None,
            unsigned_payload: false,
            requires_length: false,
            tree_hash: false,
            streams_response: false,
            #[cfg(feature = "event-streams")]
            max_event_size: None,
            #[cfg(feature = "event-streams")]
            http2: false,
            is_head: false,
            payload_hash: false,
            errors_in_success: false,
        }
    }
}

/// Returns true if a member is the body as a stream.
const fn has_stream(mut bindings: &[Binding]) -> bool {
    while let [binding, rest @ ..] = bindings {
        if matches!(binding, Binding::Stream) {
            return true;
        }
        bindings = rest;
    }
    false
}

/// Returns true if a member is the body, which is not a document.
const fn has_raw_body(mut bindings: &[Binding]) -> bool {
    while let [binding, rest @ ..] = bindings {
        if matches!(binding, Binding::RawPayload | Binding::Stream) {
            return true;
        }
        bindings = rest;
    }
    false
}

//! Properties of an operation's requests.

use super::Auth;

/// Properties of an operation's requests.
#[derive(Clone, Debug)]
pub struct Request {
    /// The member of the input that has the URL of the request, if it is not the service's.
    pub moved_to: Option<UrlMember>,
    /// The host prefix; empty if there is none.
    pub host_prefix: Vec<HostPiece>,
    /// Authentication schemes, the preferred first; `None` for those of the service.
    pub auth: Option<Vec<Auth>>,
    /// True if bodies are compressed with gzip.
    pub gzip: bool,
    /// True if requests have the MD5 digest of their body in a header.
    pub content_md5: bool,
    /// Checksums of requests and responses, if there are any.
    pub checksum: Option<HttpChecksum>,
    /// True if the signature leaves the body out.
    pub unsigned_payload: bool,
    /// True if the length of the body must be known before it is sent.
    pub requires_length: bool,
    /// True if requests have the tree hash of their body in a header.
    pub tree_hash: bool,
    /// True if calls need HTTP/2.
    pub http2: bool,
    /// True if it responds only when something has happened.
    pub long_poll: bool,
    /// True if it can be carried out twice without harm: it is read-only or idempotent, or has an idempotency token.
    pub idempotent: bool,
}

/// Checksums of requests and responses (`aws.protocols#httpChecksum`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpChecksum {
    /// True if requests need a checksum.
    pub request_required: bool,
    /// Header of the member with the algorithm of a request's checksum, in lower case.
    pub algorithm_header: Option<String>,
    /// Header of the member that requests a checksum of the response, in lower case.
    pub mode_header: Option<String>,
    /// Algorithms of the response's checksum.
    pub response_algorithms: Vec<String>,
}

/// A piece of a host prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostPiece {
    /// As it is.
    Text(String),
    /// The value of a member of the input.
    Label(HostLabel),
}

/// A member of an input that is part of the host's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostLabel {
    /// Name of the member.
    pub member: String,
    /// Name of the field.
    pub field: String,
    /// True if it is an enum, and not plain text.
    pub is_enum: bool,
    /// True if it is an `Option`.
    pub optional: bool,
    /// True if the model has deprecated it.
    pub deprecated: bool,
}

/// A member of an input that has the URL that requests go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlMember {
    /// Name of the member.
    pub member: String,
    /// Name of the field.
    pub field: String,
    /// True if it is an `Option`.
    pub optional: bool,
    /// True if the model has deprecated it.
    pub deprecated: bool,
}

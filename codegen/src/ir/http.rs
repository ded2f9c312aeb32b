//! HTTP bindings of operations and members.

/// Method and URI of an operation's requests (`smithy.api#http`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method.
    pub method: String,
    /// The pattern of the path and the query, as in the model.
    pub uri: String,
}

/// Part of an HTTP message that has the value of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The document in the body.
    Body,
    /// A label of the path.
    Label,
    /// A parameter of the query.
    Query,
    /// All other parameters of the query.
    QueryParams,
    /// A header.
    Header {
        /// True if a string is sent in base64, since it has a media type.
        is_base64: bool,
    },
    /// All headers with a prefix.
    PrefixHeaders,
    /// The whole body, as a document.
    Payload,
    /// The whole body as it is, of this media type.
    RawPayload(String),
    /// The status of a response.
    Status,
}

impl Binding {
    /// Returns whether the value is in a document: a part of it, or all of it.
    pub fn is_document(&self) -> bool {
        matches!(self, Self::Body | Self::Payload)
    }
}

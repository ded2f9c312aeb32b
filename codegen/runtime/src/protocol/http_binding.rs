//! HTTP bindings: members in the path, the query, headers and the body.
//!
//! Source: Smithy's specification "HTTP binding traits". A structure without bindings is a document: only
//! [`MessageSerializer::bound`](crate::wire::MessageSerializer::bound) and its counterpart depend on this module, so that
//! programs with other protocols do without its code.
//!
//! # Requests
//! - Labels and query parameters are percent-encoded but for unreserved characters; a greedy label keeps its slashes. An
//!   unset or empty label is an error, and so is one that makes a segment `.` or `..`, which clients and servers remove.
//! - Literals of the query come first, then query parameters in the order of the model, then those of a map, without the
//!   names that the others use.
//! - A list in a header is one line; items with commas, quotes or blanks at their ends are quoted, and so are empty ones.
//! - A header value with CR, LF, NUL or another control character is an error, and so is a header of a map that frames
//!   the message, such as `host` and `transfer-encoding`. `content-length` is that of the
//!   body; that of a member is the length of a stream.
//!
//! # Responses
//! - Lines of one header are joined by commas. Only a list or string may have several.
//! - A header that is not UTF-8 is an error if a member is bound to it, and ignored otherwise.
//! - An empty header is no number, boolean or timestamp, but an empty string or list.
//! - An empty body has no members. A body is read whatever the status and the content type are, also with 204.

mod document;
mod header_list;
mod item;
mod message;
mod pattern;
mod probe;
#[cfg(feature = "test-util")]
mod received;
mod request;
mod response;
mod text;
mod value;
mod writer;

#[cfg(feature = "event-streams")]
pub(crate) use document::Document;
pub(crate) use message::{Content, Message};
#[cfg(feature = "event-streams")]
pub(crate) use probe::integer_size;
#[cfg(feature = "test-util")]
pub(crate) use received::{read_request, response};
pub(crate) use request::HttpParts;
pub(super) use request::build;
pub(crate) use response::{Incoming, IncomingError};
pub(crate) use writer::Outgoing;

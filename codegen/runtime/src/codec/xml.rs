//! XML 1.0 in the form of restXml and of the responses of awsQuery and ec2Query.
//!
//! Source: Smithy's specifications "XML bindings" and "AWS restXml protocol", and Extensible Markup Language (XML) 1.0,
//! fifth edition.
//!
//! - quick-xml splits a document into events, which are read once, without a tree.
//! - A document type declaration is an error, so that there are no entities but the five of XML, and nothing is expanded
//!   or fetched. Elements nest at most 128 levels.
//! - Any child of a list is an entry, since services and their models differ in its name. Unknown elements and attributes
//!   are skipped. Names are compared without their prefix, unless that of the model has one.
//! - Strings are read as they are. Other values may have white space around them, and an empty one is unset.

mod error;
mod escape;
mod members;
mod read;
mod response;
mod source;
mod tag;
mod untyped;
mod write;

pub(crate) use members::Object;
#[cfg(feature = "client")]
pub(super) use response::is_error;
pub(crate) use response::is_request_id;
pub(super) use response::{envelope, failure};
#[cfg(feature = "query")]
pub(super) use response::{request_id, result};
#[cfg(feature = "test-util")]
pub(super) use untyped::tree;
pub(super) use write::{write, write_value};

use crate::error::DecodeError;
pub(super) use read::Reader;

/// Maximum depth of nested elements: that of CBOR.
const DEPTH: usize = 128;

/// Returns a reader at the root element.
pub(super) fn root(body: &[u8]) -> Result<Reader<'_>, DecodeError> {
    Reader::new(body)
}

/// Returns true if there is no element, as far as a look at the first characters tells.
pub(super) fn is_empty(body: &[u8]) -> bool {
    body.trim_ascii().is_empty()
}

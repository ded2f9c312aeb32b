//! Formats of bodies: the part of a protocol that depends on types.
//!
//! Several protocols may share a format; `protocol` assigns them. Nothing here depends on requests.

mod allowance;
#[cfg(feature = "cbor")]
mod cbor;
mod formats;
pub(crate) mod json;
#[cfg(feature = "client")]
mod object;
#[cfg(feature = "query")]
mod query;
mod root;
mod shape;
mod source;
#[cfg(feature = "xml")]
mod text;
#[cfg(feature = "test-util")]
mod untyped;
#[cfg(feature = "xml")]
mod xml;

use allowance::Allowance;
#[cfg(feature = "client")]
pub(crate) use formats::FormatSet;
pub(crate) use formats::{AllFormats, Formats};
#[cfg(feature = "client")]
pub(crate) use object::Object;
pub(crate) use root::Root;
#[cfg(feature = "xml")]
pub(crate) use xml::is_request_id;

use crate::error::{DecodeError, Envelope};
#[cfg(feature = "client")]
use crate::wire::Format;
use crate::wire::Structure;
#[cfg(feature = "query")]
use query::Dialect;
use std::error::Error;

/// Initial capacity of a body: nearly all requests fit into it.
const CAPACITY: usize = 1_024;

/// Message of a format that the code of a service was not compiled for, which no service chooses.
const OTHER_FORMAT: &str = "the format is not one of the service";

/// Format of bodies.
#[doc(hidden)]
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// JSON.
    Json,
    /// CBOR (RFC 8949), in the form of Smithy's RPC v2 protocol.
    #[cfg(feature = "cbor")]
    Cbor,
    /// XML.
    #[cfg(feature = "xml")]
    Xml,
    /// Parameters in requests and XML in responses, in the form of awsQuery.
    #[cfg(feature = "query")]
    AwsQuery,
    /// Parameters in requests and XML in responses, in the form of ec2Query.
    #[cfg(feature = "query")]
    Ec2Query,
}

impl Codec {
    /// Serializes a structure as a body.
    ///
    /// # Errors
    /// If it has a value that cannot be serialized.
    pub fn write<T: Structure>(self, value: &T) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        self.write_document::<T, AllFormats>(Root::named(T::NAME), value)
    }

    /// Serializes a structure as the body of a request; XML with this root element.
    ///
    /// # Errors
    /// If it has a value that cannot be serialized.
    #[cfg_attr(not(feature = "xml"), allow(unused_variables, reason = "of XML"))]
    pub(crate) fn write_document<T: Structure, C: Formats>(
        self,
        root: Root<'_>,
        value: &T,
    ) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        match self {
            Self::Json if const { C::SET.has(Self::Json) } => Ok(json::write(value)),
            #[cfg(feature = "cbor")]
            Self::Cbor if const { C::SET.has(Self::Cbor) } => cbor::write(value),
            #[cfg(feature = "xml")]
            Self::Xml if const { C::SET.has(Self::Xml) } => Ok(xml::write(root, value)?),
            #[cfg(feature = "query")]
            Self::AwsQuery if const { C::SET.has(Self::AwsQuery) } => {
                Ok(query::write(Dialect::Aws, value))
            }
            #[cfg(feature = "query")]
            Self::Ec2Query if const { C::SET.has(Self::Ec2Query) } => {
                Ok(query::write(Dialect::Ec2, value))
            }
            _ => Err(OTHER_FORMAT.into()),
        }
    }

    /// Serializes a value as a body; XML with this root element.
    ///
    /// # Errors
    /// If it cannot be serialized.
    #[cfg(feature = "client")]
    #[cfg_attr(not(feature = "xml"), allow(unused_variables, reason = "of XML"))]
    pub(crate) fn write_value<F: Format, C: Formats>(
        self,
        root: Root<'_>,
        value: &F::Value,
    ) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        match self {
            Self::Json if const { C::SET.has(Self::Json) } => Ok(json::write_value::<F>(value)),
            #[cfg(all(feature = "cbor", feature = "event-streams"))]
            Self::Cbor if const { C::SET.has(Self::Cbor) } => Ok(cbor::write_value::<F>(value)?),
            #[cfg(feature = "xml")]
            Self::Xml if const { C::SET.has(Self::Xml) } => Ok(xml::write_value::<F>(root, value)?),
            _ => Err(OTHER_FORMAT.into()),
        }
    }

    /// Deserializes a structure from a body. Treats an empty body as an empty structure.
    ///
    /// # Errors
    /// If the body is not such a structure.
    pub fn read<T: Structure>(self, body: &[u8]) -> Result<T, DecodeError> {
        self.read_document::<T, AllFormats>(body)
    }

    /// Deserializes a structure like [`read`](Self::read), in one of the formats.
    ///
    /// # Errors
    /// If the body is not such a structure.
    pub(crate) fn read_document<T: Structure, C: Formats>(
        self,
        body: &[u8],
    ) -> Result<T, DecodeError> {
        match self {
            Self::Json if const { C::SET.has(Self::Json) } => json::read(body),
            #[cfg(feature = "cbor")]
            Self::Cbor if const { C::SET.has(Self::Cbor) } => source::whole(cbor::structure(body)),
            #[cfg(feature = "xml")]
            codec if const { C::SET.has_xml() } => source::whole(codec.xml(body)?),
            _ => Err(DecodeError::new(OTHER_FORMAT)),
        }
    }

    /// Deserializes an error like [`read`](Self::read), with less code for each type: there are many types of
    /// errors, and few of them are ever read.
    ///
    /// # Errors
    /// If the body is not such a structure.
    pub(crate) fn read_members<T: Structure>(self, body: &[u8]) -> Result<T, DecodeError> {
        let mut structure = T::zero();
        match self {
            Self::Json => {
                source::members(json::structure(body)?, T::MEMBERS, &mut |index, value| {
                    structure.read(index, value)
                })?
            }
            #[cfg(feature = "cbor")]
            Self::Cbor => {
                source::members(cbor::structure(body), T::MEMBERS, &mut |index, value| {
                    structure.read(index, value)
                })?
            }
            #[cfg(feature = "xml")]
            _ => source::members(xml::failure(body)?, T::MEMBERS, &mut |index, value| {
                structure.read(index, value)
            })?,
        }
        Ok(structure)
    }

    /// Deserializes a body that is the member of a structure at `index`.
    ///
    /// # Errors
    /// If the body is not such a value.
    #[cfg(feature = "client")]
    pub(crate) fn read_member<T: Structure, C: Formats>(
        self,
        body: &[u8],
        structure: &mut T,
        index: usize,
    ) -> Result<(), DecodeError> {
        match self {
            Self::Json if const { C::SET.has(Self::Json) } => {
                source::member(json::structure(body)?, structure, index)
            }
            #[cfg(feature = "cbor")]
            Self::Cbor if const { C::SET.has(Self::Cbor) } => {
                source::member(cbor::structure(body), structure, index)
            }
            #[cfg(feature = "xml")]
            codec if const { C::SET.has_xml() } => {
                source::member(codec.xml(body)?, structure, index)
            }
            _ => Err(DecodeError::new(OTHER_FORMAT)),
        }
    }

    /// Returns a reader at the structure in the response of a protocol with XML.
    #[cfg(feature = "xml")]
    fn xml(self, body: &[u8]) -> Result<xml::Reader<'_>, DecodeError> {
        match self {
            #[cfg(feature = "query")]
            Self::AwsQuery => xml::result(body),
            _ => xml::root(body),
        }
    }

    /// Returns true if a body has no value, not even an empty structure.
    #[cfg(feature = "client")]
    pub(crate) fn is_empty(self, body: &[u8]) -> bool {
        match self {
            Self::Json => json::is_empty(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::is_empty(body),
            #[cfg(feature = "xml")]
            _ => xml::is_empty(body),
        }
    }

    /// Returns the names of the members in a body that are not null, as far as it can be read.
    #[cfg(feature = "client")]
    pub(crate) fn names(self, body: &[u8]) -> Vec<String> {
        match self {
            Self::Json => source::names(json::reader(body)),
            #[cfg(feature = "cbor")]
            Self::Cbor => source::names(cbor::reader(body)),
            #[cfg(feature = "xml")]
            codec => codec.xml(body).map(source::names).unwrap_or_default(),
        }
    }

    /// Returns the part of an error's body that does not depend on its type, as far as it can be read.
    pub(crate) fn envelope(self, body: &[u8]) -> Envelope {
        match self {
            Self::Json => source::envelope(json::reader(body)),
            #[cfg(feature = "cbor")]
            Self::Cbor => source::envelope(cbor::reader(body)),
            #[cfg(feature = "xml")]
            _ => xml::envelope(body),
        }
    }

    /// Returns true if a body is a document whose root is an error, as those of Amazon S3 are, or has no root.
    #[cfg(feature = "client")]
    pub(crate) fn is_error(self, body: &[u8]) -> bool {
        match self {
            #[cfg(feature = "xml")]
            Self::Xml => xml::is_error(body),
            _ => {
                let _ = body;
                false
            }
        }
    }

    /// Returns the request id in the body of an output, if the format has it there.
    #[cfg(feature = "client")]
    pub(crate) fn request_id(self, body: &[u8]) -> Option<String> {
        match self {
            #[cfg(feature = "query")]
            Self::AwsQuery | Self::Ec2Query => xml::request_id(body),
            _ => {
                let _ = body;
                None
            }
        }
    }

    /// Returns true if responses are XML.
    #[cfg(feature = "xml")]
    pub(crate) fn is_xml(self) -> bool {
        match self {
            Self::Json => false,
            #[cfg(feature = "cbor")]
            Self::Cbor => false,
            _ => true,
        }
    }

    /// Returns the media type of documents.
    #[cfg(feature = "client")]
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            #[cfg(feature = "cbor")]
            Self::Cbor => "application/cbor",
            #[cfg(feature = "xml")]
            Self::Xml => "application/xml",
            _ => "application/json",
        }
    }
}

/// Returns the index of a member.
#[inline]
fn find(members: &[&str], name: &str) -> Option<usize> {
    let first = name.as_bytes().first();
    members.iter().position(|member| {
        // Most others differ in one of these, without a comparison of memory.
        member.len() == name.len() && member.as_bytes().first() == first && *member == name
    })
}

#[cfg(feature = "cbor")]
#[cfg(test)]
mod tests;

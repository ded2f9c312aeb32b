//! Documents whose members are written one by one.

use super::{Codec, Formats, Root, json};
use crate::wire::Format;
use std::error::Error;

/// A document whose members are written one by one.
pub(crate) enum Object {
    /// JSON.
    Json(json::Object),
    /// CBOR, of events.
    #[cfg(all(feature = "cbor", feature = "event-streams"))]
    Cbor(super::cbor::Object),
    /// XML.
    #[cfg(feature = "xml")]
    Xml(super::xml::Object),
}

impl Object {
    /// Creates a document without members. Formats of queries have none.
    pub(crate) fn new(codec: Codec) -> Self {
        match codec {
            #[cfg(all(feature = "cbor", feature = "event-streams"))]
            Codec::Cbor => Self::Cbor(super::cbor::Object::default()),
            #[cfg(feature = "xml")]
            Codec::Xml => Self::Xml(super::xml::Object::default()),
            _ => Self::Json(json::Object::default()),
        }
    }

    /// Writes a member.
    ///
    /// # Errors
    /// If the format cannot represent its value.
    #[inline]
    pub(crate) fn member<F: Format, C: Formats>(
        &mut self,
        name: &'static str,
        value: &F::Value,
    ) -> Result<(), Box<dyn Error + Send + Sync>> {
        match self {
            Self::Json(object) if const { C::SET.has(Codec::Json) } => {
                object.member::<F>(name, value);
                Ok(())
            }
            #[cfg(all(feature = "cbor", feature = "event-streams"))]
            Self::Cbor(object) if const { C::SET.has(Codec::Cbor) } => {
                Ok(object.member::<F>(name, value)?)
            }
            #[cfg(feature = "xml")]
            Self::Xml(object) if const { C::SET.has(Codec::Xml) } => {
                Ok(object.member::<F>(name, value)?)
            }
            _ => Err(super::OTHER_FORMAT.into()),
        }
    }

    /// Returns the document.
    #[cfg_attr(not(feature = "xml"), allow(unused_variables, reason = "of XML"))]
    pub(crate) fn finish(self, root: Root<'_>) -> Vec<u8> {
        match self {
            Self::Json(object) => object.finish(),
            #[cfg(all(feature = "cbor", feature = "event-streams"))]
            Self::Cbor(object) => object.finish(),
            #[cfg(feature = "xml")]
            Self::Xml(object) => object.finish(root),
        }
    }
}

//! Formats of bodies: the part of a protocol that depends on types.
//!
//! Several protocols may share a format; `protocol` assigns them. Nothing here depends on requests.

mod allowance;
#[cfg(feature = "cbor")]
mod cbor;
pub(crate) mod json;
mod shape;
mod source;

use allowance::Allowance;

use crate::error::{DecodeError, Envelope};
#[cfg(feature = "test-util")]
use crate::wire::Neutral;
use crate::wire::Structure;
use std::error::Error;

/// Initial capacity of a body: nearly all requests fit into it.
const CAPACITY: usize = 1_024;

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
}

impl Codec {
    /// Serializes a structure as a body.
    ///
    /// # Errors
    /// If it has a value that cannot be serialized.
    pub fn write<T: Structure>(self, value: &T) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        match self {
            Self::Json => Ok(json::write(value)),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::write(value),
        }
    }

    /// Deserializes a structure from a body. Treats an empty body as an empty structure.
    ///
    /// # Errors
    /// If the body is not such a structure.
    pub fn read<T: Structure>(self, body: &[u8]) -> Result<T, DecodeError> {
        match self {
            Self::Json => json::read(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => source::whole(cbor::structure(body)),
        }
    }

    /// Deserializes a structure like [`read`](Self::read), with less code for each type: there are many types of
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
        }
        Ok(structure)
    }

    /// Deserializes a body that is the member of a structure at `index`.
    ///
    /// # Errors
    /// If the body is not such a value.
    #[cfg(feature = "client")]
    pub(crate) fn read_member<T: Structure>(
        self,
        body: &[u8],
        structure: &mut T,
        index: usize,
    ) -> Result<(), DecodeError> {
        match self {
            Self::Json => source::member(json::structure(body)?, structure, index),
            #[cfg(feature = "cbor")]
            Self::Cbor => source::member(cbor::structure(body), structure, index),
        }
    }

    /// Returns a structure's body with one more string member, before all others.
    ///
    /// # Errors
    /// If the body is not a structure.
    #[cfg(feature = "test-util")]
    pub(crate) fn with_member(
        self,
        body: &[u8],
        name: &str,
        value: &str,
    ) -> Result<Vec<u8>, DecodeError> {
        let Neutral::Map(members) = self.read_untyped(body)? else {
            return Err(DecodeError::new("a body that is not a structure"));
        };
        let first = (name.into(), Neutral::Text(value.into()));
        let members = Neutral::Map([first].into_iter().chain(members).collect());
        Ok(match self {
            Self::Json => json::write_value::<Neutral>(&members),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::write_value::<Neutral>(&members)
                .map_err(|error| DecodeError::new(&error.to_string()))?,
        })
    }

    /// Deserializes a value of any type.
    ///
    /// # Errors
    /// If the body is malformed.
    #[cfg(feature = "test-util")]
    pub(crate) fn read_untyped(self, body: &[u8]) -> Result<Neutral, DecodeError> {
        let value = match self {
            Self::Json => {
                let text = str::from_utf8(body).map_err(|it| DecodeError::new(&it.to_string()))?;
                json::read_value::<Neutral>(text)?
            }
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::read_value::<Neutral>(body)?,
        };
        Ok(value.unwrap_or(Neutral::Null))
    }

    /// Returns true if a body has no value, not even an empty structure.
    #[cfg(feature = "client")]
    pub(crate) fn is_empty(self, body: &[u8]) -> bool {
        match self {
            Self::Json => json::is_empty(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::is_empty(body),
        }
    }

    /// Returns the names of the members in a body that are not null, as far as it can be read.
    #[cfg(feature = "client")]
    pub(crate) fn names(self, body: &[u8]) -> Vec<String> {
        match self {
            Self::Json => source::names(json::reader(body)),
            #[cfg(feature = "cbor")]
            Self::Cbor => source::names(cbor::reader(body)),
        }
    }

    /// Returns the part of an error's body that does not depend on its type, as far as it can be read.
    pub(crate) fn envelope(self, body: &[u8]) -> Envelope {
        match self {
            Self::Json => source::envelope(json::reader(body)),
            #[cfg(feature = "cbor")]
            Self::Cbor => source::envelope(cbor::reader(body)),
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

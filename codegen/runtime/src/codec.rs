//! Formats of bodies: the part of a protocol that depends on types.
//!
//! Several protocols may share a format; `protocol` assigns them. Nothing here depends on requests.

#[cfg(feature = "cbor")]
mod cbor;
mod json;
#[cfg(feature = "client")]
mod names;

use crate::error::{DecodeError, Envelope};
use crate::wire::Structure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::error::Error;

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
    /// Serializes `value` as a body.
    ///
    /// # Errors
    /// If it has a value that cannot be serialized.
    pub fn write<T: Serialize>(self, value: &T) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        match self {
            Self::Json => json::write(value),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::write(value),
        }
    }

    /// Deserializes a structure from a body. Treats an empty body as an empty structure.
    ///
    /// # Errors
    /// If the body is not such a structure.
    pub fn read<T: DeserializeOwned>(self, body: &[u8]) -> Result<T, DecodeError> {
        match self {
            Self::Json => json::read(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::read(body),
        }
    }

    /// Deserializes a structure like [`read`](Self::read), with less code for each type: there are many types of
    /// errors, and few of them are ever read.
    ///
    /// # Errors
    /// If the body is not such a structure.
    pub(crate) fn read_members<T: Structure + DeserializeOwned>(
        self,
        body: &[u8],
    ) -> Result<T, DecodeError> {
        match self {
            Self::Json => {
                let mut structure = T::zero();
                json::members(body, &mut |name, value| structure.read(name, value))?;
                Ok(structure)
            }
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::read(body),
        }
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
            Self::Json => json::names(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::names(body),
        }
    }

    /// Returns the part of an error's body that does not depend on its type, as far as it can be read.
    pub(crate) fn envelope(self, body: &[u8]) -> Envelope {
        match self {
            Self::Json => json::envelope(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::envelope(body),
        }
    }
}

//! The formats that bodies are written in: the part of a protocol that depends on types.
//!
//! Several protocols may share one. Which protocol has which is said in `protocol`; nothing here knows of requests.

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

/// A format that bodies are written in.
#[doc(hidden)]
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// JSON.
    Json,
    /// CBOR (RFC 8949), as Smithy's RPC v2 protocol writes it.
    #[cfg(feature = "cbor")]
    Cbor,
}

impl Codec {
    /// `value` as a body.
    ///
    /// # Errors
    /// It has a value that cannot be written.
    pub fn write<T: Serialize>(self, value: &T) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
        match self {
            Self::Json => json::write(value),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::write(value),
        }
    }

    /// The structure that a body holds. A body without anything in it is one without members.
    ///
    /// # Errors
    /// When there is something else.
    pub fn read<T: DeserializeOwned>(self, body: &[u8]) -> Result<T, DecodeError> {
        match self {
            Self::Json => json::read(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::read(body),
        }
    }

    /// The structure that a body holds, as [`read`](Self::read) has it, with less code for each type: errors are many, and
    /// few are ever read.
    ///
    /// # Errors
    /// When there is something else.
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

    /// Returns whether a body has nothing in it: no structure, not even one without members.
    #[cfg(feature = "client")]
    pub(crate) fn is_empty(self, body: &[u8]) -> bool {
        match self {
            Self::Json => json::is_empty(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::is_empty(body),
        }
    }

    /// Which members a body has that are not null, as far as it can be read.
    #[cfg(feature = "client")]
    pub(crate) fn names(self, body: &[u8]) -> Vec<String> {
        match self {
            Self::Json => json::names(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::names(body),
        }
    }

    /// What the body of an error says whichever it is, as far as it can be read.
    pub(crate) fn envelope(self, body: &[u8]) -> Envelope {
        match self {
            Self::Json => json::envelope(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::envelope(body),
        }
    }
}

//! The formats that bodies are written in: the part of a protocol that depends on types.
//!
//! Several protocols may share one. Which protocol has which is said in `protocol`; nothing here knows of requests.

#[cfg(feature = "cbor")]
mod cbor;
mod json;

use crate::error::{DecodeError, Envelope};
use crate::wire::Structure;
use serde::de::DeserializeOwned;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
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

    /// What the body of an error says whichever it is, as far as it can be read.
    pub(crate) fn envelope(self, body: &[u8]) -> Envelope {
        match self {
            Self::Json => json::envelope(body),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::envelope(body),
        }
    }
}

/// An error as a service writes it, with the code that names it: for expansions of `operation_error!` alone.
#[doc(hidden)]
pub fn write_error<T: Structure>(
    codec: Codec,
    code: &'static str,
    error: &T,
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    codec.write(&Coded { code, error })
}

struct Coded<'a, T> {
    code: &'static str,
    error: &'a T,
}

impl<T: Structure> Serialize for Coded<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_struct(T::NAME, 1 + self.error.count())?;
        members.serialize_field("__type", self.code)?;
        self.error.write(&mut members)?;
        members.end()
    }
}

//! The Smithy type of a format.

use crate::Timestamp;
use crate::wire::{
    Format, FromLiteral, Key, Neutral, ShapeDeserializer, Step, Structure, Union, Within,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Returns true if the values of a format are structures, for an unset one is sent as an empty one.
pub(super) fn is_structure<F: Format>() -> bool {
    matches!(F::read(&mut None, Probe), Err(Found::Structure))
}

/// Returns the size in bytes of the integers of a format; `None` for other values.
#[cfg(feature = "event-streams")]
pub(crate) fn integer_size<F: Format>() -> Option<usize> {
    match F::read(&mut None, Probe) {
        Err(Found::Number(size)) => Some(size),
        _ => None,
    }
}

/// Deserializer whose error is the type that is read.
struct Probe;

enum Found {
    Structure,
    /// A number, with the size of its type in bytes.
    #[cfg_attr(
        not(feature = "event-streams"),
        allow(dead_code, reason = "of headers of events")
    )]
    Number(usize),
    Other,
}

impl Within for Found {
    fn within(self, _: Step<'_>) -> Self {
        self
    }
}

impl<'de> ShapeDeserializer<'de> for Probe {
    type Error = Found;

    fn boolean(self) -> Result<Option<bool>, Found> {
        Err(Found::Other)
    }

    fn number<T: FromLiteral>(self) -> Result<Option<T>, Found> {
        Err(Found::Number(size_of::<T>()))
    }

    fn string(self) -> Result<Option<Cow<'de, str>>, Found> {
        Err(Found::Other)
    }

    fn blob(self) -> Result<Option<Vec<u8>>, Found> {
        Err(Found::Other)
    }

    fn timestamp(self) -> Result<Option<Timestamp>, Found> {
        Err(Found::Other)
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, Found> {
        Err(Found::Other)
    }

    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, Found> {
        Err(Found::Other)
    }

    fn structure<T: Structure>(self, _: &mut Option<T>) -> Result<(), Found> {
        Err(Found::Structure)
    }

    fn union<T: Union>(self) -> Result<Option<T>, Found> {
        Err(Found::Other)
    }

    fn untyped(self) -> Result<Option<Neutral>, Found> {
        Err(Found::Other)
    }

    fn skip(self) -> Result<Option<()>, Found> {
        Err(Found::Other)
    }
}

//! Unknown members of unions, kept so that they can be sent back.

use super::{Format, ShapeDeserializer, ShapeSerializer};
use crate::BigDecimal;
use std::fmt;

/// Member of a union that is unknown to this version of the crate.
///
/// It is serialized unchanged. Its value is not shown, since it may be sensitive.
// Boxed, so that unions are not larger than their known members.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownMember(Option<Box<Entry>>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Entry {
    tag: Box<str>,
    value: Neutral,
}

impl UnknownMember {
    /// The member of a union that a response lacked altogether.
    pub(crate) const ABSENT: Self = Self(None);

    /// Returns the member `tag`; `None` for `null`, which counts as unset.
    pub(crate) fn of(tag: &str, value: Neutral) -> Option<Self> {
        let tag = tag.into();
        (value != Neutral::Null).then(|| Self(Some(Box::new(Entry { tag, value }))))
    }

    /// Returns the member of an event, without its content.
    #[cfg(feature = "event-streams")]
    pub(crate) fn of_event(tag: &str) -> Self {
        let (tag, value) = (tag.into(), Neutral::Map(Box::default()));
        Self(Some(Box::new(Entry { tag, value })))
    }

    /// Returns the name of the member; empty if a response lacked the union altogether.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.0.as_ref().map_or("", |entry| &entry.tag)
    }
}

impl fmt::Debug for UnknownMember {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UnknownMember({:?})", self.tag())
    }
}

/// Serializes an unknown member unchanged.
///
/// # Errors
/// If the serializer fails.
pub fn write_unknown<S: ShapeSerializer>(
    member: &UnknownMember,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match &member.0 {
        Some(entry) => serializer.variant::<Neutral>(&entry.tag, &entry.value),
        None => serializer.structure(&()),
    }
}

/// An untyped value, in the types that every protocol has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Neutral {
    /// No value.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Signed(i64),
    /// An integer that is not negative.
    Unsigned(u64),
    /// Bits of a float, which can be compared and hashed.
    Float(u64),
    /// A string.
    Text(Box<str>),
    /// Bytes.
    Bytes(Box<[u8]>),
    /// A number beyond 64 bits.
    Big(BigDecimal),
    /// A value with a CBOR tag, such as that of timestamps, which no other format has.
    Tagged(u64, Box<Self>),
    /// A list.
    List(Box<[Self]>),
    /// A map, in the order of the input.
    Map(Box<[(Box<str>, Self)]>),
}

impl Format for Neutral {
    type Value = Self;

    fn zero() -> Self {
        Self::Null
    }

    fn write<S: ShapeSerializer>(value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Self::Null => serializer.null(),
            Self::Bool(value) => serializer.boolean(*value),
            Self::Signed(number) => serializer.integer(*number),
            Self::Unsigned(number) => match i64::try_from(*number) {
                Ok(number) => serializer.integer(number),
                Err(_) => serializer.big_integer(&number.to_string()),
            },
            Self::Float(bits) => serializer.double(f64::from_bits(*bits)),
            Self::Text(text) => serializer.string(text),
            Self::Bytes(bytes) => serializer.blob(bytes),
            Self::Big(number) => serializer.big_decimal(number.as_str()),
            Self::Tagged(tag, value) => serializer.tagged(*tag, value),
            Self::List(list) => serializer.list::<Self>(list),
            Self::Map(map) => serializer.untyped_map(map),
        }
    }

    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        *slot = Some(deserializer.untyped()?.unwrap_or(Self::Null));
        Ok(())
    }
}

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;

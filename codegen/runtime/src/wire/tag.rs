//! CBOR tags (RFC 8949, section 3.4), which serde does not support.
//!
//! A tagged value passes through serde as the variant of an `enum` of this name, which ciborium and cbor2 write and
//! read as a tag. Any other binary format writes, and reads back, that `enum`.

use serde::de::{
    DeserializeSeed, EnumAccess, Error, IgnoredAny, SeqAccess, VariantAccess, Visitor,
};
use serde::ser::SerializeTupleVariant;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

pub(crate) const NAME: &str = "@@TAG@@";
pub(crate) const TAGGED: &str = "@@TAGGED@@";
const UNTAGGED: &str = "@@UNTAGGED@@";

/// A date and time of RFC 3339.
pub(crate) const DATE_TIME: u64 = 0;
/// Seconds since 1970.
pub(crate) const EPOCH_SECONDS: u64 = 1;
/// An integer that is not negative, as bytes, the most significant first.
pub(crate) const BIG_POSITIVE: u64 = 2;
/// -1 minus such an integer.
pub(crate) const BIG_NEGATIVE: u64 = 3;
/// An exponent to the base 10, and an integer to multiply.
pub(crate) const DECIMAL: u64 = 4;

/// Writes `value` with a tag before it.
pub(crate) fn write<T: Serialize + ?Sized, S: Serializer>(
    tag: u64,
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut variant = serializer.serialize_tuple_variant(NAME, 1, TAGGED, 2)?;
    variant.serialize_field(&tag)?;
    variant.serialize_field(value)?;
    variant.end()
}

/// A type that may have a tag.
pub(crate) trait Tagged: Sized {
    /// Deserializes the value after `tag`, or without one.
    fn read<'de, D: Deserializer<'de>>(tag: Option<u64>, deserializer: D)
    -> Result<Self, D::Error>;
}

/// Deserializes a value with its tag, if it has one.
pub(crate) fn read<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_enum(NAME, &[UNTAGGED, TAGGED], TaggedVisitor::new())
}

/// Deserializes a value that is known to be such an `enum`.
pub(crate) fn read_enum<'de, T: Tagged, A: EnumAccess<'de>>(access: A) -> Result<T, A::Error> {
    TaggedVisitor::new().visit_enum(access)
}

/// Deserializes the value after an ignored tag with `visitor`.
pub(crate) fn behind<'de, V: Visitor<'de>, A: EnumAccess<'de>>(
    access: A,
    visitor: V,
) -> Result<V::Value, A::Error> {
    let (IsTagged(is_tagged), variant) = access.variant()?;
    if is_tagged {
        variant.tuple_variant(2, Behind(visitor))
    } else {
        variant.newtype_variant_seed(Behind(visitor))
    }
}

/// Implements methods of a visitor: `null` is the default value, and tags are ignored.
macro_rules! visit_null_and_tags {
    () => {
        fn visit_none<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_unit<E: ::serde::de::Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }

        fn visit_enum<A: ::serde::de::EnumAccess<'de>>(
            self,
            tagged: A,
        ) -> Result<Self::Value, A::Error> {
            $crate::wire::tag::behind(tagged, self)
        }
    };
}
pub(super) use visit_null_and_tags;

struct Behind<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Behind<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<V::Value, A::Error> {
        seq.next_element::<IgnoredAny>()?;
        let value = seq.next_element_seed(self)?;
        value.ok_or_else(|| A::Error::custom("a tag without a value"))
    }
}

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Behind<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }
}

struct TaggedVisitor<T>(PhantomData<T>);

impl<T> TaggedVisitor<T> {
    fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Tagged> Visitor<'de> for TaggedVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value that may have a tag")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let (IsTagged(is_tagged), variant) = access.variant()?;
        if is_tagged {
            variant.tuple_variant(2, self)
        } else {
            variant.newtype_variant_seed(Seed(None, PhantomData))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        let tag: Option<u64> = seq.next_element()?;
        let value = match tag {
            Some(tag) => seq.next_element_seed(Seed(Some(tag), PhantomData))?,
            None => None,
        };
        value.ok_or_else(|| A::Error::invalid_length(2, &self))
    }
}

/// Deserializes the value after this tag.
struct Seed<T>(Option<u64>, PhantomData<T>);

impl<'de, T: Tagged> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(self.0, deserializer)
    }
}

/// Deserializes which of the two variants is present.
struct IsTagged(bool);

impl<'de> Deserialize<'de> for IsTagged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(VariantVisitor)
    }
}

struct VariantVisitor;

impl Visitor<'_> for VariantVisitor {
    type Value = IsTagged;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a tag or none")
    }

    fn visit_u64<E: Error>(self, index: u64) -> Result<IsTagged, E> {
        Ok(IsTagged(index == 1))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<IsTagged, E> {
        match name {
            TAGGED => Ok(IsTagged(true)),
            UNTAGGED => Ok(IsTagged(false)),
            _ => Err(E::custom("an unknown simple value")),
        }
    }
}

/// A value that is skipped, with any tags.
pub(crate) struct Ignored;

impl Tagged for Ignored {
    fn read<'de, D: Deserializer<'de>>(_: Option<u64>, deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

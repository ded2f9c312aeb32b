//! Deserializers of serde.

use super::name::Name;
use super::{literal, untyped};
use crate::Timestamp;
use crate::wire::{
    Format, FromLiteral, Key, Neutral, ShapeDeserializer, Step, Structure, TYPE, Union,
    UnknownMember, Within, missing,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_core::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_core::{Deserialize, Deserializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A deserializer of serde for a nested value, which may be `null`.
pub(super) struct SerdeDeserializer<D>(pub(super) D);

/// Deserializes a structure that is not nested. serde's `flatten` needs the names of its members.
pub(super) fn structure<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
    slot: &mut Option<T>,
) -> Result<(), D::Error> {
    deserializer.deserialize_struct(T::NAME, T::NAMES, StructureVisitor(slot))
}

impl<'de, D: Deserializer<'de>> ShapeDeserializer<'de> for SerdeDeserializer<D> {
    type Error = D::Error;

    fn boolean(self) -> Result<Option<bool>, D::Error> {
        Option::deserialize(self.0)
    }

    fn number<T: FromLiteral>(self) -> Result<Option<T>, D::Error> {
        literal::read(self.0)
    }

    fn string(self) -> Result<Option<Cow<'de, str>>, D::Error> {
        self.0.deserialize_any(StringVisitor("a string"))
    }

    fn blob(self) -> Result<Option<Vec<u8>>, D::Error> {
        if self.0.is_human_readable() {
            let visitor = StringVisitor("bytes in base64");
            let Some(text) = self.0.deserialize_any(visitor)? else {
                return Ok(None);
            };
            // The library's own message would show some of what may be a secret.
            let bytes = STANDARD
                .decode(&*text)
                .map_err(|_| D::Error::custom("bytes that are not padded standard base64"))?;
            return Ok(Some(bytes));
        }
        self.0.deserialize_option(Nullable(BytesVisitor))
    }

    fn timestamp(self) -> Result<Option<Timestamp>, D::Error> {
        literal::read(self.0)
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, D::Error> {
        self.0
            .deserialize_any(Nullable(ListVisitor::<F>(PhantomData)))
    }

    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, D::Error> {
        self.0
            .deserialize_any(Nullable(MapVisitor::<K, F>(PhantomData)))
    }

    fn structure<T: Structure>(self, slot: &mut Option<T>) -> Result<(), D::Error> {
        let visitor = Nullable(StructureVisitor(slot));
        self.0.deserialize_any(visitor).map(|_| ())
    }

    fn union<T: Union>(self) -> Result<Option<T>, D::Error> {
        self.0
            .deserialize_any(Nullable(UnionVisitor::<T>(PhantomData)))
    }

    fn untyped(self) -> Result<Option<Neutral>, D::Error> {
        self.0.deserialize_any(Nullable(untyped::Untyped))
    }

    fn skip(self) -> Result<Option<()>, D::Error> {
        let value = Option::<IgnoredAny>::deserialize(self.0)?;
        Ok(value.map(|_| ()))
    }
}

/// Visitor of a value that may be `null`.
struct Nullable<V>(V);

/// Forwards values other than `null`.
macro_rules! forward {
    ($($visit:ident: $value:ty),* $(,)?) => {$(
        fn $visit<E: Error>(self, value: $value) -> Result<Self::Value, E> {
            self.0.$visit(value).map(Some)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Nullable<V> {
    type Value = Option<V::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    forward! {
        visit_bool: bool,
        visit_i64: i64,
        visit_u64: u64,
        visit_i128: i128,
        visit_u128: u128,
        visit_f64: f64,
        visit_str: &str,
        visit_bytes: &[u8],
        visit_byte_buf: Vec<u8>,
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        self.0.visit_seq(list).map(Some)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        self.0.visit_map(map).map(Some)
    }
}

/// Visitor of a string, with its description.
struct StringVisitor(&'static str);

impl<'de> Visitor<'de> for StringVisitor {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text)))
    }
}

struct BytesVisitor;

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Vec<u8>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        Ok(bytes)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<u8>, A::Error> {
        // Not sized by the length that the input claims: that could be anything.
        let mut bytes = Vec::new();
        while let Some(byte) = list.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes)
    }
}

struct ListVisitor<F>(PhantomData<F>);

impl<'de, F: Format> Visitor<'de> for ListVisitor<F> {
    type Value = Vec<F::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        // Not sized by the length that the input claims: that could be anything.
        let mut list = Vec::new();
        let mut index = 0;
        loop {
            match entries.next_element_seed(Seed::<F>(PhantomData)) {
                Ok(Some(entry)) => list.extend(entry),
                Ok(None) => return Ok(list),
                Err(error) => return Err(error.within(Step::Index(index))),
            }
            index += 1;
        }
    }
}

struct MapVisitor<K, F>(PhantomData<(K, F)>);

impl<'de, K: Key, F: Format> Visitor<'de> for MapVisitor<K, F> {
    type Value = BTreeMap<K, F::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(Name(key)) = entries.next_key()? {
            let value = entries
                .next_value_seed(Seed::<F>(PhantomData))
                .map_err(|error| error.within(Step::Entry))?;
            if let Some(value) = value {
                map.insert(K::from_key(key), value);
            }
        }
        Ok(map)
    }
}

/// Deserializes a value in the format `F`.
struct Seed<F>(PhantomData<F>);

impl<'de, F: Format> DeserializeSeed<'de> for Seed<F> {
    type Value = Option<F::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mut slot = None;
        F::read(&mut slot, SerdeDeserializer(deserializer))?;
        Ok(slot)
    }
}

struct StructureVisitor<'a, T>(&'a mut Option<T>);

impl<'de, T: Structure> Visitor<'de> for StructureVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the structure {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let structure = self.0.insert(T::zero());
        let mut seen = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            let index = T::NAMES.iter().position(|member| *member == name);
            let Some(index) = index else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if map.next_value_seed(Member(structure, index, &name))? {
                seen.push(index);
            }
        }
        match missing(structure, &seen) {
            Some(name) => Err(Error::missing_field(name)),
            None => Ok(()),
        }
    }
}

/// Deserializes the value of a member, given its index and name.
struct Member<'a, T>(&'a mut T, usize, &'a str);

impl<'de, T: Structure> DeserializeSeed<'de> for Member<'_, T> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self(structure, index, name) = self;
        structure
            .read(index, SerdeDeserializer(deserializer))
            .map_err(|error| error.within(Step::Member(name)))
    }
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Union> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the union {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut union = None;
        while let Some(Name(name)) = map.next_key()? {
            if name == TYPE {
                map.next_value::<IgnoredAny>()?;
            } else if union.is_none() {
                union = map.next_value_seed(Variant(&name, PhantomData))?;
            } else if map.next_value::<Option<IgnoredAny>>()?.is_some() {
                let problem = format_args!("the union {} with more than one member", T::NAME);
                return Err(A::Error::custom(problem));
            }
        }
        union
            .ok_or_else(|| A::Error::custom(format_args!("the union {} without a member", T::NAME)))
    }
}

/// Deserializes the value of the member of the given name.
struct Variant<'a, T>(&'a str, PhantomData<T>);

impl<'de, T: Union> DeserializeSeed<'de> for Variant<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        let deserializer = SerdeDeserializer(deserializer);
        match T::NAMES.iter().position(|member| *member == self.0) {
            Some(index) => T::read(index, deserializer),
            None => deserializer.untyped().map(|value| {
                let member = UnknownMember::of(self.0, value?)?;
                Some(T::unknown(member))
            }),
        }
        .map_err(|error: D::Error| error.within(Step::Member(self.0)))
    }
}

//! Formats of optional values, lists and maps.

use super::Format;
use super::format::{Present, Written};
use super::path::{self, Step};
use serde::de::{DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// An optional member, and an entry of a sparse list or map.
impl<F: Format> Format for Option<F> {
    type Value = Option<F::Value>;

    fn zero() -> Self::Value {
        None
    }

    fn write<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_some(&Written::<F>(value)),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error> {
        F::read_optional(deserializer)
    }

    /// Returns `None` for `null`, which is a value here.
    fn read_present<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self::Value>, D::Error> {
        Self::read(deserializer).map(Some)
    }

    #[inline]
    fn is_absent(value: &Self::Value) -> bool {
        value.is_none()
    }
}

/// A member of a recursive structure or union.
impl<F: Format> Format for Box<F> {
    type Value = Box<F::Value>;

    fn zero() -> Self::Value {
        Box::new(F::zero())
    }

    fn write<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(value, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error> {
        F::read(deserializer).map(Box::new)
    }

    fn read_present<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self::Value>, D::Error> {
        Ok(F::read_present(deserializer)?.map(Box::new))
    }
}

/// A list. `null` entries are dropped, unless `null` is a value of the entries' type, as in a sparse list.
impl<F: Format> Format for Vec<F> {
    type Value = Vec<F::Value>;

    fn zero() -> Self::Value {
        Vec::new()
    }

    fn write<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(Written::<F>))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(ListVisitor::<F>(PhantomData))
    }
}

/// A map, with strings or values of an open enumeration as keys. Entries with the value `null` are dropped, unless
/// `null` is a value of the values' type, as in a sparse map.
impl<K: Ord + Serialize + DeserializeOwned, F: Format> Format for BTreeMap<K, F> {
    type Value = BTreeMap<K, F::Value>;

    fn zero() -> Self::Value {
        BTreeMap::new()
    }

    fn write<S: Serializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(value.iter().map(|(key, value)| (key, Written::<F>(value))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(MapVisitor::<K, F>(PhantomData))
    }
}

struct ListVisitor<F>(PhantomData<F>);

impl<'de, F: Format> Visitor<'de> for ListVisitor<F> {
    type Value = Vec<F::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        // Not sized by the length that the input claims: that could be anything.
        let mut list = Vec::new();
        let mut index = 0;
        loop {
            match seq.next_element_seed(Present::<F>(PhantomData)) {
                Ok(Some(entry)) => list.extend(entry),
                Ok(None) => return Ok(list),
                Err(error) => return Err(path::within(Step::Index(index), error)),
            }
            index += 1;
        }
    }
}

struct MapVisitor<K, F>(PhantomData<(K, F)>);

impl<'de, K: Ord + DeserializeOwned, F: Format> Visitor<'de> for MapVisitor<K, F> {
    type Value = BTreeMap<K, F::Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(key) = access.next_key()? {
            let value = access.next_value_seed(Present::<F>(PhantomData));
            let value = value.map_err(|error| path::within(Step::Entry, error))?;
            if let Some(value) = value {
                map.insert(key, value);
            }
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests;

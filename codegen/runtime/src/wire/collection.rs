//! Formats of optional values, lists and maps.

use super::{ElementNames, Format, Key, ShapeDeserializer, ShapeSerializer};
use std::collections::BTreeMap;

/// An optional member, and an entry of a sparse list or map.
impl<F: Format> Format for Option<F> {
    type Value = Option<F::Value>;

    const NAMES: ElementNames = F::NAMES;

    fn zero() -> Self::Value {
        None
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => F::write(value, serializer),
            None => serializer.null(),
        }
    }

    /// Stores `None` for `null`, which is a value here.
    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        F::read_optional(slot.insert(None), deserializer)
    }

    #[inline]
    fn set<'de, D: ShapeDeserializer<'de>>(
        place: &mut Self::Value,
        deserializer: D,
    ) -> Result<bool, D::Error> {
        if !F::IS_FLATTENED {
            *place = None;
        }
        F::read_optional(place, deserializer)?;
        Ok(true)
    }

    #[inline]
    fn is_absent(value: &Self::Value) -> bool {
        value.is_none()
    }
}

/// A member of a recursive structure or union.
impl<F: Format> Format for Box<F> {
    type Value = Box<F::Value>;

    const NAMES: ElementNames = F::NAMES;

    fn zero() -> Self::Value {
        Box::new(F::zero())
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(value, serializer)
    }

    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self::Value>,
        mut deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.reserve(size_of::<F::Value>())?;
        let mut value = None;
        F::read(&mut value, deserializer)?;
        *slot = value.map(Box::new);
        Ok(())
    }
}

/// A list. `null` entries are dropped, unless `null` is a value of the entries' type, as in a sparse list.
impl<F: Format> Format for Vec<F> {
    type Value = Vec<F::Value>;

    fn zero() -> Self::Value {
        Vec::new()
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.list::<F>(value)
    }

    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        *slot = deserializer.list::<F>()?;
        Ok(())
    }
}

/// A map, with strings or values of an open enumeration as keys. Entries with the value `null` are dropped, unless
/// `null` is a value of the values' type, as in a sparse map.
impl<K: Key, F: Format> Format for BTreeMap<K, F> {
    type Value = BTreeMap<K, F::Value>;

    fn zero() -> Self::Value {
        BTreeMap::new()
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.map::<K, F>(value)
    }

    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        *slot = deserializer.map::<K, F>()?;
        Ok(())
    }
}

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;

//! Lists and maps without an element of their own.

use super::{Format, Key, ShapeDeserializer, ShapeSerializer};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// Format of a list or map that is flattened in XML and query parameters (`smithy.api#xmlFlattened`): each entry has the
/// name of the member, and entries need not be adjacent. Other formats write it like any list or map.
#[derive(Debug)]
pub struct Flattened<F>(PhantomData<F>);

impl<F: Format> Format for Flattened<Vec<F>> {
    type Value = Vec<F::Value>;

    const IS_FLATTENED: bool = true;

    fn zero() -> Self::Value {
        Vec::new()
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.flattened_list::<F>(value)
    }

    /// Appends to the value in `slot`.
    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.flattened_list::<F>(slot)
    }

    #[inline]
    fn set<'de, D: ShapeDeserializer<'de>>(
        place: &mut Self::Value,
        deserializer: D,
    ) -> Result<bool, D::Error> {
        append::<Self, D>(place, deserializer)
    }
}

impl<K: Key, F: Format> Format for Flattened<BTreeMap<K, F>> {
    type Value = BTreeMap<K, F::Value>;

    const IS_FLATTENED: bool = true;

    fn zero() -> Self::Value {
        BTreeMap::new()
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &Self::Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.flattened_map::<K, F>(value)
    }

    /// Appends to the value in `slot`.
    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<Self::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.flattened_map::<K, F>(slot)
    }

    #[inline]
    fn set<'de, D: ShapeDeserializer<'de>>(
        place: &mut Self::Value,
        deserializer: D,
    ) -> Result<bool, D::Error> {
        append::<Self, D>(place, deserializer)
    }
}

/// Reads a member that is required, which has what was read before.
fn append<'de, F: Format, D: ShapeDeserializer<'de>>(
    place: &mut F::Value,
    deserializer: D,
) -> Result<bool, D::Error> {
    let mut slot = Some(std::mem::replace(place, F::zero()));
    F::read(&mut slot, deserializer)?;
    let is_there = slot.is_some();
    if let Some(value) = slot {
        *place = value;
    }
    Ok(is_there)
}

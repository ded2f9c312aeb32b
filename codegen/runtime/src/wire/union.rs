//! Unions: maps of exactly one member, whose name determines the type of its value.

use super::format::{Format, Value, Written};
use super::name::Name;
use super::neutral::UnknownMember;
use super::nothing::Empty;
use super::path::{self, Step};
use super::tag;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

mod methods;

/// A union: the names and values of its members.
pub trait Union: Sized {
    /// Serializes the member that is set.
    ///
    /// # Errors
    /// If the serializer fails.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Deserializes a member; `None` for `null`, which counts as unset.
    ///
    /// # Errors
    /// If its value does not match the model.
    fn read<'de, D: Deserializer<'de>>(member: Member<'_, D>) -> Result<Option<Self>, D::Error>;
}

/// Implements serialization of generated unions, and makes them types of members.
#[doc(hidden)]
#[macro_export]
macro_rules! unions {
    ($($name:ty),* $(,)?) => {$(
        $crate::__serde!(
            $name,
            $crate::wire::Union::write,
            $crate::__private::read_union,
            stringify!($name)
        );
        $crate::__value!(
            $name,
            $crate::__private::zero_union(),
            $crate::__private::read_present_union,
            stringify!($name)
        );
    )*};
}

/// Serializes the member `tag`.
///
/// # Errors
/// If the serializer fails.
pub fn member<T: Value, S: Serializer>(
    serializer: S,
    tag: &'static str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    member_as::<T, S>(serializer, tag, value)
}

/// Serializes the member `tag` in the format `F`.
///
/// # Errors
/// If the serializer fails.
pub fn member_as<F: Format, S: Serializer>(
    serializer: S,
    tag: &'static str,
    value: &F::Value,
) -> Result<S::Ok, S::Error> {
    // What serde's derive makes of an enum: in JSON and CBOR a map of one member, written faster than as a map. Neither name
    // nor index of the variant is in them.
    serializer.serialize_newtype_variant("union", 0, tag, &Written::<F>(value))
}

/// Serializes the unit member `tag`: its value is an empty structure.
///
/// # Errors
/// If the serializer fails.
pub fn unit_member<S: Serializer>(serializer: S, tag: &'static str) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(tag, &Nothing)?;
    map.end()
}

/// Serializes an unknown member unchanged.
///
/// # Errors
/// If the serializer fails.
pub fn unknown_member<S: Serializer>(
    serializer: S,
    member: &UnknownMember,
) -> Result<S::Ok, S::Error> {
    member.serialize(serializer)
}

struct Nothing;

impl Serialize for Nothing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

/// Member of a union while it is deserialized.
#[derive(Debug)]
pub struct Member<'a, D> {
    tag: &'a str,
    deserializer: D,
}

impl<'a, 'de, D: Deserializer<'de>> Member<'a, D> {
    /// Returns the name of the member.
    #[must_use]
    pub fn tag(&self) -> &'a str {
        self.tag
    }

    /// Deserializes the value of the member, and wraps it with `union`.
    ///
    /// # Errors
    /// If the value does not match the model.
    pub fn value<T: Value, U>(self, union: impl FnOnce(T) -> U) -> Result<Option<U>, D::Error> {
        Ok(T::read_present(self.deserializer)?.map(union))
    }

    /// Deserializes the value of the member in the format `F`, and wraps it with `union`.
    ///
    /// # Errors
    /// If the value does not match the model.
    pub fn value_as<F: Format, U>(
        self,
        union: impl FnOnce(F::Value) -> U,
    ) -> Result<Option<U>, D::Error> {
        Ok(F::read_present(self.deserializer)?.map(union))
    }

    /// Skips the value of a unit member, and returns `union`.
    ///
    /// # Errors
    /// If the deserializer fails.
    pub fn unit<U>(self, union: U) -> Result<Option<U>, D::Error> {
        let holds = Option::<IgnoredAny>::deserialize(self.deserializer)?;
        Ok(holds.map(|_| union))
    }

    /// Deserializes an unknown member, and wraps it with `union`.
    ///
    /// # Errors
    /// If the deserializer fails.
    pub fn unknown<U>(self, union: impl FnOnce(UnknownMember) -> U) -> Result<Option<U>, D::Error> {
        Ok(UnknownMember::read(self.tag, self.deserializer)?.map(union))
    }
}

/// Returns Smithy's zero value: a union with an unknown member.
///
/// # Panics
/// If the union does not accept unknown members, as generated unions do.
#[must_use]
pub fn zero_union<U: Union>() -> U {
    let deserializer = Empty;
    let Ok(union) = U::read(Member {
        tag: "",
        deserializer,
    });
    union.unwrap_or_else(|| unreachable!("a generated union without a zero value"))
}

/// Deserializes the union `name`.
///
/// # Errors
/// If there is not exactly one member, or its value does not match the model.
pub fn read_union<'de, U: Union, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
) -> Result<U, D::Error> {
    let mut union = None;
    deserializer.deserialize_map(UnionVisitor(name, &mut union))?;
    union.ok_or_else(|| Error::invalid_type(Unexpected::Unit, &name))
}

/// Deserializes the union `name`; `None` for `null`.
///
/// # Errors
/// If there is not exactly one member, or its value does not match the model.
pub fn read_present_union<'de, U: Union, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
) -> Result<Option<U>, D::Error> {
    let mut union = None;
    deserializer.deserialize_any(UnionVisitor(name, &mut union))?;
    Ok(union)
}

/// Name of a value's shape, which AWS services add to values. Smithy's protocol tests require it to be skipped.
const TYPE: &str = "__type";

struct UnionVisitor<'a, U>(&'static str, &'a mut Option<U>);

impl<'de, U: Union> Visitor<'de> for UnionVisitor<'_, U> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the union {}", self.0)
    }

    tag::visit_null_and_tags!();

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while self.1.is_none() {
            let Some(Name(tag)) = map.next_key()? else {
                let problem = format_args!("the union {} without a member", self.0);
                return Err(A::Error::custom(problem));
            };
            if tag == TYPE {
                map.next_value::<IgnoredAny>()?;
            } else {
                *self.1 = map.next_value_seed(MemberSeed(&tag, PhantomData))?;
            }
        }
        while let Some(Name(tag)) = map.next_key()? {
            if tag == TYPE {
                map.next_value::<IgnoredAny>()?;
            } else if map.next_value::<Option<IgnoredAny>>()?.is_some() {
                let problem = format_args!("the union {} with more than one member", self.0);
                return Err(A::Error::custom(problem));
            }
        }
        Ok(())
    }
}

/// Deserializes the value of the member of the given name.
struct MemberSeed<'a, U>(&'a str, PhantomData<U>);

impl<'de, U: Union> DeserializeSeed<'de> for MemberSeed<'_, U> {
    type Value = Option<U>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<U>, D::Error> {
        let tag = self.0;
        U::read(Member { tag, deserializer })
            .map_err(|error| path::within(Step::Member(tag), error))
    }
}

#[cfg(test)]
mod tests;

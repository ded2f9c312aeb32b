//! Structures: maps whose members have names, types and defaults.
//!
//! The macros take a table of the members, in the form of a structure literal, which rustfmt formats well: the
//! serialized name of a member, `as` a format if it is not that of its type, and `=` its default if it is not Smithy's
//! zero value.

use super::format::{Format, Value, Written};
use super::name::Name;
use super::path::{self, Step};
use super::tag;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A structure: the names and values of its members.
pub trait Structure: Sized {
    /// Name of the structure.
    const NAME: &'static str;
    /// Names of the members.
    const MEMBERS: &'static [&'static str];
    /// Required members.
    const NEEDS: Needs<Self> = None;

    /// Returns the structure without any member set: each has its default or Smithy's zero value.
    fn zero() -> Self;

    /// Returns the number of members that [`write`](Self::write) serializes.
    fn count(&self) -> usize;

    /// Serializes the members that are set.
    ///
    /// # Errors
    /// If the serializer fails.
    fn write<S: SerializeStruct>(&self, members: &mut S) -> Result<(), S::Error>;

    /// Deserializes the member `name`. Returns true if it has a value: `null` and unknown members have none.
    ///
    /// # Errors
    /// If its value does not match the model.
    fn read<'de, D: Deserializer<'de>>(&mut self, name: &str, value: D) -> Result<bool, D::Error>;
}

/// Function that returns the members of a structure, with true for required ones; `None` if none is required.
pub type Needs<T> = Option<fn(&T) -> Vec<(&'static str, bool)>>;

/// Implements serialization of a structure, and makes it a type of members.
///
/// A member that is missing or `null` has its default or Smithy's zero value, as the specification requires for
/// responses in its section on client error correction.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// struct Attempt {
///     state: String,
///     ended: Option<runtime::Timestamp>,
///     tries: i32,
/// }
/// runtime::structure!(Attempt {
///     state: "State",
///     ended: "EndedAt" as Option<runtime::wire::DateTime>,
///     tries: "Tries" = 1,
/// });
/// let attempt: Attempt = serde_json::from_str(r#"{"State": "FAILED"}"#)?;
/// assert_eq!(attempt, Attempt { state: "FAILED".into(), ended: None, tries: 1 });
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    ($name:ident { $($members:tt)* }) => {
        $crate::__structure!($name { $($members)* });
        $crate::__value!(
            $name,
            $crate::__private::Structure::zero(),
            $crate::__private::read_present_structure
        );
    };
}

/// Implements the wire format of an operation input.
///
/// It differs from [`structure!`] in that a member without a default must be present, unless it is optional.
#[doc(hidden)]
#[macro_export]
macro_rules! input {
    ($name:ident { $($member:ident: $called:literal $(as $format:ty)? $(= $default:expr)?),* $(,)? }) => {
        $crate::__structure!(
            $name { $($member: $called $(as $format)? $(= $default)?),* }
            const NEEDS: $crate::__private::Needs<Self> = ::std::option::Option::Some(|_input| {
                ::std::vec![$((
                    $called,
                    $crate::__private::is_needed(&_input.$member, &[$(stringify!($default))?]),
                )),*]
            });
        );
    };
}

/// Common part of [`structure!`] and [`input!`].
#[doc(hidden)]
#[macro_export]
macro_rules! __structure {
    (
        $name:ident {
            $($member:ident: $called:literal $(as $format:ty)? $(= $default:expr)?),* $(,)?
        }
        $($needs:item)?
    ) => {
        #[allow(deprecated)]
        impl $crate::__private::Structure for $name {
            const NAME: &'static str = stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$($called),*];

            #[inline]
            fn zero() -> Self {
                #[allow(unused_mut)]
                let mut zero = Self { $($member: $crate::wire::zero()),* };
                $($(zero.$member = $default;)?)*
                zero
            }

            #[inline]
            fn count(&self) -> usize {
                0 $(+ $crate::__private::count(&self.$member))*
            }

            // A shape may be called `S` or `D`, and be named in a format.
            fn write<__S: $crate::__private::SerializeStruct>(
                &self,
                _members: &mut __S,
            ) -> ::std::result::Result<(), __S::Error> {
                $($crate::__private::put(
                    _members,
                    $called,
                    $($crate::__private::Shown::<$format>)?(&self.$member),
                )?;)*
                ::std::result::Result::Ok(())
            }

            fn read<'de, __D: $crate::__private::Deserializer<'de>>(
                &mut self,
                name: &str,
                value: __D,
            ) -> ::std::result::Result<bool, __D::Error> {
                match name {
                    $($called => $crate::__private::set(
                        $($crate::__private::Place::<$format>)?(&mut self.$member),
                        value,
                    ),)*
                    _ => $crate::__private::pass_over(value),
                }
            }

            $($needs)?
        }

        $crate::__serde!(
            $name,
            $crate::__private::write_structure,
            $crate::__private::read_structure
        );
    };
}

/// Value of a member to serialize in the format `F`.
#[derive(Debug)]
pub struct Shown<'a, F: Format>(pub &'a F::Value);

/// Member to deserialize in the format `F`.
#[derive(Debug)]
pub struct Place<'a, F: Format>(pub &'a mut F::Value);

/// A member that [`put`] serializes.
pub trait Shows {
    /// Format of the member.
    type Format: Format;

    /// Returns the value.
    fn value(&self) -> &<Self::Format as Format>::Value;
}

impl<T: Value> Shows for &T {
    type Format = T;

    #[inline]
    fn value(&self) -> &T {
        self
    }
}

impl<F: Format> Shows for Shown<'_, F> {
    type Format = F;

    #[inline]
    fn value(&self) -> &F::Value {
        self.0
    }
}

/// A member that [`set`] deserializes.
pub trait Takes {
    /// Format of the member.
    type Format: Format;

    /// Stores the value.
    fn take(self, value: <Self::Format as Format>::Value);
}

impl<T: Value> Takes for &mut T {
    type Format = T;

    #[inline]
    fn take(self, value: T) {
        *self = value;
    }
}

impl<F: Format> Takes for Place<'_, F> {
    type Format = F;

    #[inline]
    fn take(self, value: F::Value) {
        *self.0 = value;
    }
}

/// Returns the number of members that are serialized for `member`: one, or zero if it is not set.
#[inline]
pub fn count<T: Value>(member: &T) -> usize {
    usize::from(!T::is_absent(member))
}

/// Serializes the member `name`, if it is set.
///
/// # Errors
/// If the serializer fails.
#[inline]
pub fn put<M: Shows, S: SerializeStruct>(
    members: &mut S,
    name: &'static str,
    member: M,
) -> Result<(), S::Error> {
    let value = member.value();
    if M::Format::is_absent(value) {
        return Ok(());
    }
    members.serialize_field(name, &Written::<M::Format>(value))
}

/// Deserializes a member. Returns true if it has a value; otherwise `place` is left unchanged.
///
/// # Errors
/// If its value does not match the model.
#[inline]
pub fn set<'de, M: Takes, D: Deserializer<'de>>(place: M, value: D) -> Result<bool, D::Error> {
    let value = M::Format::read_present(value)?;
    let is_there = value.is_some();
    if let Some(value) = value {
        place.take(value);
    }
    Ok(is_there)
}

/// Skips an unknown member.
///
/// # Errors
/// If the deserializer fails.
pub fn pass_over<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(value).map(|_| false)
}

/// Returns true if a member is required, given its defaults: one or none.
pub fn is_needed<T: Value>(_: &T, defaults: &[&str]) -> bool {
    defaults.is_empty() && !T::is_absent(&T::zero())
}

/// Serializes a structure.
///
/// # Errors
/// If the serializer fails.
pub fn write_structure<T: Structure, S: Serializer>(
    structure: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_struct(T::NAME, structure.count())?;
    structure.write(&mut members)?;
    members.end()
}

/// Deserializes a structure.
///
/// # Errors
/// If the value is not a structure, if a required member is missing, or if a member does not match the model.
pub fn read_structure<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut structure = None;
    deserializer.deserialize_struct(T::NAME, T::MEMBERS, StructureVisitor(&mut structure))?;
    structure.ok_or_else(|| Error::invalid_type(Unexpected::Unit, &T::NAME))
}

/// Deserializes a structure; `None` for `null`.
///
/// # Errors
/// Same as [`read_structure`].
pub fn read_present_structure<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let mut structure = None;
    deserializer.deserialize_any(StructureVisitor(&mut structure))?;
    Ok(structure)
}

struct StructureVisitor<'a, T>(&'a mut Option<T>);

impl<'de, T: Structure> Visitor<'de> for StructureVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the structure {}", T::NAME)
    }

    tag::visit_null_and_tags!();

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let structure = self.0.insert(T::zero());
        let Some(needs) = T::NEEDS else {
            while let Some(Name(name)) = map.next_key()? {
                map.next_value_seed(MemberSeed(structure, &name))?;
            }
            return Ok(());
        };
        let mut seen = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            if map.next_value_seed(MemberSeed(structure, &name))? {
                seen.push(name);
            }
        }
        match missing(&needs(structure), &seen) {
            Some(name) => Err(Error::missing_field(name)),
            None => Ok(()),
        }
    }
}

/// Returns the first required member that is missing.
fn missing(needs: &[(&'static str, bool)], seen: &[Cow<'_, str>]) -> Option<&'static str> {
    let mut needed = needs.iter().filter(|(_, is_needed)| *is_needed);
    let is_missing = |(name, _): &&(&str, bool)| !seen.iter().any(|it| it == name);
    needed.find(is_missing).map(|(name, _)| *name)
}

/// Deserializes the value of the member of the given name.
struct MemberSeed<'a, T>(&'a mut T, &'a str);

impl<'de, T: Structure> DeserializeSeed<'de> for MemberSeed<'_, T> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let name = self.1;
        self.0.read(name, deserializer).map_err(|error| {
            // The name of an unknown member is the input's.
            if T::MEMBERS.contains(&name) {
                path::within(Step::Member(name), error)
            } else {
                error
            }
        })
    }
}

#[cfg(test)]
mod tests;

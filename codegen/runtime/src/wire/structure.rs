//! Structures: a map whose members have names, types and, where nothing is there, values of their own.
//!
//! The macros take a table of the members, written as a structure literal, for rustfmt lays one out well: what a member
//! is called on the wire, `as` a format where it has one that is not its type's own, `=` its default where that is not
//! Smithy's zero value.

use super::format::{Format, Value, Written};
use super::name::Name;
use super::path::{self, Step};
use super::tag;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A structure: what its members are called and hold.
pub trait Structure: Sized {
    /// What the structure is called.
    const NAME: &'static str;
    /// What its members are called.
    const MEMBERS: &'static [&'static str];
    /// What must be there.
    const NEEDS: Needs<Self> = None;

    /// The structure of which nothing is there: each member has its default or Smithy's zero value.
    fn zero() -> Self;

    /// How many members [`write`](Self::write) writes.
    fn count(&self) -> usize;

    /// Writes the members that are set.
    ///
    /// # Errors
    /// When the serializer fails.
    fn write<S: SerializeStruct>(&self, members: &mut S) -> Result<(), S::Error>;

    /// Reads the member `name`, and says whether it has a value: `null` and unknown members have none.
    ///
    /// # Errors
    /// When its value is not what the model says.
    fn read<'de, D: Deserializer<'de>>(&mut self, name: &str, value: D) -> Result<bool, D::Error>;
}

/// The members of a structure, and whether each must be there; none at all where none must.
pub type Needs<T> = Option<fn(&T) -> Vec<(&'static str, bool)>>;

/// Gives a structure its form on the wire, and makes it a value that members can have.
///
/// A member that is missing or `null` has its default or Smithy's zero value: the specification's section on client error
/// correction asks for that in what services answer.
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

/// Gives what an operation takes its form on the wire.
///
/// As [`structure!`] does, but a member without a default must be there, unless it is optional: whoever calls sets it.
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

/// What [`structure!`] and [`input!`] have in common.
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

/// The value of a member, in a format that is not its type's own.
#[derive(Debug)]
pub struct Shown<'a, F: Format>(pub &'a F::Value);

/// Where the value of a member belongs, which comes in a format that is not its type's own.
#[derive(Debug)]
pub struct Place<'a, F: Format>(pub &'a mut F::Value);

/// What [`put`] writes.
pub trait Shows {
    /// What it is written in.
    type Format: Format;

    /// The value.
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

/// What [`set`] reads.
pub trait Takes {
    /// What it is written in.
    type Format: Format;

    /// Keeps the value.
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

/// How many members are written for `member`: one, or none where it is not set.
#[inline]
pub fn count<T: Value>(member: &T) -> usize {
    usize::from(!T::is_absent(member))
}

/// Writes the member `name`, if it is set.
///
/// # Errors
/// When the serializer fails.
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

/// Reads a member, and says whether it has a value. Where it has none, `place` is left as it is.
///
/// # Errors
/// When its value is not what the model says.
#[inline]
pub fn set<'de, M: Takes, D: Deserializer<'de>>(place: M, value: D) -> Result<bool, D::Error> {
    let value = M::Format::read_present(value)?;
    let is_there = value.is_some();
    if let Some(value) = value {
        place.take(value);
    }
    Ok(is_there)
}

/// Passes a member over that this version does not know.
///
/// # Errors
/// When the deserializer fails.
pub fn pass_over<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(value).map(|_| false)
}

/// Whether a member must be there, given its defaults: one or none.
pub fn is_needed<T: Value>(_: &T, defaults: &[&str]) -> bool {
    defaults.is_empty() && !T::is_absent(&T::zero())
}

/// Writes a structure.
///
/// # Errors
/// When the serializer fails.
pub fn write_structure<T: Structure, S: Serializer>(
    structure: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_struct(T::NAME, structure.count())?;
    structure.write(&mut members)?;
    members.end()
}

/// Reads a structure.
///
/// # Errors
/// When there is none, or a member is missing that must be there, or one is not what the model says.
pub fn read_structure<'de, T: Structure, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut structure = None;
    deserializer.deserialize_struct(T::NAME, T::MEMBERS, StructureVisitor(&mut structure))?;
    structure.ok_or_else(|| Error::invalid_type(Unexpected::Unit, &T::NAME))
}

/// [`read_structure`], or `None` where there is `null`.
///
/// # Errors
/// Those of [`read_structure`].
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

/// The first member that must be there and is not.
fn missing(needs: &[(&'static str, bool)], seen: &[Cow<'_, str>]) -> Option<&'static str> {
    let mut needed = needs.iter().filter(|(_, is_needed)| *is_needed);
    let is_missing = |(name, _): &&(&str, bool)| !seen.iter().any(|it| it == name);
    needed.find(is_missing).map(|(name, _)| *name)
}

/// The value of the member of the given name.
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

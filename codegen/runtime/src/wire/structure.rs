//! Structures: maps whose members have names, types and defaults.
//!
//! The macros take a table of the members, in the form of a structure literal, which rustfmt formats well: the
//! serialized name of a member, `as` a format if it is not that of its type, and `=` its default if it is not Smithy's
//! zero value.

mod member;

pub use member::{Place, Shown, Shows, Takes, count, is_needed, put, set};

use super::{
    Binding, Format, MemberSerializer, MessageDeserializer, MessageSerializer, ShapeDeserializer,
};

/// A structure: the names and values of its members.
pub trait Structure: Sized {
    /// Name of the structure.
    const NAME: &'static str;
    /// Names of the members in documents.
    const MEMBERS: &'static [&'static str];
    /// Names of the members in serde's view: with HTTP bindings and in XML those of the model.
    const NAMES: &'static [&'static str] = Self::MEMBERS;
    /// HTTP bindings of the members; empty if all of them are in the body.
    const BINDINGS: &'static [Binding] = &[];
    /// Names of the members by their HTTP bindings, such as those of headers.
    const LOCATIONS: &'static [&'static str] = &[];
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
    fn write<S: MemberSerializer>(&self, members: &mut S) -> Result<(), S::Error>;

    /// Deserializes the member at `index` in [`MEMBERS`](Self::MEMBERS). Returns true if it has a value: `null` has none.
    ///
    /// # Errors
    /// If its value does not match the model.
    fn read<'de, D: ShapeDeserializer<'de>>(
        &mut self,
        index: usize,
        value: D,
    ) -> Result<bool, D::Error>;

    /// Deserializes the member at `index`, which is outside of a document.
    ///
    /// # Errors
    /// If its value does not match the model.
    fn read_bound<'de, D: ShapeDeserializer<'de>>(
        &mut self,
        _index: usize,
        value: D,
    ) -> Result<bool, D::Error> {
        value.skip().map(|_| false)
    }

    /// Serializes the structure as a request or response.
    ///
    /// # Errors
    /// If the serializer fails.
    #[inline]
    fn write_message<S: MessageSerializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.document(self)
    }

    /// Deserializes the structure from a request or response.
    ///
    /// # Errors
    /// If the message does not match the model.
    #[inline]
    fn read_message<D: MessageDeserializer>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.document()
    }
}

/// Function that returns for each member of a structure, in their order, true if it is required; `None` if none is.
pub type Needs<T> = Option<fn(&T) -> Vec<bool>>;

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
/// # #[cfg(feature = "serde")]
/// let attempt: Attempt = serde_json::from_str(r#"{"State": "FAILED"}"#)?;
/// # #[cfg(feature = "serde")]
/// assert_eq!(attempt, Attempt { state: "FAILED".into(), ended: None, tries: 1 });
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    ($name:ident { $($members:tt)* }) => {
        $crate::__structure!($name { $($members)* });

        $crate::__structure_format!($name);
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
            $crate::__needs!($($member $(= $default)?),*);
        );
    };
}

/// Makes a structure a type of members.
#[doc(hidden)]
#[macro_export]
macro_rules! __structure_format {
    ($name:ident) => {
        #[allow(deprecated)]
        impl $crate::wire::Format for $name {
            type Value = Self;

            #[inline]
            fn zero() -> Self {
                $crate::wire::Structure::zero()
            }

            #[inline]
            fn write<__S: $crate::wire::ShapeSerializer>(
                value: &Self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.structure(value)
            }

            #[inline]
            fn read<'de, __D: $crate::wire::ShapeDeserializer<'de>>(
                slot: &mut ::std::option::Option<Self>,
                deserializer: __D,
            ) -> ::std::result::Result<(), __D::Error> {
                deserializer.structure(slot)
            }
        }
    };
}

/// Common part of [`structure!`], [`input!`] and their variants with names of XML.
#[doc(hidden)]
#[macro_export]
macro_rules! __structure {
    (
        $name:ident {
            $($member:ident: $called:literal $(as $format:ty)? $(= $default:expr)?),* $(,)?
        }
        $($item:item)*
    ) => {
        #[allow(deprecated)]
        impl $crate::wire::Structure for $name {
            const NAME: &'static str = stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$($called),*];

            $crate::__members!($($member $(as $format)? $(= $default)?),*);

            // A shape may be called `S` or `D`, and be named in a format.
            fn write<__S: $crate::wire::MemberSerializer>(
                &self,
                _members: &mut __S,
            ) -> ::std::result::Result<(), __S::Error> {
                $($crate::wire::put(
                    _members,
                    $called,
                    $($crate::wire::Shown::<$format>)?(&self.$member),
                )?;)*
                ::std::result::Result::Ok(())
            }

            $($item)*
        }

        $crate::__serde!(
            $name,
            $crate::wire::StructureFormat<$name>,
            $crate::wire::deserialize_structure::<$name, __D>
        );
    };
}

/// Constant of an input that says which of its members are required.
#[doc(hidden)]
#[macro_export]
macro_rules! __needs {
    ($($member:ident $(= $default:expr)?),*) => {
        const NEEDS: $crate::wire::Needs<Self> = ::std::option::Option::Some(|_input| {
            ::std::vec![$(
                $crate::wire::is_needed(&_input.$member, &[$(stringify!($default))?])
            ),*]
        });
    };
}

/// Items of a structure that do not depend on the names and bindings of its members.
#[doc(hidden)]
#[macro_export]
macro_rules! __members {
    ($($member:ident $(as $format:ty)? $(= $default:expr)?),*) => {
        #[inline]
        fn zero() -> Self {
            #[allow(unused_mut)]
            let mut zero = Self { $($member: $crate::wire::zero()),* };
            $($(zero.$member = $default;)?)*
            zero
        }

        #[inline]
        fn count(&self) -> usize {
            0 $(+ $crate::wire::count(&self.$member))*
        }

        #[allow(unused_assignments, unused_mut, unused_variables)]
        fn read<'de, __D: $crate::wire::ShapeDeserializer<'de>>(
            &mut self,
            index: usize,
            value: __D,
        ) -> ::std::result::Result<bool, __D::Error> {
            let mut at = 0_usize;
            $(
                if index == at {
                    return $crate::wire::set(
                        $($crate::wire::Place::<$format>)?(&mut self.$member),
                        value,
                    );
                }
                at += 1;
            )*
            value.skip().map(|_| false)
        }
    };
}

/// Format of any structure, also of an operation's input.
#[derive(Debug)]
pub struct StructureFormat<T>(std::marker::PhantomData<T>);

impl<T: Structure> Format for StructureFormat<T> {
    type Value = T;

    fn zero() -> T {
        T::zero()
    }

    #[inline]
    fn write<S: super::ShapeSerializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.structure(value)
    }

    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<T>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.structure(slot)
    }
}

/// The structure without members.
impl Structure for () {
    const NAME: &'static str = "Unit";
    const MEMBERS: &'static [&'static str] = &[];

    fn zero() -> Self {}

    fn count(&self) -> usize {
        0
    }

    fn write<S: MemberSerializer>(&self, _members: &mut S) -> Result<(), S::Error> {
        Ok(())
    }

    fn read<'de, D: ShapeDeserializer<'de>>(
        &mut self,
        _index: usize,
        value: D,
    ) -> Result<bool, D::Error> {
        value.skip().map(|_| false)
    }
}

/// Returns the first required member that is missing.
#[cfg(feature = "serde")]
pub(crate) fn missing<T: Structure>(structure: &T, seen: &[usize]) -> Option<&'static str> {
    let needed = (T::NEEDS?)(structure);
    let mut members = T::NAMES.iter().zip(needed).enumerate();
    let missing = members.find(|(index, (_, is_needed))| *is_needed && !seen.contains(index));
    missing.map(|(_, (name, _))| *name)
}

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;

//! Unions: maps of exactly one member, whose name determines the type of its value.

use super::{Format, ShapeDeserializer, ShapeSerializer, Shows, UnknownMember, Value};

/// A union: the names and values of its members.
pub trait Union: Sized {
    /// Name of the union.
    const NAME: &'static str;
    /// Serialized names of the members.
    const MEMBERS: &'static [&'static str];
    /// Names of the members in the model, which serde's view has.
    const NAMES: &'static [&'static str] = Self::MEMBERS;

    /// Serializes the member that is set.
    ///
    /// # Errors
    /// If the serializer fails.
    fn write<S: ShapeSerializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Deserializes the member at `index` in [`MEMBERS`](Self::MEMBERS); `None` for `null`, which counts as unset.
    ///
    /// # Errors
    /// If its value does not match the model.
    fn read<'de, D: ShapeDeserializer<'de>>(
        index: usize,
        value: D,
    ) -> Result<Option<Self>, D::Error>;

    /// Wraps a member that is unknown to this version.
    fn unknown(member: UnknownMember) -> Self;
}

/// Name of a value's shape, which AWS services add to values. Smithy's protocol tests require it to be skipped.
pub(crate) const TYPE: &str = "__type";

/// Implements serialization of a union, makes it a type of members, and gives it `is_…` and `as_…` for each variant; one
/// that holds nothing has `is_…` alone.
///
/// A row has the serialized name of the member, `as` a format if it is not that of its type, the names of the methods
/// and, after `as`, the type of the value, without its `Box` if it is in one; after `..` comes the variant of unknown
/// members. All of it is written as a structure literal, which rustfmt formats well. The names in the model follow in a list if
/// they are not the serialized ones (`smithy.api#xmlName`).
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// enum Source {
///     Gift,
///     Shop(String),
///     Part(Box<Source>),
///     Unknown(runtime::UnknownMember),
/// }
/// runtime::union!(Source {
///     Gift: ("gift", is_gift),
///     Shop: ("shop", is_shop, as_shop as String),
///     Part: ("part", is_part, as_part as Source),
///     ..Unknown(is_unknown, as_unknown)
/// });
/// let source = Source::Part(Box::new(Source::Shop("Hatchards".to_owned())));
/// assert!(source.is_part() && source.as_shop().is_none());
/// let part = source.as_part().and_then(Source::as_shop);
/// assert_eq!(part.map(String::as_str), Some("Hatchards"));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident {
        $($(#[$attribute:meta])* $variant:ident: (
            $called:literal $(as $format:ty)?,
            $is:ident $(, $as:ident as $value:ty)? $(,)?
        ),)*
        ..$open:ident($is_open:ident, $as_open:ident) $(,)?
    } $(, [$($named:literal),* $(,)?])?) => {
        #[allow(deprecated)]
        impl $crate::wire::Union for $name {
            const NAME: &'static str = stringify!($name);
            const MEMBERS: &'static [&'static str] = &[$($called),*];
            $(const NAMES: &'static [&'static str] = &[$($named),*];)?

            fn write<__S: $crate::wire::ShapeSerializer>(
                &self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                match self {
                    $($crate::__variant_pattern!(Self::$variant, value $(, $as)?) => $crate::wire::put_variant::<Self, _, _>(
                        serializer,
                        $called,
                        $($crate::wire::Shown::<$format>)?($crate::__variant_value!(value $(, $as)?)),
                    ),)*
                    Self::$open(member) => $crate::wire::write_unknown(member, serializer),
                }
            }

            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn read<'de, __D: $crate::wire::ShapeDeserializer<'de>>(
                index: usize,
                value: __D,
            ) -> ::std::result::Result<::std::option::Option<Self>, __D::Error> {
                let mut at = 0_usize;
                $(
                    if index == at {
                        return $crate::__read_variant!(value, Self::$variant, [$($format)?] $(, $as)?);
                    }
                    at += 1;
                )*
                value.skip().map(|_| ::std::option::Option::None)
            }

            fn unknown(member: $crate::UnknownMember) -> Self {
                Self::$open(member)
            }
        }

        #[allow(deprecated)]
        impl $crate::wire::Format for $name {
            type Value = Self;

            #[inline]
            fn zero() -> Self {
                $crate::wire::zero_union()
            }

            #[inline]
            fn write<__S: $crate::wire::ShapeSerializer>(
                value: &Self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                $crate::wire::Union::write(value, serializer)
            }

            #[inline]
            fn read<'de, __D: $crate::wire::ShapeDeserializer<'de>>(
                slot: &mut ::std::option::Option<Self>,
                deserializer: __D,
            ) -> ::std::result::Result<(), __D::Error> {
                *slot = deserializer.union()?;
                ::std::result::Result::Ok(())
            }
        }

        $crate::__serde!($name, $name);

        #[allow(deprecated)]
        impl $name {
            $($crate::__union_methods!([$(#[$attribute])*] $variant $is $(, $as as $value)?);)*
            $crate::__union_methods!([] $open $is_open, $as_open as $crate::UnknownMember);
        }
    };
}

/// Pattern of a variant that holds a value or nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __variant_pattern {
    ($variant:path, $value:ident, $as:ident) => {
        $variant($value)
    };
    ($variant:path, $value:ident) => {
        $variant
    };
}

/// Value of a variant: an empty structure if it holds nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __variant_value {
    ($value:ident, $as:ident) => {
        $value
    };
    ($value:ident) => {
        &()
    };
}

/// Deserializes a variant in the format of its type, or in another one.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_variant {
    ($value:ident, $variant:path, [$format:ty], $as:ident) => {
        $crate::wire::read_variant_as::<$format, _, _>($value, $variant)
    };
    ($value:ident, $variant:path, [], $as:ident) => {
        $crate::wire::read_variant($value, $variant)
    };
    ($value:ident, $variant:path, []) => {
        $crate::wire::read_variant($value, |()| $variant)
    };
}

/// The methods of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_methods {
    ([$($attributes:tt)*] $variant:ident $is:ident, $as:ident as $value:ty) => {
        $crate::__union_methods!([$($attributes)*] $variant $is);

        #[doc = concat!("Returns the value if this is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
        #[must_use]
        $($attributes)*
        pub fn $as(&self) -> ::std::option::Option<&$value> {
            match self {
                Self::$variant(value) => ::std::option::Option::Some(value),
                #[allow(unreachable_patterns, reason = "a union may have no other variant")]
                _ => ::std::option::Option::None,
            }
        }
    };
    ([$($attributes:tt)*] $variant:ident $is:ident) => {
        #[doc = concat!("Returns `true` if this is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
        #[must_use]
        $($attributes)*
        pub fn $is(&self) -> bool {
            ::std::matches!(self, Self::$variant { .. })
        }
    };
}

/// Serializes a union whose member `name` is set.
///
/// # Errors
/// If the serializer fails.
#[inline]
pub fn put_variant<U: Union, M: Shows, S: ShapeSerializer>(
    serializer: S,
    name: &'static str,
    member: M,
) -> Result<S::Ok, S::Error> {
    serializer.variant::<M::Format>(S::member_name::<U>(name), member.value())
}

/// Deserializes a value, and wraps it with `union`; `None` for `null`.
///
/// # Errors
/// If the value does not match the model.
#[inline]
pub fn read_variant<'de, T: Value, U, D: ShapeDeserializer<'de>>(
    deserializer: D,
    union: impl FnOnce(T) -> U,
) -> Result<Option<U>, D::Error> {
    let mut slot = None;
    T::read(&mut slot, deserializer)?;
    Ok(slot.map(union))
}

/// Deserializes a value in the format `F`, and wraps it with `union`; `None` for `null`.
///
/// # Errors
/// If the value does not match the model.
#[inline]
pub fn read_variant_as<'de, F: Format, U, D: ShapeDeserializer<'de>>(
    deserializer: D,
    union: fn(F::Value) -> U,
) -> Result<Option<U>, D::Error> {
    let mut slot = None;
    F::read(&mut slot, deserializer)?;
    Ok(slot.map(union))
}

/// Returns Smithy's zero value: a union with an unknown member.
#[must_use]
pub fn zero_union<U: Union>() -> U {
    U::unknown(UnknownMember::ABSENT)
}

#[cfg(feature = "serde")]
#[cfg(test)]
mod tests;

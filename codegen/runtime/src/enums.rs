//! Open enumerations: macros that implement generated `enum`s, and the functions that their expansions call.
//!
//! Macro arguments have the form of a structure literal, which rustfmt formats well: one value for each line, and after
//! `..` the variant of unknown values.

use serde::Deserializer;
use serde::de::{Error, Visitor};
use std::fmt;

/// Implements an `enum` of strings: conversions, `as_str`, `values`, `Display`, and serialization.
///
/// ```
/// #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub enum State {
///     Failed,
///     InProgress,
///     Unknown(runtime::UnknownValue),
/// }
/// runtime::string_enum!(State {
///     Failed: "FAILED",
///     InProgress: "IN_PROGRESS",
///     ..Unknown
/// });
/// assert_eq!(State::from("IN_PROGRESS"), State::InProgress);
/// assert_eq!(State::from("NEW").as_str(), "NEW");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($variant:ident: $text:literal,)* ..$unknown:ident $(,)? }) => {
        $crate::__string_enum!($name { $($variant: $text,)* ..$unknown });

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }
    };
}

/// [`string_enum!`] for an `enum` whose values the model marks sensitive: they are redacted in `Display` and in
/// `Debug`, which the type must not derive.
#[doc(hidden)]
#[macro_export]
macro_rules! sensitive_string_enum {
    ($name:ident { $($variant:ident: $text:literal,)* ..$unknown:ident $(,)? }) => {
        $crate::__string_enum!($name { $($variant: $text,)* ..$unknown });

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&$crate::Sensitive, formatter)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::Sensitive, formatter)
            }
        }
    };
}

/// Common part of [`string_enum!`] and [`sensitive_string_enum!`].
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($name:ident { $($variant:ident: $text:literal,)* ..$unknown:ident }) => {
        #[allow(deprecated)]
        impl $name {
            /// Returns the value as a string.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }

            /// Returns every value known to this version, in the order of the model.
            #[must_use]
            #[allow(clippy::self_named_constructors, reason = "a model may have an enumeration `Values`")]
            pub fn values() -> &'static [Self] {
                const VALUES: &[$name] = &[$($name::$variant),*];
                VALUES
            }
        }

        #[allow(deprecated)]
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::$unknown($crate::__private::unknown_value(text)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::__private::read_text(deserializer, |text| Self::from(text))
            }
        }

        $crate::__value!($name, Self::from(""));
    };
}

/// Implements an `enum` of integers: conversions, `as_i32`, `values`, `Display`, and serialization.
///
/// ```
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
/// pub enum Level {
///     Low,
///     High,
///     Unknown(runtime::UnknownInt),
/// }
/// runtime::int_enum!(Level {
///     Low: 1,
///     High: 10,
///     ..Unknown
/// });
/// assert_eq!(Level::from(10), Level::High);
/// assert_eq!(Level::from(5).as_i32(), 5);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! int_enum {
    ($name:ident { $($variant:ident: $number:literal,)* ..$unknown:ident $(,)? }) => {
        #[allow(deprecated)]
        impl $name {
            /// Returns the value as an integer.
            #[must_use]
            pub fn as_i32(self) -> i32 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::$unknown(value) => value.as_i32(),
                }
            }

            /// Returns every value known to this version, in the order of the model.
            #[must_use]
            #[allow(clippy::self_named_constructors, reason = "a model may have an enumeration `Values`")]
            pub fn values() -> &'static [Self] {
                const VALUES: &[$name] = &[$($name::$variant),*];
                VALUES
            }
        }

        #[allow(deprecated)]
        impl ::std::convert::From<i32> for $name {
            fn from(number: i32) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::$unknown($crate::__private::unknown_int(number)),
                }
            }
        }

        impl ::std::convert::From<$name> for i32 {
            fn from(value: $name) -> Self {
                value.as_i32()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i32(), formatter)
            }
        }

        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i32(self.as_i32())
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                <i32 as $crate::wire::Format>::read(deserializer).map(Self::from)
            }
        }

        $crate::__value!($name, Self::from(0));
    };
}

struct TextVisitor<T>(fn(&str) -> T);

impl<T> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text))
    }
}

/// Deserializes a string and converts it, without an owned copy of the string.
///
/// # Errors
/// If the value is not a string.
#[doc(hidden)]
pub fn read_text<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    make: fn(&str) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(make))
}

//! Open enumerations: macros that implement generated `enum`s.
//!
//! Macro arguments have the form of a structure literal, which rustfmt formats well: one value for each line, and after
//! `..` the variant of unknown values.

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

        impl $crate::wire::Format for $name {
            type Value = Self;

            fn zero() -> Self {
                Self::from("")
            }

            #[inline]
            fn write<__S: $crate::wire::ShapeSerializer>(
                value: &Self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.string(value.as_str())
            }

            #[inline]
            fn read<'de, __D: $crate::wire::ShapeDeserializer<'de>>(
                slot: &mut ::std::option::Option<Self>,
                deserializer: __D,
            ) -> ::std::result::Result<(), __D::Error> {
                *slot = deserializer.string()?.map(|text| Self::from(&*text));
                ::std::result::Result::Ok(())
            }
        }

        impl $crate::wire::Key for $name {
            fn from_key(key: ::std::borrow::Cow<'_, str>) -> Self {
                Self::from(&*key)
            }

            fn as_key(&self) -> &str {
                self.as_str()
            }
        }

        $crate::__serde!($name, Self);
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

        impl $crate::wire::Format for $name {
            type Value = Self;

            fn zero() -> Self {
                Self::from(0)
            }

            #[inline]
            fn write<__S: $crate::wire::ShapeSerializer>(
                value: &Self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.integer(value.as_i32().into())
            }

            #[inline]
            fn read<'de, __D: $crate::wire::ShapeDeserializer<'de>>(
                slot: &mut ::std::option::Option<Self>,
                deserializer: __D,
            ) -> ::std::result::Result<(), __D::Error> {
                *slot = deserializer.number::<i32>()?.map(Self::from);
                ::std::result::Result::Ok(())
            }
        }

        $crate::__serde!($name, Self);
    };
}

//! The macro that gives a generated union the methods of its variants.

/// Gives a union `is_…` and `as_…` for each variant; one that holds nothing has `is_…` alone.
///
/// A row has the names of the methods and, after `as`, the type of the value, without its `Box` if it is in one; after `..`
/// comes the open variant. All of it is written as a structure literal, for rustfmt lays one out well.
///
/// ```
/// enum Source {
///     Gift,
///     Shop(String),
///     Part(Box<Source>),
///     Unknown(runtime::UnknownMember),
/// }
/// runtime::union_methods!(Source {
///     Gift: is_gift,
///     Shop: (is_shop, as_shop as String),
///     Part: (is_part, as_part as Source),
///     ..Unknown(is_unknown, as_unknown)
/// });
/// let source = Source::Part(Box::new(Source::Shop("Hatchards".to_owned())));
/// assert!(source.is_part() && source.as_shop().is_none());
/// let part = source.as_part().and_then(Source::as_shop);
/// assert_eq!(part.map(String::as_str), Some("Hatchards"));
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union_methods {
    ($name:ident {
        $($(#[$attribute:meta])* $variant:ident: $methods:tt,)*
        ..$open:ident($is:ident, $as:ident) $(,)?
    }) => {
        #[allow(deprecated)]
        impl $name {
            $($crate::__union_methods!([$(#[$attribute])*] $variant $methods);)*
            $crate::__union_methods!([] $open ($is, $as as $crate::UnknownMember));
        }
    };
}

/// The methods of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_methods {
    ([$($attributes:tt)*] $variant:ident ($is:ident, $as:ident as $value:ty $(,)?)) => {
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

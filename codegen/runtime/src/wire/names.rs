//! Names of XML elements and of query parameters, where they are not those of the member.
//!
//! Source: Smithy's specification "XML bindings" and its pages about the AWS query and EC2 query protocols. Formats of
//! other protocols do not use these names.

use super::{Format, ShapeDeserializer, ShapeSerializer};
use std::marker::PhantomData;

/// XML namespace (`smithy.api#xmlNamespace`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct XmlNamespace {
    /// URI of the namespace.
    pub uri: &'static str,
    /// Prefix; without one it is the default namespace.
    pub prefix: Option<&'static str>,
}

/// Names of the element that has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElementNames {
    /// Name as an entry of a list.
    pub member: &'static str,
    /// Name of the key, if the value is in a map.
    pub key: &'static str,
    /// Name of the value, if it is in a map.
    pub value: &'static str,
    /// Namespace of the element.
    pub namespace: Option<XmlNamespace>,
    /// Namespace of the key, if the value is in a map.
    pub key_namespace: Option<XmlNamespace>,
    /// Name in requests of the EC2 query protocol, if it does not follow from that of the element.
    pub query: Option<&'static str>,
}

impl ElementNames {
    /// Names of Smithy's specification, for values without traits.
    pub const DEFAULT: Self = Self {
        member: "member",
        key: "key",
        value: "value",
        namespace: None,
        key_namespace: None,
        query: None,
    };
}

/// Marker type that stands for names.
pub trait Names {
    /// The names.
    const NAMES: ElementNames;
}

/// Declares marker types with their names, where these are not the default.
///
/// ```
/// runtime::xml_names! {
///     Item { member: "item" }
///     Pair { key: "K", value: "V" }
/// }
/// # fn main() {
/// use runtime::wire::Names;
/// assert_eq!((Item::NAMES.member, Pair::NAMES.member), ("item", "member"));
/// # }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! xml_names {
    ($($name:ident { $($part:ident: $value:expr),* $(,)? })*) => {$(
        #[doc(hidden)]
        #[derive(Debug)]
        pub struct $name;

        impl $crate::wire::Names for $name {
            const NAMES: $crate::wire::ElementNames = $crate::wire::ElementNames {
                $($part: $value,)*
                ..$crate::wire::ElementNames::DEFAULT
            };
        }
    )*};
}

/// Format of values whose elements have other names than the default: as entries of a list or map
/// (`smithy.api#xmlName` of its member), by a namespace (`smithy.api#xmlNamespace`), or as a query parameter
/// (`aws.protocols#ec2QueryName`).
#[derive(Debug)]
pub struct Named<N, F>(PhantomData<(N, F)>);

impl<N: Names, F: Format> Format for Named<N, F> {
    type Value = F::Value;

    const NAMES: ElementNames = N::NAMES;
    const IS_FLATTENED: bool = F::IS_FLATTENED;

    fn zero() -> F::Value {
        F::zero()
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &F::Value, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(value, serializer)
    }

    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<F::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        F::read(slot, deserializer.named(N::NAMES))
    }

    #[inline]
    fn read_optional<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<F::Value>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        F::read_optional(slot, deserializer.named(N::NAMES))
    }

    #[inline]
    fn set<'de, D: ShapeDeserializer<'de>>(
        place: &mut F::Value,
        deserializer: D,
    ) -> Result<bool, D::Error> {
        F::set(place, deserializer.named(N::NAMES))
    }

    #[inline]
    fn is_absent(value: &F::Value) -> bool {
        F::is_absent(value)
    }
}

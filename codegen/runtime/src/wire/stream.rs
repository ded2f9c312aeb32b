//! Format of streams, which are the body of a message and not part of any document.

use crate::ByteStream;

/// Makes a stream a type of members. No document has one: nothing writes it, and a value in its place is skipped.
macro_rules! stream_format {
    ($stream:ident $(<$($parameter:ident),+>)?) => {
        impl $(<$($parameter),+>)? $crate::wire::Format for $stream $(<$($parameter),+>)? {
            type Value = Self;

            fn zero() -> Self {
                Self::default()
            }

            fn write<__S: $crate::wire::ShapeSerializer>(
                _value: &Self,
                serializer: __S,
            ) -> ::std::result::Result<__S::Ok, __S::Error> {
                serializer.null()
            }

            fn read<'de, __D: $crate::wire::ShapeDeserializer<'de>>(
                _slot: &mut ::std::option::Option<Self>,
                deserializer: __D,
            ) -> ::std::result::Result<(), __D::Error> {
                deserializer.skip().map(drop)
            }

            fn is_absent(_value: &Self) -> bool {
                true
            }
        }
    };
}
#[cfg(feature = "event-streams")]
pub(crate) use stream_format;

stream_format!(ByteStream);

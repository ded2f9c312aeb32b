//! Format of streams, which are the body of a message and not part of any document.

use super::{Format, ShapeDeserializer, ShapeSerializer};
use crate::ByteStream;

impl Format for ByteStream {
    type Value = Self;

    fn zero() -> Self {
        Self::default()
    }

    /// Writes no content: nothing writes a member that is [absent](Format::is_absent).
    fn write<S: ShapeSerializer>(_value: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.null()
    }

    fn read<'de, D: ShapeDeserializer<'de>>(
        _slot: &mut Option<Self>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        deserializer.skip().map(drop)
    }

    fn is_absent(_value: &Self) -> bool {
        true
    }
}

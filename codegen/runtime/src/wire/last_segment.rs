//! Ids that may be preceded by a path.

use super::{Format, ShapeDeserializer, ShapeSerializer};

/// Format of an id of which the part after the last slash is sent: other services return ids of Amazon Route 53 as
/// `/hostedzone/Z1`.
#[derive(Debug)]
pub struct LastSegment;

impl Format for LastSegment {
    type Value = String;

    fn zero() -> String {
        String::new()
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &String, serializer: S) -> Result<S::Ok, S::Error> {
        let id = value.rsplit('/').next().unwrap_or_default();
        serializer.string(id)
    }

    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<String>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        String::read(slot, deserializer)
    }
}

//! Strings with a media type.

use super::{Format, ShapeDeserializer, ShapeSerializer};

/// Format of a string with `smithy.api#mediaType`: in a header it is the base64 of the string, elsewhere the string
/// itself.
#[derive(Debug)]
pub struct MediaTypeText;

impl Format for MediaTypeText {
    type Value = String;

    fn zero() -> String {
        String::new()
    }

    #[inline]
    fn write<S: ShapeSerializer>(value: &String, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.media_type_text(value)
    }

    #[inline]
    fn read<'de, D: ShapeDeserializer<'de>>(
        slot: &mut Option<String>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        *slot = deserializer.media_type_text()?.map(Into::into);
        Ok(())
    }
}

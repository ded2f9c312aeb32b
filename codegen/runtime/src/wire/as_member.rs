//! What a member of a structure does with its format, without the structure: for tests.

use super::Format;
use serde::Deserializer;
use serde_json::Value as Json;

/// The value, corrected where there is `null`.
pub(crate) fn read<'de, F: Format, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<F::Value, D::Error> {
    Ok(F::read_present(deserializer)?.unwrap_or_else(F::zero))
}

/// The value as JSON.
pub(crate) fn write<F: Format>(value: &F::Value) -> Json {
    F::write(value, serde_json::value::Serializer).unwrap()
}

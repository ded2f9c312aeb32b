//! Reading and writing a member without its structure, for tests.

use super::Format;
use serde::Deserializer;
use serde_json::Value as Json;

/// Reads a value; `null` is corrected to the zero value.
pub(crate) fn read<'de, F: Format, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<F::Value, D::Error> {
    Ok(F::read_present(deserializer)?.unwrap_or_else(F::zero))
}

/// Returns the value as JSON.
pub(crate) fn write<F: Format>(value: &F::Value) -> Json {
    F::write(value, serde_json::value::Serializer).unwrap()
}

//! Serialization of generated types. For generated code only.
//!
//! A type has a table of its members ([`Structure`], [`Union`]) or is a single value, list or map; all of them are a
//! [`Format`]. Formats are written to a [`ShapeSerializer`] and read from a [`ShapeDeserializer`]: the codecs of
//! protocols, and with the feature `serde` any format of serde.
//!
//! - Structures: a required member that is missing in a response, or `null`, is corrected to its default or Smithy's
//!   zero value ([`zero`]), as the specification requires in its section on client error correction.
//! - Lists and maps drop `null` entries, unless they are sparse.
//! - Timestamps with another format in the model are [`DateTime`] and [`HttpDate`].
//! - In XML and query parameters a list or map may be [`Flattened`], and elements may be [`Named`].
//! - Formats nest: `Vec<BTreeMap<String, f64>>` and `Vec<Option<DateTime>>` are formats too.

#[cfg(feature = "serde")]
#[cfg(test)]
pub(crate) mod as_member;
mod binding;
mod bound;
mod collection;
mod deserializer;
mod document;
mod filled;
mod flattened;
mod format;
mod key;
mod last_segment;
pub(crate) mod literal;
mod media_type;
mod names;
mod neutral;
pub(crate) mod path;
mod scalar;
#[cfg(feature = "serde")]
mod serde;
mod serializer;
#[cfg(feature = "streams")]
mod stream;
mod structure;
pub(crate) mod timestamp;
mod union;
mod xml_structure;

#[cfg(feature = "serde")]
pub use self::serde::{deserialize, deserialize_structure, serialize};
pub use binding::{
    Binding, MessageDeserializer, MessageSerializer, Row, bind, document_name, put_by, set_by,
};
pub use deserializer::{ShapeDeserializer, Within};
pub use filled::Filled;
pub use flattened::Flattened;
pub use format::{Format, Value};
pub use key::Key;
pub use last_segment::LastSegment;
pub use literal::FromLiteral;
pub use media_type::MediaTypeText;
pub use names::{ElementNames, Named, Names, XmlNamespace};
pub use neutral::{Neutral, UnknownMember, write_unknown};
pub use path::Step;
pub(crate) use scalar::{OUT_OF_RANGE, not_finite};
pub use serializer::{MemberSerializer, ShapeSerializer, TimestampFormat};
#[cfg(feature = "event-streams")]
pub(crate) use stream::stream_format;
#[cfg(feature = "serde")]
pub(crate) use structure::missing;
pub use structure::{
    Needs, Place, Shown, Shows, Structure, StructureFormat, Takes, count, is_needed, put, set,
};
pub use timestamp::{DateTime, EpochSeconds, HttpDate};
pub(crate) use union::TYPE;
pub use union::{Union, put_variant, read_variant, read_variant_as, zero_union};

use crate::codec;
use crate::error::DecodeError;

/// Returns Smithy's zero value of a type.
#[must_use]
pub fn zero<T: Value>() -> T {
    T::zero()
}

/// Returns the default of a member, given as JSON, for values without a literal in Rust.
///
/// The generator has validated the text; for an invalid one the result is Smithy's zero value.
#[must_use]
pub fn preset<T: Value>(json: &str) -> T {
    preset_as::<T>(json)
}

/// Returns the default of a member in the format `F`: see [`preset`].
#[must_use]
pub fn preset_as<F: Format>(json: &str) -> F::Value {
    let value = codec::json::read_value::<F>(json);
    value.ok().flatten().unwrap_or_else(F::zero)
}

/// Deserializes a structure from JSON.
///
/// # Errors
/// If the text does not match the model.
pub fn read_json<T: Structure>(json: &str) -> Result<T, DecodeError> {
    codec::json::read(json.as_bytes())
}

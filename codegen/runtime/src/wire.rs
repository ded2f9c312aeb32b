//! Serialization of generated types. For generated code only.
//!
//! - Structures ([`Structure`]): a required member that is missing in a response, or `null`, is corrected to its
//!   default or Smithy's zero value ([`zero`]), as the specification requires in its section on client error
//!   correction.
//! - Unions ([`Union`]).
//! - Special float values, and lists and maps with `null` entries.
//! - Timestamps with another format in the model ([`DateTime`], [`HttpDate`]).
//!
//! All of them use one trait, [`Format`], which is implemented for every type that a member can have and for adapters
//! such as [`DateTime`], and nests: `Vec<BTreeMap<String, f64>>` and `Vec<Option<DateTime>>` are formats too.

#[cfg(test)]
pub(crate) mod as_member;
mod collection;
mod document;
mod format;
pub(crate) mod literal;
#[cfg(feature = "client")]
mod members;
mod name;
mod neutral;
mod nothing;
pub(crate) mod path;
mod scalar;
mod structure;
pub(crate) mod tag;
mod text;
mod timestamp;
mod union;

pub use format::{Format, Value};
#[cfg(feature = "client")]
pub(crate) use members::members;
pub(crate) use name::Name;
pub use neutral::UnknownMember;
pub use structure::{
    Needs, Place, Shown, Shows, Structure, Takes, count, is_needed, pass_over, put,
    read_present_structure, read_structure, set, write_structure,
};
pub use timestamp::{DateTime, EpochSeconds, HttpDate};
pub use union::{
    Member, Union, member, member_as, read_present_union, read_union, unit_member, unknown_member,
    zero_union,
};

use crate::Document;
use serde::de::DeserializeOwned;

pub use serde::{Deserializer, Serializer};

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

/// Deserializes a value from a document.
///
/// # Errors
/// If the document does not match the model.
pub fn read_document<T: DeserializeOwned>(document: Document) -> Result<T, serde_json::Error> {
    T::deserialize(document)
}

/// Returns the default of a member in the format `F`: see [`preset`].
#[must_use]
pub fn preset_as<F: Format>(json: &str) -> F::Value {
    F::read(&mut serde_json::Deserializer::from_str(json)).unwrap_or_else(|_| F::zero())
}

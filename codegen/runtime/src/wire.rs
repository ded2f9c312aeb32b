//! How values go over the wire: for generated types, and for nothing else.
//!
//! - Structures ([`Structure`]): a required member that a response lacks, or has as `null`, becomes its default or Smithy's
//!   zero value ([`zero`]), as the specification's section on client error correction asks for.
//! - Unions ([`Union`]).
//! - Floats that are no number, and lists and maps of which entries may be `null`.
//! - Timestamps for which a model asks for another form ([`DateTime`], [`HttpDate`]).
//!
//! All of it goes through one trait, [`Format`], which is implemented for every type a member can have and for adapters
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

/// Smithy's zero value of a type.
#[must_use]
pub fn zero<T: Value>() -> T {
    T::zero()
}

/// The preset of a member, as JSON: for values that Rust has no literal of.
///
/// The generator has checked the text; were it wrong all the same, the value would be Smithy's zero value.
#[must_use]
pub fn preset<T: Value>(json: &str) -> T {
    preset_as::<T>(json)
}

/// Reads what a document says.
///
/// # Errors
/// It is not what the model says.
pub fn read_document<T: DeserializeOwned>(document: Document) -> Result<T, serde_json::Error> {
    T::deserialize(document)
}

/// [`preset`], in the format `F`.
#[must_use]
pub fn preset_as<F: Format>(json: &str) -> F::Value {
    F::read(&mut serde_json::Deserializer::from_str(json)).unwrap_or_else(|_| F::zero())
}

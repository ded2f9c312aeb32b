//! How values go over the wire: for the attributes of generated types, and for nothing else.
//!
//! serde does most of it. This module has what serde cannot know:
//!
//! - a required member that a response lacks, or has as `null`, becomes Smithy's zero value ([`zero`], [`or_zero`]) or
//!   its default ([`or`]), as the specification's section on client error correction asks for;
//! - floats that are no number, and lists and maps of which entries may be `null` (`with = "wire"`);
//! - timestamps for which a model asks for another form ([`As`] with [`DateTime`], [`HttpDate`] or [`EpochSeconds`]);
//! - unions ([`Union`]).
//!
//! All of it goes through one trait, [`Format`], which is implemented for every type a member can have and for adapters
//! such as [`DateTime`], and nests: `Vec<BTreeMap<String, f64>>` and `Vec<Option<DateTime>>` are formats too.

mod adapter;
mod collection;
mod correct;
mod format;
mod neutral;
mod scalar;
pub(crate) mod tag;
mod text;
mod timestamp;
mod union;

pub use adapter::As;
pub use correct::empty;
pub use format::{Format, Value};
pub use neutral::UnknownMember;
pub use timestamp::{DateTime, EpochSeconds, HttpDate};
pub use union::{
    Member, Union, member, member_as, read_present_union, read_union, unit_member, zero_union,
};

use serde::{Deserializer, Serializer};

/// The value of a required member that is missing: Smithy's zero value of its type.
#[must_use]
pub fn zero<T: Value>() -> T {
    T::zero()
}

/// Reads a required member, for which `null` stands for Smithy's zero value of its type.
///
/// # Errors
/// When there is neither `null` nor such a value.
pub fn or_zero<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    or(deserializer, T::zero)
}

/// Reads a member, for which `null` stands for its default.
///
/// # Errors
/// When there is neither `null` nor such a value.
pub fn or<'de, T: Value, D: Deserializer<'de>>(
    deserializer: D,
    default: impl FnOnce() -> T,
) -> Result<T, D::Error> {
    Ok(T::read_present(deserializer)?.unwrap_or_else(default))
}

/// The preset of a member, as JSON: for values that Rust has no literal of.
///
/// The generator has checked the text; were it wrong all the same, the value would be Smithy's zero value.
#[must_use]
pub fn preset<T: Value>(json: &str) -> T {
    As::<T>::preset(json)
}

/// Writes a member; with [`deserialize`] what `with = "wire"` calls.
///
/// # Errors
/// When the serializer fails.
pub fn serialize<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    T::write(value, serializer)
}

/// Reads a member as [`or_zero`] does: an `Option` has `None` for its zero value, so this is right for every member.
///
/// # Errors
/// When there is neither `null` nor such a value.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    or_zero(deserializer)
}

//! The bridge from serde's `with` attribute to a format that is not the type's own.

use super::Format;
use serde::{Deserializer, Serializer};
use std::marker::PhantomData;

/// For `with = "wire::As::<F>"`: a member in the format `F`.
///
/// `F` mirrors the member's type, with an adapter in the place of what it adapts: `wire::As::<Option<Vec<DateTime>>>`
/// for an `Option<Vec<Timestamp>>`.
#[derive(Debug)]
pub struct As<F>(PhantomData<F>);

impl<F: Format> As<F> {
    /// See [`zero`](super::zero).
    #[must_use]
    pub fn zero() -> F::Value {
        F::zero()
    }

    /// See [`serialize`](super::serialize).
    ///
    /// # Errors
    /// When the serializer fails.
    pub fn serialize<S: Serializer>(value: &F::Value, serializer: S) -> Result<S::Ok, S::Error> {
        F::write(value, serializer)
    }

    /// See [`deserialize`](super::deserialize).
    ///
    /// # Errors
    /// When there is neither `null` nor a value in this format.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<F::Value, D::Error> {
        Self::or(deserializer, F::zero)
    }

    /// See [`or`](super::or).
    ///
    /// # Errors
    /// When there is neither `null` nor a value in this format.
    pub fn or<'de, D: Deserializer<'de>>(
        deserializer: D,
        default: impl FnOnce() -> F::Value,
    ) -> Result<F::Value, D::Error> {
        Ok(F::read_present(deserializer)?.unwrap_or_else(default))
    }

    /// See [`preset`](super::preset).
    #[must_use]
    pub fn preset(json: &str) -> F::Value {
        F::read(&mut serde_json::Deserializer::from_str(json)).unwrap_or_else(|_| F::zero())
    }
}

//! Members of a structure: the functions that the expansion of its table calls.

use crate::wire::{Format, MemberSerializer, ShapeDeserializer, Value};

/// Value of a member to serialize in the format `F`.
#[derive(Debug)]
pub struct Shown<'a, F: Format>(pub &'a F::Value);

/// Member to deserialize in the format `F`.
#[derive(Debug)]
pub struct Place<'a, F: Format>(pub &'a mut F::Value);

/// A member that [`put`] serializes.
pub trait Shows {
    /// Format of the member.
    type Format: Format;

    /// Returns the value.
    fn value(&self) -> &<Self::Format as Format>::Value;
}

impl<T: Value> Shows for &T {
    type Format = T;

    #[inline]
    fn value(&self) -> &T {
        self
    }
}

impl<F: Format> Shows for Shown<'_, F> {
    type Format = F;

    #[inline]
    fn value(&self) -> &F::Value {
        self.0
    }
}

/// A member that [`set`] deserializes.
pub trait Takes {
    /// Format of the member.
    type Format: Format;

    /// Returns the place of the value.
    fn place(&mut self) -> &mut <Self::Format as Format>::Value;
}

impl<T: Value> Takes for &mut T {
    type Format = T;

    #[inline]
    fn place(&mut self) -> &mut T {
        self
    }
}

impl<F: Format> Takes for Place<'_, F> {
    type Format = F;

    #[inline]
    fn place(&mut self) -> &mut F::Value {
        self.0
    }
}

/// Returns the number of members that are serialized for `member`: one, or zero if it is not set.
#[inline]
pub fn count<T: Value>(member: &T) -> usize {
    usize::from(!T::is_absent(member))
}

/// Serializes the member `name`, if it is set.
///
/// # Errors
/// If the serializer fails.
#[inline]
pub fn put<M: Shows, S: MemberSerializer>(
    members: &mut S,
    name: &'static str,
    member: M,
) -> Result<(), S::Error> {
    let value = member.value();
    if M::Format::is_absent(value) {
        return Ok(());
    }
    members.member::<M::Format>(name, value)
}

/// Deserializes a member. Returns true if it has a value; otherwise `place` is left unchanged.
///
/// # Errors
/// If its value does not match the model.
#[inline]
pub fn set<'de, M: Takes, D: ShapeDeserializer<'de>>(
    mut member: M,
    value: D,
) -> Result<bool, D::Error> {
    M::Format::set(member.place(), value)
}

/// Returns true if a member is required, given its defaults: one or none.
pub fn is_needed<T: Value>(_: &T, defaults: &[&str]) -> bool {
    defaults.is_empty() && !T::is_absent(&T::zero())
}

//! The document in the body: the members without a binding.

use crate::wire::{Binding, MemberSerializer, ShapeDeserializer, Structure};

/// The members of a structure that are in the body.
pub(crate) struct Document<T>(pub(crate) T);

impl<T: Structure> Document<T> {
    /// Returns the member that a name in the body stands for; `None` for a bound one, which may have the same name.
    fn index(found: usize) -> Option<usize> {
        if T::BINDINGS.get(found) == Some(&Binding::Body) {
            return Some(found);
        }
        let name = T::MEMBERS.get(found)?;
        let mut members = T::MEMBERS.iter().zip(T::BINDINGS);
        members.position(|(it, binding)| it == name && *binding == Binding::Body)
    }
}

impl<T: Structure> Structure for Document<T> {
    const NAME: &'static str = T::NAME;
    const MEMBERS: &'static [&'static str] = T::MEMBERS;

    fn zero() -> Self {
        Self(T::zero())
    }

    fn count(&self) -> usize {
        self.0.count()
    }

    fn write<S: MemberSerializer>(&self, members: &mut S) -> Result<(), S::Error> {
        self.0.write(members)
    }

    fn read<'de, D: ShapeDeserializer<'de>>(
        &mut self,
        index: usize,
        value: D,
    ) -> Result<bool, D::Error> {
        match Self::index(index) {
            Some(index) => self.0.read(index, value),
            None => value.skip().map(|_| false),
        }
    }
}

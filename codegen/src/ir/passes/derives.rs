//! The `Default` implementations of structures.

use crate::ir::{Default, DefaultImpl, Presence, Service, Structure, Type};

pub(super) fn run(service: &mut Service) {
    let operations = service
        .operations
        .iter_mut()
        .flat_map(|operation| [&mut operation.input, &mut operation.output]);
    let errors = service.errors.iter_mut().map(|error| &mut error.structure);
    let structures = service.structures.iter_mut();
    for structure in structures.chain(errors).chain(operations) {
        structure.default = default(structure);
    }
}

fn default(structure: &Structure) -> DefaultImpl {
    let mut result = DefaultImpl::Derived;
    for field in &structure.fields {
        match &field.presence {
            Presence::Required => return DefaultImpl::None,
            Presence::Optional => {}
            Presence::Defaulted(Default::Zero) if zero_is_rusts_default(&field.ty) => {}
            Presence::Defaulted(_) => result = DefaultImpl::Written,
        }
    }
    result
}

/// Returns whether `Default::default()` of the Rust type is the value that Smithy takes for an absent one.
fn zero_is_rusts_default(ty: &Type) -> bool {
    !matches!(
        ty,
        Type::Named(..)
            | Type::Timestamp(_)
            | Type::BigInteger
            | Type::BigDecimal
            | Type::Boxed(_)
            | Type::Unit
    )
}

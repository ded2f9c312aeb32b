//! Derived traits: `Eq` and `Hash` for types without floats and documents, and `Default`.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Default, DefaultImpl, ErrorVariant, Presence, Service, Structure, Type};

pub(super) fn run(service: &mut Service) {
    let partial = partial(service);
    let operations = service
        .operations
        .iter_mut()
        .flat_map(|operation| [&mut operation.input, &mut operation.output]);
    let errors = service.errors.iter_mut().map(|error| &mut error.structure);
    for structure in service
        .structures
        .iter_mut()
        .chain(errors)
        .chain(operations)
    {
        structure.derives.eq_hash = structure
            .fields
            .iter()
            .all(|field| is_total(&field.ty, &partial));
        structure.derives.default = default(structure);
    }
    for operation in &mut service.operations {
        let total = |variant: &ErrorVariant| !partial.contains(&variant.error);
        operation.error_derives.eq_hash = operation.errors.iter().all(total);
    }
    for union in &mut service.unions {
        union.derives.eq_hash = union
            .variants
            .iter()
            .all(|variant| is_total(&variant.ty, &partial));
    }
}

/// The named types that have no total equality, found by following the uses of each.
fn partial(service: &Service) -> BTreeSet<String> {
    let structures = service
        .structures
        .iter()
        .chain(service.errors.iter().map(|error| &error.structure));
    let structures = structures.map(|it| {
        (
            &it.name,
            it.fields.iter().map(|field| &field.ty).collect::<Vec<_>>(),
        )
    });
    let unions = service.unions.iter();
    let unions = unions.map(|it| {
        (
            &it.name,
            it.variants
                .iter()
                .map(|variant| &variant.ty)
                .collect::<Vec<_>>(),
        )
    });
    let types: BTreeMap<&String, Vec<&Type>> = structures.chain(unions).collect();
    let mut users: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for (name, members) in &types {
        for used in members.iter().filter_map(|ty| named(ty)) {
            users.entry(used).or_default().push(name);
        }
    }
    let mut partial = BTreeSet::new();
    let mut waiting: Vec<&String> = types.keys().copied().collect();
    while let Some(name) = waiting.pop() {
        let mut members = types.get(name).into_iter().flatten();
        if !partial.contains(name) && !members.all(|ty| is_total(ty, &partial)) {
            partial.insert(name.clone());
            waiting.extend(users.get(name.as_str()).into_iter().flatten());
        }
    }
    partial
}

/// The named type that a type holds, if any.
fn named(ty: &Type) -> Option<&str> {
    match ty {
        Type::Named(_, name) => Some(name),
        Type::List { member, .. } => named(member),
        Type::Map { value, .. } => named(value),
        Type::Boxed(ty) => named(ty),
        _ => None,
    }
}

fn is_total(ty: &Type, partial: &BTreeSet<String>) -> bool {
    match ty {
        Type::F32 | Type::F64 | Type::Document => false,
        Type::Named(_, name) => !partial.contains(name),
        Type::List { member, .. } => is_total(member, partial),
        Type::Map { value, .. } => is_total(value, partial),
        Type::Boxed(ty) => is_total(ty, partial),
        _ => true,
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

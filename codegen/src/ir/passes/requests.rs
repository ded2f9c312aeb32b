//! Data structures that callers construct, because an input can contain them.

use std::collections::{BTreeMap, BTreeSet};

use super::named;
use crate::ir::{Service, Structure};

pub(super) fn run(service: &mut Service) {
    let reached = reached(service);
    for structure in &mut service.structures {
        structure.in_requests = reached.contains(&structure.name);
    }
}

/// Returns the names of all types that inputs reach.
fn reached(service: &Service) -> BTreeSet<String> {
    let structures = service
        .structures
        .iter()
        .map(|it| (it.name.as_str(), uses(it)));
    let unions = service.unions.iter().map(|it| {
        let variants = it.variants.iter().filter_map(|variant| named(&variant.ty));
        (it.name.as_str(), variants.collect())
    });
    let types: BTreeMap<&str, Vec<&str>> = structures.chain(unions).collect();
    let inputs = service.operations.iter().map(|operation| &operation.input);
    let mut waiting: Vec<&str> = inputs.flat_map(uses).collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if reached.insert(name.to_owned()) {
            waiting.extend(types.get(name).into_iter().flatten());
        }
    }
    reached
}

/// Returns the named types of the structure's members.
fn uses(structure: &Structure) -> Vec<&str> {
    let fields = structure.fields.iter();
    fields.filter_map(|field| named(&field.ty)).collect()
}

//! A type that contains itself other than through a list or map needs a `Box` on the way.
//!
//! A depth-first walk over the types by name boxes exactly the members that lead back to a type it is inside of.

use std::collections::BTreeMap;

use crate::ir::{Service, Type};

pub(super) fn run(service: &mut Service) {
    let graph = graph(service);
    let back = back_edges(&graph);
    for structure in &mut service.structures {
        let boxed = back.get(&structure.name);
        structure
            .fields
            .iter_mut()
            .enumerate()
            .for_each(|(index, field)| wrap(&mut field.ty, index, boxed));
    }
    for error in &mut service.errors {
        let boxed = back.get(&error.structure.name);
        error
            .structure
            .fields
            .iter_mut()
            .enumerate()
            .for_each(|(index, field)| wrap(&mut field.ty, index, boxed));
    }
    for union in &mut service.unions {
        let boxed = back.get(&union.name);
        union
            .variants
            .iter_mut()
            .enumerate()
            .for_each(|(index, variant)| wrap(&mut variant.ty, index, boxed));
    }
}

/// Type name → for each member in order, the type that it contains without a list or map between.
type Graph = BTreeMap<String, Vec<Option<String>>>;

fn graph(service: &Service) -> Graph {
    let structures = service
        .structures
        .iter()
        .chain(service.errors.iter().map(|error| &error.structure));
    let structures = structures.map(|it| {
        (
            it.name.clone(),
            it.fields.iter().map(|field| contained(&field.ty)).collect(),
        )
    });
    let unions = service.unions.iter();
    let unions = unions.map(|it| {
        (
            it.name.clone(),
            it.variants
                .iter()
                .map(|variant| contained(&variant.ty))
                .collect(),
        )
    });
    structures.chain(unions).collect()
}

fn contained(ty: &Type) -> Option<String> {
    match ty {
        Type::Named(_, name) => Some(name.clone()),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Inside,
    Done,
}

/// Type name → indices of the members to box. The walk keeps its own stack: models may nest deeper than ours.
fn back_edges(graph: &Graph) -> BTreeMap<String, Vec<usize>> {
    let mut states: BTreeMap<&str, State> = BTreeMap::new();
    let mut back: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for root in graph.keys() {
        if states.contains_key(root.as_str()) {
            continue;
        }
        states.insert(root, State::Inside);
        let mut stack = vec![(root.as_str(), 0)];
        while let Some((name, next)) = stack.last_mut() {
            let (name, index) = (*name, *next);
            *next += 1;
            let Some(member) = graph.get(name).and_then(|members| members.get(index)) else {
                states.insert(name, State::Done);
                stack.pop();
                continue;
            };
            let Some((target, _)) = member
                .as_ref()
                .and_then(|target| graph.get_key_value(target))
            else {
                continue;
            };
            match states.get(target.as_str()) {
                Some(State::Inside) => back.entry(name.to_owned()).or_default().push(index),
                Some(State::Done) => {}
                None => {
                    states.insert(target, State::Inside);
                    stack.push((target, 0));
                }
            }
        }
    }
    back
}

fn wrap(ty: &mut Type, index: usize, boxed: Option<&Vec<usize>>) {
    if boxed.is_some_and(|boxed| boxed.contains(&index)) {
        *ty = Type::Boxed(Box::new(ty.clone()));
    }
}

//! Constraints that the service checks, and defaults that it fills in: facts of the models that leave no trace in the
//! API.

use std::collections::{BTreeMap, BTreeSet};

use super::States;
use super::report::Report;
use crate::smithy::ast::{Kind, Member, Traits};
use crate::smithy::model::Model;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};

/// The traits that constrain values (Smithy 2.0, "Constraint traits").
const CONSTRAINTS: [&str; 4] = ["length", "pattern", "range", "uniqueItems"];

/// Depth to which lists and maps are compared; no model nests them further without a structure in between.
const DEPTH: usize = 8;

/// Owner of a member's default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Defaults {
    /// The client has it in its types.
    Ours,
    /// The service alone: it fills in the default in requests.
    TheService,
}

/// Compares the facts of the member behind the item at `path`: the shape and the member in each state.
pub(super) fn compare(
    states: States<'_>,
    path: &str,
    old: (&str, &str),
    new: (&str, &str),
    defaults: Defaults,
    report: &mut Report,
) {
    let old = facts(&states.old.model, old, defaults);
    let new = facts(&states.new.model, new, defaults);
    let names: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for name in names {
        let what = match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) if old == new => continue,
            (Some(old), Some(new)) => format!("{name}: {new} instead of {old}"),
            (Some(old), None) => format!("{name}: none instead of {old}"),
            (None, Some(new)) => format!("{name}: {new} instead of none"),
            (None, None) => continue,
        };
        let why = if name == DEFAULT {
            "the service uses it if a request omits the member"
        } else {
            "the service checks it, not the client: it may accept or reject other values than before"
        };
        report.behaviour(path, what, why);
    }
}

/// Name of a default that only the service knows.
const DEFAULT: &str = "the service's default";

/// Returns the facts of a member, by name.
fn facts(
    model: &Model,
    (shape, member): (&str, &str),
    defaults: Defaults,
) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    let shape = ShapeId::parse(shape).and_then(|id| model.get(&id));
    let Some(member) = shape.and_then(|shape| shape.member(member)) else {
        return facts;
    };
    of_member(model, member, "", DEPTH, &mut facts);
    if defaults == Defaults::TheService {
        let value = match member.traits.get(id::DEFAULT) {
            Some(_) => member.traits.default_value(),
            None => model
                .get(&member.target)
                .and_then(|target| target.traits.default_value()),
        };
        facts.extend(value.map(|value| (DEFAULT.to_owned(), format!("`{}`", value.to_json()))));
    }
    facts
}

fn of_member(
    model: &Model,
    member: &Member,
    inside: &str,
    depth: usize,
    facts: &mut BTreeMap<String, String>,
) {
    let target = model.get(&member.target);
    // Those of a member win over those of its target.
    for traits in target
        .map(|it| &it.traits)
        .into_iter()
        .chain([&member.traits])
    {
        add(traits, inside, facts);
    }
    let Some(target) = target.filter(|it| is_collection(&it.kind) && depth > 0) else {
        return;
    };
    for member in &target.members {
        let inside = match member.name.as_str() {
            "key" => format!("{inside}keys' "),
            "value" => format!("{inside}values' "),
            _ => format!("{inside}elements' "),
        };
        of_member(model, member, &inside, depth - 1, facts);
    }
}

fn is_collection(kind: &Kind) -> bool {
    matches!(kind, Kind::List | Kind::Set | Kind::Map)
}

fn add(traits: &Traits, inside: &str, facts: &mut BTreeMap<String, String>) {
    for name in CONSTRAINTS {
        if let Some(value) = traits.get(&format!("smithy.api#{name}")) {
            facts.insert(format!("{inside}{name}"), format!("`{}`", value.to_json()));
        }
    }
}

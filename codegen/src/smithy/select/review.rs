//! Accounts for every trait in the selection: honoured, or named in a warning.

use std::collections::BTreeMap;

use super::Selection;
use crate::smithy::ast::Traits;
use crate::smithy::json::{Node, pointer};
use crate::smithy::model::Model;
use crate::smithy::traits::{Effect, effect, id};
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};

/// First location and number of uses of a trait.
struct Use {
    first: Location,
    count: usize,
}

/// A trait, and whether its value requires endpoint discovery, by which it is judged then.
type Judged<'a> = (&'a str, bool);

/// Judges the traits of everything selected.
pub(super) fn traits(model: &Model, selection: &Selection, found: &mut Diagnostics) {
    let mut uses: BTreeMap<Judged<'_>, Use> = BTreeMap::new();
    let selected = [&selection.service]
        .into_iter()
        .chain(&selection.operations)
        .chain(&selection.shapes);
    for shape in selected.filter_map(|id| model.get(id)) {
        let at = model.location(shape, ["traits"]);
        record(&shape.traits, at, &mut uses);
        for member in &shape.members {
            let at = model.member_location(shape, member, ["traits"]);
            record(&member.traits, at, &mut uses);
        }
    }
    for ((id, discovery), Use { first, count }) in uses {
        let times = if count == 1 {
            "once".to_owned()
        } else {
            format!("{count} times (the first is shown)")
        };
        let diagnostic = match effect(id) {
            _ if discovery => {
                let message = format!(
                    "the trait `{id}`, used {times}, requires endpoint discovery, which is left to callers: without it \
                     the service rejects the call"
                );
                Diagnostic::warning(message)
                    .help("request an endpoint from the service first, and set it on the call with `endpoint_url`")
            }
            None => {
                let message = format!("the trait `{id}`, used {times}, is unknown and ignored");
                Diagnostic::warning(message)
                    .help("if it changes what clients send, leave out the operations that need it with `operations` in the manifest")
            }
            Some(
                Effect::Honoured
                | Effect::HonouredBy(_)
                | Effect::OtherAuth
                | Effect::OtherProtocols
                | Effect::NoMatter,
            ) => continue,
        };
        found.push(diagnostic.at(first));
    }
}

fn record<'a>(traits: &'a Traits, at: Location, uses: &mut BTreeMap<Judged<'a>, Use>) {
    for (trait_id, value) in traits {
        let at = Location {
            pointer: at
                .pointer
                .as_ref()
                .map(|it| it.clone() + &pointer([trait_id.as_str()])),
            ..at.clone()
        };
        let discovery_needed = value.get("required").and_then(Node::as_bool) == Some(true);
        let discovery = trait_id == id::CLIENT_DISCOVERED_ENDPOINT && discovery_needed;
        let judged = (trait_id.as_str(), discovery);
        let entry = uses.entry(judged).or_insert_with(|| Use {
            first: at,
            count: 0,
        });
        entry.count += 1;
    }
}

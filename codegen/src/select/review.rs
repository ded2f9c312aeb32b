//! Every trait in the selection is accounted for: honoured, named in a warning, or refused.

use std::collections::BTreeMap;

use super::Selection;
use crate::ast::Traits;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::json::{Node, pointer};
use crate::model::Model;
use crate::traits::{Effect, effect, id};

/// Where a trait was met first, and how often.
struct Use {
    first: Location,
    count: usize,
}

/// Judges the traits of everything selected.
pub(super) fn traits(model: &Model, selection: &Selection, found: &mut Diagnostics) {
    let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
    let selected = [&selection.service]
        .into_iter()
        .chain(&selection.operations)
        .chain(&selection.shapes);
    for shape in selected.filter_map(|id| model.get(id)) {
        let at = model.location(shape, ["traits"]);
        record(&shape.traits, at, &mut uses, found);
        for member in &shape.members {
            let at = model.member_location(shape, member, ["traits"]);
            record(&member.traits, at, &mut uses, found);
        }
    }
    for (id, Use { first, count }) in uses {
        let times = if count == 1 {
            "once".to_owned()
        } else {
            format!("{count} times (the first is shown)")
        };
        let diagnostic = match effect(id) {
            Some(Effect::Refused(why)) => {
                let message = format!(
                    "the trait `{id}`, used {times}, changes the wire and is not supported: {why}"
                );
                Diagnostic::error(message)
                    .help("leave the operations that need it out with `operations` in the manifest")
            }
            None => {
                let message =
                    format!("the trait `{id}`, used {times}, is not known and is passed over");
                Diagnostic::warning(message)
                    .help("if it changes what clients send, leave the operations that need it out with `operations` in the manifest")
            }
            Some(
                Effect::Honoured | Effect::OtherAuth | Effect::OtherProtocols | Effect::NoMatter,
            ) => continue,
        };
        found.push(diagnostic.at(first));
    }
}

fn record<'a>(
    traits: &'a Traits,
    at: Location,
    uses: &mut BTreeMap<&'a str, Use>,
    found: &mut Diagnostics,
) {
    for (trait_id, value) in traits {
        let at = Location {
            pointer: at
                .pointer
                .as_ref()
                .map(|it| it.clone() + &pointer([trait_id.as_str()])),
            ..at.clone()
        };
        let entry = uses.entry(trait_id).or_insert_with(|| Use {
            first: at.clone(),
            count: 0,
        });
        entry.count += 1;
        let discovery_needed = value.get("required").and_then(Node::as_bool) == Some(true);
        if trait_id == id::CLIENT_DISCOVERED_ENDPOINT && discovery_needed {
            let message = format!(
                "the trait `{trait_id}` requires endpoint discovery, which is not supported"
            );
            let help = "leave the operation out with `operations` in the manifest";
            found.push(Diagnostic::error(message).at(at.clone()).help(help));
        }
    }
}

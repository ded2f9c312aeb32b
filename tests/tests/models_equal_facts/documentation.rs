//! The models' texts: present wherever a reader of the generated crate looks, and naming only what exists.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::source::{DOCUMENTATION, SERVICES, fields, items, model, text};

/// States that AWS's own text of `ResourceSyncAttempt$Status` names and that no model has.
const PHANTOM_STATES: [&str; 4] = ["SYNC-INITIATED", "SYNCING", "SYNCED", "SYNC_FAILED"];

/// A place that should have a text, and the text.
struct Place {
    at: String,
    text: Option<String>,
}

/// The service, the operations, structures but for inputs and outputs (their operation speaks for them), all members,
/// enumerations and their values.
fn places(model: &Value) -> Vec<Place> {
    let shapes: Vec<(&String, &Value)> = fields(model, "shapes").collect();
    let spoken_for: BTreeSet<&str> = shapes
        .iter()
        .filter(|(_, shape)| shape["type"] == "operation")
        .flat_map(|(_, shape)| [&shape["input"], &shape["output"]])
        .map(|end| text(end, "target"))
        .collect();

    let mut places = Vec::new();
    for (id, shape) in shapes {
        let entries = &shape["traits"]["smithy.api#enum"];
        let wanted = match text(shape, "type") {
            "structure" => !spoken_for.contains(id.as_str()),
            "string" => entries.is_array(),
            kind => matches!(kind, "service" | "operation" | "enum" | "union"),
        };
        if wanted {
            places.push(place(id.clone(), &shape["traits"][DOCUMENTATION]));
        }
        for (name, member) in fields(shape, "members") {
            let at = format!("{id}${name}");
            places.push(place(at, &member["traits"][DOCUMENTATION]));
        }
        for entry in items(&shape["traits"], "smithy.api#enum") {
            let at = format!("{id}, value {}", text(entry, "name"));
            places.push(place(at, &entry["documentation"]));
        }
    }
    places
}

fn place(at: String, text: &Value) -> Place {
    let text = text.as_str().map(str::to_owned);
    Place { at, text }
}

#[test]
fn every_place_has_a_text_in_plain_sentences() {
    for service in SERVICES {
        let places = places(&model(service));
        assert!(
            places.len() > 150,
            "{service}: only {} places",
            places.len()
        );
        for Place { at, text } in places {
            let text = text.unwrap_or_else(|| panic!("{at}: no documentation"));
            assert!(
                text.starts_with(|first: char| first.is_uppercase() || first == '`')
                    && text.ends_with('.'),
                "{at}: not whole sentences: {text}"
            );
            assert!(!text.contains('<'), "{at}: HTML: {text}");
        }
    }
}

#[test]
fn no_text_names_a_state_that_does_not_exist() {
    for service in SERVICES {
        for Place { at, text } in places(&model(service)) {
            let text = text.unwrap_or_default();
            for state in PHANTOM_STATES {
                assert!(!text.contains(state), "{at} names {state}: {text}");
            }
        }
    }
}

/// A code span that is a name is the name of something in the model: a shape, a member or an enum value.
#[test]
fn code_spans_name_what_the_model_has() {
    for service in SERVICES {
        let model = model(service);
        let names = names(&model);
        let mut spans = 0;
        for Place { at, text } in places(&model) {
            let text = text.unwrap_or_default();
            for span in text.split('`').skip(1).step_by(2) {
                let letters = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
                let is_name = span.starts_with(|c: char| c.is_ascii_alphabetic())
                    && span.chars().all(letters);
                assert!(
                    !is_name || names.contains(span),
                    "{at} names `{span}`, which the model does not have: {text}"
                );
                spans += usize::from(is_name);
            }
        }
        assert!(spans > 10, "{service}: only {spans} names found in texts");
    }
}

fn names(model: &Value) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for (id, shape) in fields(model, "shapes") {
        names.extend(id.rsplit('#').next());
        for (name, member) in fields(shape, "members") {
            let value = member["traits"]["smithy.api#enumValue"].as_str();
            names.insert(value.unwrap_or(name));
        }
        names.extend(items(&shape["traits"], "smithy.api#enum").map(|entry| text(entry, "value")));
    }
    names
}

#[test]
fn proton_says_when_it_ended() {
    let model = model("proton");
    let service = &model["shapes"]["com.amazonaws.proton#AwsProton20200720"];
    assert!(text(&service["traits"], DOCUMENTATION).contains("ended it on 2026-10-07"));
}

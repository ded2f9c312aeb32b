//! Models of AWS, before and after edits of many of their shapes.

use std::fs;

use codegen::diff::{self, Change, Class, State, Wanted};
use codegen::manifest::Pins;
use codegen::smithy::ast;
use codegen::smithy::json::Node;
use codegen::smithy::model::Model;

use crate::case::has;
use crate::ordered;
use crate::written::agree;

/// Small ones, for each edit is lowered and emitted: with old and new enums, many errors, unions, and rules.
pub const MODELS: [&str; 4] = ["kinesis", "sqs", "identitystore", "arc-region-switch"];

/// How many edits of a kind are tried of each model, at even distances.
const EDITS: usize = 4;

/// A kind of edit: its name, what it makes of a shape, and whether changes that come of it are as they have to be.
type Kind = (&'static str, fn(&Node) -> Vec<Node>, fn(&[Change]) -> bool);

const KINDS: [Kind; 8] = [
    ("required removed", without_required, |it| {
        has(it, Class::Breaking)
    }),
    ("member removed", without_members, |it| {
        has(it, Class::Breaking)
    }),
    ("optional member added", with_member, |it| {
        has(it, Class::Additive) && !has(it, Class::Breaking)
    }),
    ("required member added", with_required, |it| {
        has(it, Class::Breaking)
    }),
    ("status changed", with_status, |it| {
        it.len() == 1 && has(it, Class::Behavioural)
    }),
    ("documentation changed", with_documentation, |it| {
        it.iter().all(|change| change.class == Class::Documentation)
    }),
    ("shape deprecated", deprecated, |it| {
        it.iter().all(|change| change.class == Class::Behavioural)
    }),
    ("constraint changed", with_length, |it| {
        it.iter().all(|change| change.class == Class::Behavioural)
    }),
];

#[test]
fn edits_of_a_model_of_aws_are_classed_as_their_kind() {
    edits_are_classed(&["arc-region-switch"], 10);
}

/// Edits shapes of `models`; at least so many edits have to change something.
pub fn edits_are_classed(models: &[&str], least: usize) {
    let mut tried = 0;
    for name in models {
        let Some(path) = tests::shared(&format!("aws-models/{name}.json")) else {
            return;
        };
        let model = Node::parse(&fs::read_to_string(path).unwrap()).unwrap();
        let before = state(&model).unwrap();
        assert_eq!(
            diff::compare(&before, &state(&model).unwrap()),
            [],
            "{name}"
        );
        for (kind, edit, is_right) in KINDS {
            let edited = edits(&model, edit);
            let distance = (edited.len() / EDITS).max(1);
            for (shape, after) in edited.into_iter().step_by(distance) {
                // What a member of a pagination or an endpoint needs cannot go.
                let Some(after) = state(&after) else {
                    continue;
                };
                let changes = diff::compare(&before, &after);
                let said = agree(&before, &after, &changes);
                assert_eq!(said, Ok(()), "{name}, {kind}, {shape}");
                if !changes.is_empty() {
                    assert!(is_right(&changes), "{name}, {kind}, {shape}: {changes:#?}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > least, "{tried} edits changed something");
}

/// The model after each edit of this kind, with the name of the shape that is edited.
fn edits(model: &Node, edit: fn(&Node) -> Vec<Node>) -> Vec<(String, Node)> {
    let shapes = model.get("shapes").and_then(Node::as_object).unwrap();
    let mut edited = Vec::new();
    for (name, shape) in shapes {
        for shape in edit(shape) {
            let shapes = with(model.get("shapes").unwrap(), name, Some(shape));
            edited.push((name.clone(), with(model, "shapes", Some(shapes))));
        }
    }
    edited
}

/// The only service of a model, where it can be generated.
fn state(model: &Node) -> Option<State> {
    let file = ast::read("model.json", &ordered::text(model)).ok()?;
    let model = Model::assemble(vec![file]).ok()?;
    let service = model.services().next()?.id.to_string();
    let wanted = Wanted {
        module: "api",
        service: &service,
        operations: &diff::operations(&model, &service),
        protocol: None,
        names: &Pins::default(),
    };
    diff::state(model.clone(), wanted).ok()
}

/// An object with another value under `key`, or without it.
fn with(object: &Node, key: &str, value: Option<Node>) -> Node {
    let mut entries = object.as_object().unwrap_or_default().to_vec();
    match (entries.iter().position(|(name, _)| name == key), value) {
        (Some(index), Some(value)) => entries[index].1 = value,
        (Some(index), None) => drop(entries.remove(index)),
        (None, Some(value)) => entries.push((key.to_owned(), value)),
        (None, None) => {}
    }
    Node::Object(entries)
}

fn with_trait(shape: &Node, name: &str, value: Option<Node>) -> Node {
    let nothing = Node::Object(Vec::new());
    let traits = shape.get("traits").unwrap_or(&nothing);
    let traits = with(traits, &format!("smithy.api#{name}"), value);
    with(shape, "traits", Some(traits))
}

fn has_trait(shape: &Node, name: &str) -> bool {
    let traits = shape.get("traits");
    traits.is_some_and(|traits| traits.get(&format!("smithy.api#{name}")).is_some())
}

fn is(shape: &Node, kind: &str) -> bool {
    shape.get("type").and_then(Node::as_str) == Some(kind)
}

/// The shape with each of its members after `edit`, where that does something.
fn members(shape: &Node, edit: impl Fn(&Node) -> Option<Option<Node>>) -> Vec<Node> {
    let Some(members) = shape.get("members").filter(|_| is(shape, "structure")) else {
        return Vec::new();
    };
    let entries = members.as_object().unwrap().iter();
    let edited = entries.filter_map(|(name, member)| Some(with(members, name, edit(member)?)));
    edited
        .map(|members| with(shape, "members", Some(members)))
        .collect()
}

fn without_required(shape: &Node) -> Vec<Node> {
    members(shape, |member| {
        has_trait(member, "required").then(|| Some(with_trait(member, "required", None)))
    })
}

fn without_members(shape: &Node) -> Vec<Node> {
    members(shape, |_| Some(None))
}

fn with_member(shape: &Node) -> Vec<Node> {
    added(shape, r#"{ "target": "smithy.api#String" }"#)
}

fn with_required(shape: &Node) -> Vec<Node> {
    added(
        shape,
        r#"{ "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }"#,
    )
}

fn added(shape: &Node, member: &str) -> Vec<Node> {
    let Some(members) = shape.get("members").filter(|_| is(shape, "structure")) else {
        return Vec::new();
    };
    let member = Node::parse(member).unwrap();
    let members = with(members, "AddedForTheTest", Some(member));
    vec![with(shape, "members", Some(members))]
}

fn with_status(shape: &Node) -> Vec<Node> {
    let status = Node::parse("418").unwrap();
    has_trait(shape, "error")
        .then(|| with_trait(shape, "httpError", Some(status)))
        .into_iter()
        .collect()
}

fn with_documentation(shape: &Node) -> Vec<Node> {
    let is_documented = has_trait(shape, "documentation");
    let text = Node::String("Other words.".to_owned());
    is_documented
        .then(|| with_trait(shape, "documentation", Some(text)))
        .into_iter()
        .collect()
}

fn deprecated(shape: &Node) -> Vec<Node> {
    let is_ours = is(shape, "structure") || is(shape, "operation") || is(shape, "enum");
    let value = Node::Object(Vec::new());
    is_ours
        .then(|| with_trait(shape, "deprecated", Some(value)))
        .into_iter()
        .collect()
}

fn with_length(shape: &Node) -> Vec<Node> {
    let value = Node::parse(r#"{ "max": 77 }"#).unwrap();
    is(shape, "string")
        .then(|| with_trait(shape, "length", Some(value)))
        .into_iter()
        .collect()
}

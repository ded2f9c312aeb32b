//! Changes that know what a model is made of, and so leave one that is nearly right.

use codegen::smithy::json::Node;

use super::random::Random;
use super::traits::TRAITS;
use super::tree::{entry_mut, size, walk_mut};
use super::words;

/// Every type of the specification, and one that is not.
const TYPES: &[&str] = &[
    "blob",
    "boolean",
    "string",
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "double",
    "bigInteger",
    "bigDecimal",
    "timestamp",
    "document",
    "enum",
    "intEnum",
    "list",
    "set",
    "map",
    "structure",
    "union",
    "operation",
    "resource",
    "service",
    "apply",
    "member",
    "other",
];

/// Shapes of the prelude.
const PRELUDE: &[&str] = &[
    "smithy.api#String",
    "smithy.api#Integer",
    "smithy.api#Float",
    "smithy.api#Document",
    "smithy.api#Timestamp",
    "smithy.api#Blob",
    "smithy.api#BigDecimal",
    "smithy.api#Unit",
    "smithy.api#PrimitiveLong",
    "smithy.api#Nothing",
];

fn shapes_mut(model: &mut Node) -> Option<&mut Vec<(String, Node)>> {
    match entry_mut(model, "shapes") {
        Some(Node::Object(shapes)) => Some(shapes),
        _ => None,
    }
}

fn ids(model: &Node) -> Vec<&str> {
    let shapes = model.get("shapes").and_then(Node::as_object);
    let shapes = shapes.unwrap_or_default().iter();
    shapes.map(|(id, _)| id.as_str()).collect()
}

/// How many values come before some shape in a walk from the root; 0, the root, where there is none.
pub fn offset(random: &mut Random, model: &Node) -> usize {
    let Some(entries) = model.as_object() else {
        return 0;
    };
    let before = entries.iter().take_while(|(key, _)| key != "shapes");
    let before: usize = before.map(|(_, value)| size(value)).sum();
    let shapes = model
        .get("shapes")
        .and_then(Node::as_object)
        .unwrap_or_default();
    let index = random.below(shapes.len());
    let earlier: usize = shapes
        .iter()
        .take(index)
        .map(|(_, shape)| size(shape))
        .sum();
    if shapes.is_empty() {
        0
    } else {
        2 + before + earlier
    }
}

/// The id of some shape: one that is there, one of the prelude, or none.
fn id(random: &mut Random, model: &Node) -> String {
    match random.below(10) {
        0 => words::name(random),
        1..3 => random.pick(PRELUDE).copied().unwrap_or_default().to_owned(),
        _ => random
            .pick(&ids(model))
            .copied()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// Lets a member, operation or service lead elsewhere.
pub fn retarget(random: &mut Random, model: &mut Node) {
    let to = id(random, model);
    let mut count = 0;
    walk_mut(model, &mut |it| {
        count += usize::from(entry_mut(it, "target").is_some())
    });
    let mut left = random.below(count);
    walk_mut(model, &mut |it| {
        if let Some(target) = entry_mut(it, "target") {
            if left == 0 {
                *target = Node::String(to.clone());
            }
            left = left.wrapping_sub(1);
        }
    });
}

/// Makes a shape one of another type.
pub fn retype(random: &mut Random, model: &mut Node) {
    let kind = random.pick(TYPES).copied().unwrap_or_default();
    if let Some(shape) = shape_mut(random, model)
        && let Some(old) = entry_mut(shape, "type")
    {
        *old = Node::String(kind.to_owned());
    }
}

/// Gives a shape another name, wherever it is named.
pub fn rename(random: &mut Random, model: &mut Node) {
    let old = random
        .pick(&ids(model))
        .copied()
        .unwrap_or_default()
        .to_owned();
    let namespace = old.split_once('#').map_or("", |(namespace, _)| namespace);
    let new = format!("{namespace}#{}", words::name(random));
    let renamed = |text: &mut String| {
        let rest = text.strip_prefix(old.as_str());
        if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with('$')) {
            *text = format!("{new}{rest}");
        }
    };
    walk_mut(model, &mut |it| match it {
        Node::String(text) => renamed(text),
        Node::Object(entries) => entries.iter_mut().for_each(|(key, _)| renamed(key)),
        _ => {}
    });
}

/// Adds shapes that each lead to the next, more of them than anybody nests.
pub fn chain(random: &mut Random, model: &mut Node) {
    let length = *random.pick(&[1, 3, 30, 300, 3_000]).unwrap_or(&1);
    let end = id(random, model);
    let kinds = ["list", "map", "structure", "union"];
    let only = random.pick(&kinds).copied().filter(|_| random.once_in(2));
    let start = random.below(1_000_000);
    let name = |index: usize| format!("chain#C{start}x{index}");
    let mut links = Vec::new();
    for index in 0..length {
        let next = if index + 1 == length {
            end.clone()
        } else {
            name(index + 1)
        };
        let kind = only
            .or_else(|| random.pick(&kinds).copied())
            .unwrap_or("list");
        let needed = random.once_in(3);
        links.push((name(index), link(kind, &next, needed)));
    }
    if let Some(shapes) = shapes_mut(model) {
        shapes.extend(links);
    }
    add_member_to(random, model, &name(0));
}

fn link(kind: &str, next: &str, needed: bool) -> Node {
    let traits = if needed {
        r#","traits":{"smithy.api#required":{}}"#
    } else {
        ""
    };
    let next = Node::String(next.to_owned()).to_json();
    parse(&match kind {
        "list" => format!(r#"{{"type":"list","member":{{"target":{next}}}}}"#),
        "map" => format!(
            r#"{{"type":"map","key":{{"target":"smithy.api#String"}},"value":{{"target":{next}}}}}"#
        ),
        kind => format!(r#"{{"type":"{kind}","members":{{"next":{{"target":{next}{traits}}}}}}}"#),
    })
}

/// Adds a member of any name and target to a shape.
pub fn add_member(random: &mut Random, model: &mut Node) {
    let target = id(random, model);
    add_member_to(random, model, &target);
}

fn add_member_to(random: &mut Random, model: &mut Node, target: &str) {
    let name = words::name(random);
    let member = Node::Object(vec![("target".to_owned(), Node::String(target.to_owned()))]);
    let shapes = shapes_mut(model).into_iter().flatten();
    let mut members: Vec<_> = shapes
        .filter_map(|(_, shape)| entry_mut(shape, "members"))
        .collect();
    let index = random.below(members.len());
    if let Some(Node::Object(members)) = members.get_mut(index) {
        members.push((name, member));
    }
}

/// Gives a trait, or documentation, to a shape or one of its members.
pub fn give_trait(random: &mut Random, model: &mut Node) {
    let (id, value) = if random.once_in(3) {
        let prose = Node::String(words::prose(random));
        ("smithy.api#documentation", prose)
    } else {
        let (id, values) = random.pick(TRAITS).copied().unwrap_or_default();
        (id, parse(random.pick(values).copied().unwrap_or("null")))
    };
    let Some(mut bearer) = shape_mut(random, model) else {
        return;
    };
    let has_members = bearer.get("members").and_then(Node::as_object).is_some();
    if has_members && random.once_in(2) {
        let Some(Node::Object(members)) = entry_mut(bearer, "members") else {
            return;
        };
        let index = random.below(members.len());
        let Some((_, member)) = members.get_mut(index) else {
            return;
        };
        bearer = member;
    }
    let Node::Object(entries) = bearer else {
        return;
    };
    if let Some((_, Node::Object(traits))) = entries.iter_mut().find(|(key, _)| key == "traits") {
        traits.retain(|(known, _)| known != id);
        traits.push((id.to_owned(), value));
    } else {
        let traits = Node::Object(vec![(id.to_owned(), value)]);
        entries.push(("traits".to_owned(), traits));
    }
}

fn shape_mut<'a>(random: &mut Random, model: &'a mut Node) -> Option<&'a mut Node> {
    let shapes = shapes_mut(model)?;
    let index = random.below(shapes.len());
    shapes.get_mut(index).map(|(_, shape)| shape)
}

/// A value written in this file.
fn parse(text: &str) -> Node {
    Node::parse(text).unwrap_or(Node::Null)
}

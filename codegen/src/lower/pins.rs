//! The names that the manifest pins, for the shapes of one service.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::names::{chosen_field, chosen_type, chosen_variant, snake_name, type_name};
use crate::manifest::{Pin, Pins};
use crate::smithy::ast::{Kind, Shape};
use crate::smithy::json::Node;
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::id;
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};

use super::naming::TAKEN_MODULES;

/// Pinned names, checked: each can be one, and none is there twice in its scope.
#[derive(Debug, Default)]
pub(super) struct Pinned {
    types: BTreeMap<ShapeId, String>,
    /// The names of type and module.
    operations: BTreeMap<ShapeId, (String, String)>,
    members: BTreeMap<ShapeId, BTreeMap<String, String>>,
    /// The ids of all.
    pub(super) ids: BTreeSet<String>,
}

/// Something that has a Rust name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Type,
    Operation,
    Field,
    Variant,
}

impl Pinned {
    /// Takes what of `pins` is about `selection`, in which `is_type` tells the shapes that are types of their own.
    pub(super) fn new(
        pins: &Pins,
        model: &Model,
        selection: &Selection,
        is_type: impl Fn(&ShapeId) -> bool,
        found: &mut Diagnostics,
    ) -> Self {
        let mut pinned = Self::default();
        let mut scopes: BTreeMap<(Target, Option<&ShapeId>, String), &Pin> = BTreeMap::new();
        for pin in pins.iter() {
            let Some(target) = target(pin, model, selection, &is_type) else {
                continue;
            };
            pinned.ids.insert(pin.id());
            let Some(name) = target.name(&pin.name.value) else {
                found.push(target.wrong(pin));
                continue;
            };
            let scope = pin.member.as_ref().map(|_| &pin.shape);
            if let Some(other) = scopes.insert((target, scope, name.clone()), pin) {
                found.push(twice(pin, other));
            }
            match (&pin.member, target) {
                (Some(member), _) => {
                    let members = pinned.members.entry(pin.shape.clone()).or_default();
                    members.insert(member.clone(), name);
                }
                (None, Target::Operation) => {
                    pinned
                        .operations
                        .insert(pin.shape.clone(), (type_of(&pin.name.value), name));
                }
                (None, _) => {
                    pinned.types.insert(pin.shape.clone(), name);
                }
            }
        }
        pinned
    }

    /// The name of a type.
    pub(super) fn type_of(&self, id: &ShapeId) -> Option<&String> {
        self.types.get(id)
    }

    /// The names of an operation's type and module.
    pub(super) fn operation(&self, id: &ShapeId) -> Option<&(String, String)> {
        self.operations.get(id)
    }

    /// The names of members of a shape, by member.
    pub(super) fn members(&self, shape: &ShapeId) -> BTreeMap<String, String> {
        self.members.get(shape).cloned().unwrap_or_default()
    }
}

/// The pinned thing; `None` if this service has no such name.
fn target(
    pin: &Pin,
    model: &Model,
    selection: &Selection,
    is_type: impl Fn(&ShapeId) -> bool,
) -> Option<Target> {
    let Some(member) = &pin.member else {
        return match selection.operations.contains(&pin.shape) {
            true => Some(Target::Operation),
            false => is_type(&pin.shape).then_some(Target::Type),
        };
    };
    let shape = selection
        .shapes
        .get(&pin.shape)
        .and_then(|id| model.get(id))?;
    let has_member = shape.members.iter().any(|it| it.name == *member);
    match shape.kind {
        Kind::Structure if has_member => Some(Target::Field),
        Kind::Union | Kind::Enum | Kind::IntEnum if has_member => Some(Target::Variant),
        Kind::String if has_entry(shape, member) => Some(Target::Variant),
        _ => None,
    }
}

/// Returns whether the trait `smithy.api#enum` has an entry of this name, or of this value if it has none.
fn has_entry(shape: &Shape, name: &str) -> bool {
    let entries = shape.traits.get(id::ENUM).and_then(Node::as_array);
    let mut names = entries.unwrap_or_default().iter().map(entry_name);
    names.any(|it| it == Some(name))
}

/// The name of an entry of the trait `smithy.api#enum`: its value if it has none.
pub(super) fn entry_name(entry: &Node) -> Option<&str> {
    let name = entry.get("name").and_then(Node::as_str);
    name.or_else(|| entry.get("value").and_then(Node::as_str))
}

impl Target {
    /// The name as it is written, if there can be one: of an operation, that of its module.
    fn name(self, name: &str) -> Option<String> {
        match self {
            Self::Type => chosen_type(name),
            Self::Operation => {
                let module = chosen_type(name).map(|name| snake_name(&name));
                let module = module.or_else(|| chosen_field(name));
                module.filter(|module| !TAKEN_MODULES.contains(&module.as_str()))
            }
            Self::Variant => chosen_variant(name),
            Self::Field => chosen_field(name),
        }
    }

    fn wrong(self, pin: &Pin) -> Diagnostic {
        let (what, help) = match self {
            Self::Type => (
                "a type",
                "write a name in UpperCamelCase that is not one of Rust's prelude, such as `FirstName`",
            ),
            Self::Operation => (
                "an operation",
                "write a name in UpperCamelCase or that of the method in snake_case, such as `GetThing` or `get_thing`, \
                 for which the client has no other method",
            ),
            Self::Variant => (
                "a variant",
                "write a name in UpperCamelCase other than `Unknown` and `Self`, such as `FirstName`",
            ),
            Self::Field => (
                "a field",
                "write a name in snake_case other than `self`, `super` and `crate`, such as `first_name`",
            ),
        };
        let message = format!("`{}` cannot be the name of {what}", pin.name.value);
        Diagnostic::error(message).at(place(pin)).help(help)
    }
}

/// The name of an operation's type, where that of the type or that of the method is pinned.
fn type_of(name: &str) -> String {
    chosen_type(name).unwrap_or_else(|| type_name(name).0)
}

fn twice(pin: &Pin, other: &Pin) -> Diagnostic {
    let message = format!(
        "`{}` and `{}` are pinned to the same name",
        other.id(),
        pin.id()
    );
    let help = "give each a unique name; names of operations must differ in snake_case";
    Diagnostic::error(message).at(place(pin)).help(help)
}

fn place(pin: &Pin) -> Location {
    Location {
        shape: Some(pin.id()),
        ..pin.name.location.clone()
    }
}

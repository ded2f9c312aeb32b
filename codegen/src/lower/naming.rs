//! Shapes that become types, and their names.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    DATA_MODULE, ENUM_MODULE, ERROR_MODULE, EnumId, Id, Named, OperationId, StructureId, UnionId,
};
use crate::lower::names::{Scope, snake_name, type_name};
use crate::manifest::Pins;
use crate::smithy::ast::{Kind, Shape};
use crate::smithy::model::Model;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

use super::pins::Pinned;

/// Reserved names of an operation's module and method: the client has methods of its own and of the traits that every
/// type has, `mod.rs` lists the modules, and a module inside another of the same name misleads.
pub(super) const TAKEN_MODULES: [&str; 8] = [
    "clone",
    "from_env",
    "into",
    "new",
    "operation",
    "r#mod",
    "request",
    "try_into",
];

/// Maximum number of characters in the name of an operation's module: it is that of a file, with an ending, and of
/// another one while that is written. File systems allow 255 bytes.
const LONGEST_MODULE: usize = 200;

/// The kind of type that a shape becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TypeKind {
    Structure,
    Union,
    Enum,
    IntEnum,
    Error,
}

/// A shape that is a type of the service's own.
#[derive(Clone, Debug)]
pub(super) struct TypeNames {
    /// Rust name.
    pub(super) name: String,
    /// The type.
    pub(super) ty: Named,
    /// Its module, relative to that of the service.
    pub(super) module: &'static str,
}

/// Ids and names of an operation.
#[derive(Clone, Debug)]
pub(super) struct OperationNames {
    /// The operation.
    pub(super) id: OperationId,
    /// Its input.
    pub(super) input: StructureId,
    /// Its output.
    pub(super) output: StructureId,
    /// Name of its type.
    pub(super) name: String,
    /// Name of its module and of the client's method.
    pub(super) method: String,
}

/// Ids and names of types and operations.
pub(super) struct Names {
    /// The names that the manifest pins.
    pub(super) pinned: Pinned,
    /// Every shape that is a type of the service's own.
    types: BTreeMap<ShapeId, TypeNames>,
    /// Every operation.
    operations: BTreeMap<ShapeId, OperationNames>,
    /// All type names, for types that are added later.
    scope: Scope,
    /// Suffixes of the functions for defaults.
    presets: Scope,
}

impl Names {
    /// Gives names to everything selected, in the order of shape ids.
    pub(super) fn give(
        model: &Model,
        selection: &Selection,
        service: &Shape,
        pins: &Pins,
        found: &mut Diagnostics,
    ) -> Self {
        let renames = match &service.kind {
            Kind::Service(properties) => properties.rename.clone(),
            _ => BTreeMap::new(),
        };
        let shape_name = |id: &ShapeId| {
            renames
                .get(id)
                .cloned()
                .unwrap_or_else(|| id.name().to_owned())
        };
        let targeted = targeted(model, selection);
        let kinds: Vec<(&ShapeId, TypeKind)> = selection
            .shapes
            .iter()
            .filter_map(|id| Some((id, kind(model.get(id)?, &targeted)?)))
            .collect();
        let types = kinds.iter().map(|(id, _)| *id);
        unique(model, types.chain(&selection.operations), shape_name, found);
        let is_type = |id: &ShapeId| kinds.iter().any(|(it, _)| *it == id);
        let mut names = Self {
            pinned: Pinned::new(pins, model, selection, is_type, found),
            types: BTreeMap::new(),
            operations: BTreeMap::new(),
            scope: Scope::default(),
            presets: Scope::default(),
        };
        let structures = names.give_types(&kinds, &shape_name);
        names.give_operations(model, selection, &shape_name, structures, found);
        names
    }

    /// Gives names and ids to types, and returns the number of structures.
    fn give_types(
        &mut self,
        kinds: &[(&ShapeId, TypeKind)],
        shape_name: &impl Fn(&ShapeId) -> String,
    ) -> usize {
        // Pinned names come first, then names of shapes, then those that were changed because they are reserved.
        let pinned = kinds.iter().filter_map(|(id, _)| self.pinned.type_of(id));
        self.scope = Scope::with(pinned);
        let mut given = Vec::new();
        for by_right in [true, false] {
            for (id, kind) in kinds {
                let (wanted, own) = type_name(&shape_name(id));
                let name = match self.pinned.type_of(id) {
                    Some(name) => name.clone(),
                    None if own == by_right => self.scope.give(wanted),
                    None => continue,
                };
                given.push((name, *id, *kind));
            }
        }
        given.sort();
        given.dedup();
        let (mut structures, mut unions, mut enums) = (0, 0, 0);
        for (name, id, kind) in given {
            let mut structure = || Named::Structure(StructureId::at(next(&mut structures)));
            let (ty, module) = match kind {
                TypeKind::Structure => (structure(), DATA_MODULE),
                TypeKind::Error => (structure(), ERROR_MODULE),
                TypeKind::Union => (Named::Union(UnionId::at(next(&mut unions))), DATA_MODULE),
                TypeKind::Enum => (Named::Enum(EnumId::at(next(&mut enums))), ENUM_MODULE),
                TypeKind::IntEnum => (Named::IntEnum(EnumId::at(next(&mut enums))), ENUM_MODULE),
            };
            self.types
                .insert(id.clone(), TypeNames { name, ty, module });
        }
        structures
    }

    /// Gives names and ids to operations, and ids to their inputs and outputs, starting with the index `structures`.
    fn give_operations(
        &mut self,
        model: &Model,
        selection: &Selection,
        shape_name: &impl Fn(&ShapeId) -> String,
        mut structures: usize,
        found: &mut Diagnostics,
    ) {
        let pinned = selection.operations.iter();
        let pinned = pinned.filter_map(|id| self.pinned.operation(id));
        let mut types = Scope::with(pinned.clone().map(|(name, _)| name));
        let taken = pinned.map(|(_, module)| module.as_str());
        let mut modules = Scope::with(TAKEN_MODULES.into_iter().chain(taken));
        let mut given = Vec::new();
        for id in &selection.operations {
            let (name, module) = match self.pinned.operation(id) {
                Some(pinned) => pinned.clone(),
                None => (
                    types.give(type_name(&shape_name(id)).0),
                    modules.give(snake_name(&shape_name(id))),
                ),
            };
            if module.len() > LONGEST_MODULE {
                found.push(too_long(model, id));
            }
            given.push((name, module, id));
        }
        given.sort();
        for (place, (name, method, id)) in given.into_iter().enumerate() {
            let names = OperationNames {
                id: OperationId::at(place),
                input: StructureId::at(next(&mut structures)),
                output: StructureId::at(next(&mut structures)),
                name,
                method,
            };
            self.operations.insert(id.clone(), names);
        }
    }

    /// Returns name and type of a shape that is a type of its own.
    pub(super) fn type_of(&self, id: &ShapeId) -> Option<&TypeNames> {
        self.types.get(id)
    }

    /// Returns ids and names of an operation.
    pub(super) fn operation(&self, id: &ShapeId) -> Option<&OperationNames> {
        self.operations.get(id)
    }

    /// A name for a type that no shape stands for.
    pub(super) fn of_generator(&mut self, wanted: String) -> String {
        self.scope.give(wanted)
    }

    /// Returns the suffix of the functions for a default: structures share files, and two names may run together alike.
    pub(super) fn preset(&mut self, structure: &str, field: &str) -> String {
        let field = field.trim_start_matches("r#");
        let name = snake_name(&format!("{structure}_{field}"));
        // A word comes before it: what keeps a digit from being first would be one underscore too many.
        self.presets.give(name.trim_start_matches('_').to_owned())
    }

    /// All types, by shape id.
    pub(super) fn types(&self) -> impl Iterator<Item = (&ShapeId, &TypeNames)> {
        self.types.iter()
    }
}

/// Returns the next index, after `count`.
fn next(count: &mut usize) -> usize {
    let place = *count;
    *count += 1;
    place
}

fn too_long(model: &Model, id: &ShapeId) -> Diagnostic {
    let message = "the name of this operation is too long for a file name";
    let error = Diagnostic::error(message).help("leave it out with `operations` in the manifest");
    match model.get(id) {
        Some(shape) => error.at(model.location(shape, [])),
        None => error,
    }
}

/// Every shape that a member has as its value: inputs and outputs that are so too are data as well.
fn targeted(model: &Model, selection: &Selection) -> BTreeSet<ShapeId> {
    let shapes = selection.shapes.iter().filter_map(|id| model.get(id));
    shapes
        .flat_map(|shape| shape.members.iter().map(|member| member.target.clone()))
        .collect()
}

fn kind(shape: &Shape, targeted: &BTreeSet<ShapeId>) -> Option<TypeKind> {
    match shape.kind {
        _ if shape.id.namespace() == "smithy.api" => None,
        Kind::Structure if shape.traits.has(id::ERROR) => Some(TypeKind::Error),
        Kind::Structure => targeted.contains(&shape.id).then_some(TypeKind::Structure),
        Kind::Union => Some(TypeKind::Union),
        Kind::Enum => Some(TypeKind::Enum),
        Kind::String => shape.traits.has(id::ENUM).then_some(TypeKind::Enum),
        Kind::IntEnum => Some(TypeKind::IntEnum),
        _ => None,
    }
}

/// Two shapes of one name in a service's closure need `rename` (Smithy 2.0, "Service closure").
fn unique<'a>(
    model: &Model,
    ids: impl Iterator<Item = &'a ShapeId>,
    name: impl Fn(&ShapeId) -> String,
    found: &mut Diagnostics,
) {
    let mut seen: BTreeMap<String, &ShapeId> = BTreeMap::new();
    for shape in ids.filter_map(|id| model.get(id)) {
        let id = &shape.id;
        if let Some(other) = seen.insert(name(id), id) {
            let message = format!("`{other}` and `{id}` have the same name in this service");
            let help = if shape.kind.is_data() {
                "give one of them another name with `rename` on the service"
            } else {
                "leave one of them out with `operations` in the manifest, or rename it"
            };
            found.push(
                Diagnostic::error(message)
                    .at(model.location(shape, []))
                    .help(help),
            );
        }
    }
}

//! Every shape that the chosen operations reach.

use std::collections::BTreeSet;

use super::{Wanted, expect_kind};
use crate::smithy::ast::{Kind, Shape};
use crate::smithy::model::Model;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};

const STRUCTURE: Wanted = Wanted {
    is: |kind| *kind == Kind::Structure,
    name: "a structure",
};
const KEY: Wanted = Wanted {
    is: |kind| matches!(kind, Kind::String | Kind::Enum),
    name: "a string or an enum",
};
const DATA: Wanted = Wanted {
    is: Kind::is_data,
    name: "a simple type, a list, a map, a structure or a union",
};

/// Returns every shape that `operations` and the errors of `service` reach.
pub(super) fn reach(
    model: &Model,
    service: &Shape,
    operations: &[ShapeId],
    found: &mut Diagnostics,
) -> BTreeSet<ShapeId> {
    let mut walk = Walk {
        model,
        found,
        reached: BTreeSet::new(),
        waiting: Vec::new(),
    };
    if let Kind::Service(properties) = &service.kind {
        walk.errors(service, &properties.errors);
    }
    for operation in operations.iter().filter_map(|id| model.get(id)) {
        let Kind::Operation(properties) = &operation.kind else {
            continue;
        };
        let sides = [("input", &properties.input), ("output", &properties.output)];
        for (name, target) in sides
            .into_iter()
            .filter_map(|(name, target)| Some((name, target.as_ref()?)))
        {
            let at = model.location(operation, [name, "target"]);
            walk.visit(target, STRUCTURE, &format!("the {name} targets"), at);
        }
        walk.errors(operation, &properties.errors);
    }
    while let Some(shape) = walk.waiting.pop() {
        walk.members(shape);
    }
    walk.reached
}

struct Walk<'a, 'd> {
    model: &'a Model,
    found: &'d mut Diagnostics,
    reached: BTreeSet<ShapeId>,
    waiting: Vec<&'a Shape>,
}

impl<'a> Walk<'a, '_> {
    fn visit(
        &mut self,
        target: &ShapeId,
        wanted: Wanted,
        what: &str,
        at: Location,
    ) -> Option<&'a Shape> {
        let shape = expect_kind(self.model, target, wanted, what, at, self.found)?;
        if self.reached.insert(target.clone()) {
            self.waiting.push(shape);
        }
        Some(shape)
    }

    fn errors(&mut self, of: &Shape, errors: &[ShapeId]) {
        for (index, target) in errors.iter().enumerate() {
            let at = self
                .model
                .location(of, ["errors", &index.to_string(), "target"]);
            let shape = self.visit(target, STRUCTURE, "an error targets", at);
            if let Some(shape) = shape.filter(|shape| !shape.traits.has(id::ERROR)) {
                let message = format!(
                    "`{}` is returned as an error but has no `{}` trait",
                    shape.id,
                    id::ERROR
                );
                let help = "give it the trait with the value \"client\" or \"server\"";
                self.found.push(
                    Diagnostic::error(message)
                        .at(self.model.location(shape, []))
                        .help(help),
                );
            }
        }
    }

    fn members(&mut self, shape: &'a Shape) {
        if matches!(shape.kind, Kind::Enum | Kind::IntEnum) {
            return; // The values of an enum target Unit, which is not reached by this.
        }
        for member in &shape.members {
            let at = self.model.member_location(shape, member, ["target"]);
            let is_key = shape.kind == Kind::Map && member.name == "key";
            let (wanted, what) = if is_key {
                (KEY, "the key targets")
            } else {
                (DATA, "the member targets")
            };
            self.visit(&member.target, wanted, what, at);
        }
    }
}

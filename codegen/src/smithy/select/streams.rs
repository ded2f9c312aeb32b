//! Streams: the operations that the protocol cannot carry, and streams at places that cannot have one.
//!
//! Source of the rules: Smithy's specification "Streaming", validation of the traits `streaming` and `requiresLength`.

use std::collections::BTreeSet;

use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::model::Model;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::{TraitsExt, id};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// Streams that the protocol can carry.
#[derive(Clone, Copy)]
pub(super) struct Carried {
    /// Event streams.
    pub(super) events: bool,
    /// Streaming blobs.
    pub(super) blobs: bool,
}

/// Leaves out operations with streams that the protocol cannot carry, with a warning each.
pub(super) fn carried(
    model: &Model,
    operations: Vec<ShapeId>,
    carries: Carried,
    found: &mut Diagnostics,
) -> Vec<ShapeId> {
    let carried = |id: &ShapeId| {
        let Some(operation) = model.get(id) else {
            return true;
        };
        let (input, output) = operation.sides();
        let mut sides = [input, output].into_iter().flatten();
        let Some(what) = sides.find_map(|side| not_carried(model, side, carries)) else {
            return true;
        };
        let message = format!(
            "the operation `{}` is left out: {what}, which the protocol cannot carry",
            id.name()
        );
        let help = "leave it out of `operations` in the manifest to silence this warning";
        let at = model.location(operation, []);
        found.push(Diagnostic::warning(message).at(at).help(help));
        false
    };
    operations.into_iter().filter(carried).collect()
}

fn not_carried(model: &Model, side: &ShapeId, carries: Carried) -> Option<String> {
    model.get(side)?.members.iter().find_map(|member| {
        let target = stream(model, member)?;
        let what = match target.kind {
            Kind::Union if carries.events => return None,
            Kind::Union => "an event stream",
            _ if carries.blobs => return None,
            _ => "a streaming blob",
        };
        Some(format!("`{}${}` is {what}", side.name(), member.name))
    })
}

/// Reports streams among `shapes` at places that cannot have one, given the operations.
pub(super) fn check(
    model: &Model,
    operations: &[ShapeId],
    shapes: &BTreeSet<ShapeId>,
    found: &mut Diagnostics,
) {
    let operations = operations
        .iter()
        .filter_map(|id| model.get(id))
        .map(Shape::sides);
    let (inputs, outputs): (Vec<_>, Vec<_>) = operations.unzip();
    let inputs: BTreeSet<&ShapeId> = inputs.into_iter().flatten().collect();
    let outputs: BTreeSet<&ShapeId> = outputs.into_iter().flatten().collect();
    for shape in shapes.iter().filter_map(|id| model.get(id)) {
        traits(model, shape, found);
        let is_side = inputs.contains(&shape.id) || outputs.contains(&shape.id);
        for member in &shape.members {
            let problem = match (stream(model, member), model.get(&member.target)) {
                (Some(_), _) if !is_side => Some(NESTED),
                (Some(target), _) if is_second(model, shape, member, target) => Some(SECOND),
                (Some(target), _) if needs_length(target) && outputs.contains(&shape.id) => {
                    Some(LENGTH_OF_OUTPUT)
                }
                (None, Some(target)) if has_stream(model, target) => Some(INSIDE),
                _ if member.traits.has(id::STREAMING) => Some(ON_MEMBER),
                _ => None,
            };
            if let Some((message, help)) = problem {
                let at = model.member_location(shape, member, ["target"]);
                found.push(Diagnostic::error(message).at(at).help(help));
            }
        }
    }
}

/// A message, and the fix.
type Problem = (&'static str, &'static str);

const NESTED: Problem = (
    "the member is a stream, but not a member of the input or output of an operation",
    "bind the stream to the body of an operation, or remove the trait smithy.api#streaming from its target",
);
const SECOND: Problem = (
    "the member is an event stream beside another stream",
    "keep one of the streams: it is the whole body",
);
const INSIDE: Problem = (
    "the member targets a structure with a stream, which only operations can target",
    "move the stream to the input or output of the operation",
);
const ON_MEMBER: Problem = (
    "the member has the trait smithy.api#streaming, which is for blobs and unions themselves",
    "add the trait to the target of the member instead",
);
const LENGTH_OF_OUTPUT: Problem = (
    "the member of an output has the trait smithy.api#requiresLength on its target, which is for inputs",
    "target a blob without the trait",
);

/// Reports traits of streams on shapes that cannot have them.
fn traits(model: &Model, shape: &Shape, found: &mut Diagnostics) {
    let is_streaming = shape.traits.has(id::STREAMING);
    let problems = [
        (
            id::STREAMING,
            is_streaming && !matches!(shape.kind, Kind::Blob | Kind::Union),
            "only blobs and unions can be streams",
            "remove the trait",
        ),
        (
            id::REQUIRES_LENGTH,
            needs_length(shape) && !(is_streaming && shape.kind == Kind::Blob),
            "only a streaming blob can require a length",
            "add the trait smithy.api#streaming, or remove this one",
        ),
    ];
    for (id, is_wrong, message, help) in problems {
        if is_wrong {
            let at = model.trait_location(shape, id);
            found.push(Diagnostic::error(message).at(at).help(help));
        }
    }
}

/// Returns the target of `member`, if it is a stream.
fn stream<'a>(model: &'a Model, member: &Member) -> Option<&'a Shape> {
    let target = model.get(&member.target)?;
    let is_kind = matches!(target.kind, Kind::Blob | Kind::Union);
    (is_kind && target.traits.has(id::STREAMING)).then_some(target)
}

/// Returns whether a member that is an event stream, of this target, follows another stream of the shape.
fn is_second(model: &Model, shape: &Shape, member: &Member, target: &Shape) -> bool {
    let before = shape.members.iter().take_while(|it| it.name != member.name);
    let mut streams = before.filter_map(|it| stream(model, it));
    target.kind == Kind::Union && streams.next().is_some()
}

/// Returns whether it is a structure with a stream.
fn has_stream(model: &Model, shape: &Shape) -> bool {
    let mut members = shape.members.iter();
    shape.kind == Kind::Structure && members.any(|it| stream(model, it).is_some())
}

fn needs_length(shape: &Shape) -> bool {
    shape.traits.has(id::REQUIRES_LENGTH)
}

//! Look-up of a shape by its id, its name, or a type of the crate.

use std::collections::BTreeSet;

use codegen::smithy::ast::Shape;
use codegen::smithy::shape_id::ShapeId;
use codegen::support::diagnostic::Diagnostic;
use codegen::support::suggest;

use super::CrateTypes;
use crate::Failure;
use crate::services::Service;

/// Maximum number of names in a suggestion.
const LISTED: usize = 8;

/// Namespace of Smithy's own shapes, which only a whole id names.
const PRELUDE: &str = "smithy.api";

/// Returns the shapes called `wanted`, each with the index of its service. A member stands for its shape.
pub(super) fn shapes<'a>(
    wanted: &str,
    services: &'a [Service],
    types: &[CrateTypes<'_>],
) -> Result<Vec<(usize, &'a Shape)>, Failure> {
    let wanted = wanted.split_once('$').map_or(wanted, |(shape, _)| shape);
    let all = || services.iter().enumerate();
    let by_name = all().flat_map(|(index, service)| {
        let shapes = service.model.shapes();
        let found = shapes.filter(|it| is_called(&it.id, wanted));
        found.map(move |shape| (index, shape))
    });
    let by_name: Vec<_> = by_name.collect();
    if !by_name.is_empty() {
        return Ok(by_name);
    }
    let by_item = all().zip(types).flat_map(|((index, service), types)| {
        let ids = types.shapes(wanted).into_iter().filter_map(ShapeId::parse);
        ids.filter_map(move |id| Some((index, service.model.get(&id)?)))
    });
    let by_item: Vec<_> = by_item.collect();
    match by_item.is_empty() {
        true => Err((unknown(wanted, services).into(), 2)),
        false => Ok(by_item),
    }
}

fn is_called(id: &ShapeId, wanted: &str) -> bool {
    id.as_str() == wanted || (id.namespace() != PRELUDE && id.name() == wanted)
}

/// Returns the error for a shape that does not exist, with similar names.
fn unknown(wanted: &str, services: &[Service]) -> Diagnostic {
    let shapes = services.iter().flat_map(|it| it.model.shapes());
    let ids = shapes.map(|it| &it.id);
    let names = ids
        .filter(|it| it.namespace() != PRELUDE)
        .map(ShapeId::name);
    let names: BTreeSet<&str> = names.collect();
    let modules: Vec<&str> = services.iter().map(|it| it.module.as_str()).collect();
    let message = match modules.as_slice() {
        [module] => format!("`{module}` has no shape `{wanted}`"),
        _ => format!(
            "no service has a shape `{wanted}` (searched: `{}`)",
            modules.join("`, `")
        ),
    };
    // Of an id or a path, the name.
    let name = wanted.rsplit(['#', ':']).next().unwrap_or(wanted);
    Diagnostic::error(message).help(similar(name, &names))
}

/// Returns the names that are like `name`.
fn similar(name: &str, names: &BTreeSet<&str>) -> String {
    let nearest = suggest::nearest(name, names.iter().copied());
    let lower = name.to_lowercase();
    let contains = |it: &&&str| !lower.is_empty() && it.to_lowercase().contains(&lower);
    let containing = names.iter().filter(contains).copied();
    let mut others: Vec<&str> = containing.filter(|it| Some(*it) != nearest).collect();
    let more = others.len().saturating_sub(LISTED);
    others.truncate(LISTED);
    let listed = match more {
        0 => format!("`{}`", others.join("`, `")),
        more => format!("`{}` and {more} more", others.join("`, `")),
    };
    match (nearest, others.as_slice()) {
        (Some(nearest), []) => format!("did you mean `{nearest}`?"),
        (Some(nearest), _) => format!("did you mean `{nearest}`? There are also {listed}"),
        (None, []) => "name a shape of the model, or a type of the crate".to_owned(),
        (None, _) => format!("these names contain it: {listed}"),
    }
}

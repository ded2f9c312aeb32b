//! Operations as JSON, for programs.

use codegen::support::diagnostic::Location;
use serde_json::{Value, json};

use super::measure::{Listed, Row};
use crate::services::{Service, State};

/// Returns all results, as one document that ends with a line break.
pub(super) fn json(listed: &[Listed<'_>]) -> String {
    let services: Vec<Value> = listed.iter().map(service).collect();
    let document = json!({ "services": services });
    format!("{document:#}\n")
}

fn service(listed: &Listed<'_>) -> Value {
    let lines = listed.lines.as_ref();
    let rows = listed.rows.iter();
    let operations: Vec<Value> = rows.map(|row| operation(row, listed.service)).collect();
    json!({
        "module": listed.service.module,
        "service": listed.service.id.as_str(),
        "selected": listed.service.selected().count(),
        "defined": listed.service.operations.len(),
        "shapes": listed.shapes,
        "lines": lines.map(|it| it.total),
        "shared_lines": lines.map(|it| it.shared),
        "service_lines": lines.map(|it| it.total.saturating_sub(it.of_operations)),
        "operations": operations,
    })
}

fn operation(row: &Row<'_>, service: &Service) -> Value {
    let operation = row.operation;
    let is_selected = operation.state == State::Selected;
    let selector = service.selector(operation).filter(|_| is_selected);
    let unsupported = match &operation.state {
        State::Unsupported(reason) => Some(reason),
        State::Selected | State::NotSelected => None,
    };
    json!({
        "name": operation.id.name(),
        "shape": operation.id.as_str(),
        "selected": is_selected,
        "pattern": selector.map(|it| it.value.as_str()),
        "pattern_location": selector.and_then(|it| location(&it.location)),
        "unsupported": unsupported,
        "own_lines": row.lines.map(|it| it.own),
        "shared_lines": row.lines.map(|it| it.shared),
        "own_shapes": row.shapes.own,
        "shared_shapes": row.shapes.shared,
    })
}

/// Returns a location as `file:line:column`.
fn location(location: &Location) -> Option<String> {
    let file = location.file.as_ref()?;
    Some(match location.position {
        Some((line, column)) => format!("{file}:{line}:{column}"),
        None => file.clone(),
    })
}

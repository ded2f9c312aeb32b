//! Operations of a service as a table.

use super::measure::{Listed, Row, Size};
use crate::columns::aligned;
use crate::services::State;

const COLUMNS: [&str; 6] = [
    "operation",
    "selected",
    "own lines",
    "shared lines",
    "own shapes",
    "shared shapes",
];

/// Columns that are aligned to the left.
const TEXTS: usize = 2;

/// For a value that is not known.
const NONE: &str = "-";

type Cells = [String; COLUMNS.len()];

/// Returns the summary of a service, and the table of its operations.
pub(super) fn text(listed: &Listed<'_>) -> String {
    let rows: Vec<Cells> = listed.rows.iter().map(cells).collect();
    let lines = aligned(COLUMNS, &rows, |column| column < TEXTS);
    format!("{}\n{lines}", summary(listed))
}

fn cells(row: &Row<'_>) -> Cells {
    let selected = match row.operation.state {
        State::Selected => "yes",
        State::NotSelected => "no",
        State::Unsupported(_) => "unsupported",
    };
    let lines = |part: fn(Size) -> usize| match row.lines {
        Some(size) => part(size).to_string(),
        None => NONE.to_owned(),
    };
    [
        row.operation.id.name().to_owned(),
        selected.to_owned(),
        lines(|it| it.own),
        lines(|it| it.shared),
        row.shapes.own.to_string(),
        row.shapes.shared.to_string(),
    ]
}

/// Returns the sizes of the service.
fn summary(listed: &Listed<'_>) -> String {
    let service = listed.service;
    let selected = service.selected().count();
    let counts = format!(
        "{}: {selected} of {} operations selected, {} shapes\n",
        service.module,
        service.operations.len(),
        listed.shapes
    );
    let lines = match &listed.lines {
        Some(lines) => format!(
            "{} lines: {} of single operations, {} shared by several, {} of the service itself\n",
            lines.total,
            lines.of_operations.saturating_sub(lines.shared),
            lines.shared,
            lines.total.saturating_sub(lines.of_operations),
        ),
        None if selected == 0 => String::new(),
        None => "lines unknown: the service cannot be generated\n".to_owned(),
    };
    counts + &lines
}

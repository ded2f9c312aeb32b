//! Tables → lines of Markdown, whose tables have a heading always and one line for each row.

use super::{
    block::{Inline, Table},
    words::line,
};

/// Returns the lines of `table`.
pub(super) fn lines(table: &Table) -> Vec<String> {
    let columns = table
        .rows
        .iter()
        .chain(&table.heading)
        .map(Vec::len)
        .max()
        .unwrap_or(0);
    let mut heading = table.heading.clone().unwrap_or_default();
    heading.resize(columns, Vec::new());
    let mut lines = vec![row(&heading), format!("|{}", " --- |".repeat(columns))];
    // Rows may be shorter.
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    lines
}

fn row(cells: &[Vec<Inline>]) -> String {
    let mut row = String::from("|");
    for cell in cells {
        // Bars in cells, even in code, need a backslash.
        row.push_str(&format!(" {} |", line(cell).replace('|', "\\|")));
    }
    row
}

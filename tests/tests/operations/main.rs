//! The numbers of `OPERATIONS.md` are those of the runtime's constants, and no duration of the runtime is missing there.
//!
//! A row that names a constant, such as `retry/backoff.rs` `MOST_OVER_BACKOFF`, is compared with it; the first number of
//! its second column is the value.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod constants;
mod quantity;

use constants::{Constant, constants};
use std::fs;
use tests::workspace;

/// Durations that limit nothing a user waits for, each with the reason.
const ELSEWHERE: [(&str, &str); 2] = [
    (
        "timestamp/convert.rs LAST_OF_WINDOWS",
        "the clock of a platform",
    ),
    (
        "timestamp/convert.rs FIRST_OF_WINDOWS",
        "the clock of a platform",
    ),
];

/// A row of a table that names a constant.
struct Row {
    line: String,
    value: Option<u128>,
    file: String,
    name: String,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(workspace().join("OPERATIONS.md")).unwrap();
    text.lines().filter_map(row).collect()
}

/// The row that `line` is, if it names a file of the runtime and a constant.
fn row(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.strip_prefix('|')?.split('|').collect();
    let code: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
    let at = code.windows(2).find(|pair| {
        pair[0].ends_with(".rs") && pair[1].starts_with(|it: char| it.is_ascii_uppercase())
    })?;
    Some(Row {
        line: line.to_owned(),
        value: quantity::parse(cells.get(1)?),
        file: at[0].to_owned(),
        name: at[1].to_owned(),
    })
}

#[test]
fn the_numbers_are_those_of_the_constants() {
    let constants = constants();
    let rows = rows();
    assert!(rows.len() > 20, "{} rows are few", rows.len());
    for row in rows {
        let is_meant = |it: &&Constant| it.file == row.file && it.name == row.name;
        let constant = constants.iter().find(is_meant);
        let constant = constant.unwrap_or_else(|| panic!("no such constant: {}", row.line));
        assert_eq!(row.value, constant.value, "{}", row.line);
    }
}

#[test]
fn every_duration_of_the_runtime_has_a_row() {
    let rows = rows();
    let missing: Vec<String> = constants()
        .into_iter()
        .filter(|it| it.is_duration)
        .filter(|it| {
            !rows
                .iter()
                .any(|row| row.file == it.file && row.name == it.name)
        })
        .map(|it| format!("{} {}", it.file, it.name))
        .filter(|it| !ELSEWHERE.iter().any(|(name, _)| it == name))
        .collect();
    assert!(missing.is_empty(), "OPERATIONS.md lacks {missing:#?}");
}

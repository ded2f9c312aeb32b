//! `ls`: lists operations with the size of the code that they bring.

mod json;
mod measure;
mod table;

use std::cmp::Reverse;
use std::fs;

use codegen::support::diagnostic::Diagnostic;

use crate::arguments::{LsOptions as Options, Sort};
use crate::services::{self, State};
use crate::{Context, Failure, Outcome};
use measure::{Listed, Row, measured};

pub(crate) fn run(options: &Options, context: &Context) -> Outcome {
    match list(options, context) {
        Ok(outcome) => outcome,
        Err(failure) => failure.into(),
    }
}

fn list(options: &Options, context: &Context) -> Result<Outcome, Failure> {
    let services = services::read(&options.selection, context)?;
    context.progress.begin("measuring services", services.len());
    let mut listed = Vec::new();
    for service in &services {
        let mut service = measured(service);
        arrange(&mut service, options);
        listed.push(service);
        context.progress.advance();
    }
    if let Some(path) = &options.json {
        fs::write(path, json::json(&listed)).map_err(|error| {
            let message = format!("this cannot be written: {error}");
            let error = Diagnostic::error(message).file(path.display().to_string());
            (error.help("name another file with `--json PATH`").into(), 1)
        })?;
    }
    let tables: Vec<String> = listed.iter().map(table::text).collect();
    Ok(Outcome {
        output: tables.join("\n"),
        messages: services::warnings(&services),
        code: 0,
    })
}

/// Sorts the rows, and removes those that are not requested.
fn arrange(service: &mut Listed<'_>, options: &Options) {
    let rows = &mut service.rows;
    rows.retain(|it| !options.selected || it.operation.state == State::Selected);
    // Rows are sorted by name, and stay so if they are equal.
    rows.sort_by_key(|row| (rank(row), Reverse(size(row, options.sort))));
}

fn rank(row: &Row<'_>) -> usize {
    match row.operation.state {
        State::Selected => 0,
        State::NotSelected => 1,
        State::Unsupported(_) => 2,
    }
}

fn size(row: &Row<'_>, sort: Sort) -> usize {
    let lines = row.lines.unwrap_or_default();
    match sort {
        Sort::Own => lines.own,
        Sort::Lines => lines.own + lines.shared,
        Sort::Shapes => row.shapes.own + row.shapes.shared,
        Sort::Name => 0,
    }
}

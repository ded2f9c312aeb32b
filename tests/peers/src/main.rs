//! Measures the official SDK and this project's crates side by side, and writes `RESULTS.md`.
//!
//! `cargo run --release --manifest-path tests/peers/Cargo.toml`, with `../shared` beside the project. A measurement takes
//! all its sides in turn, several times; shown are medians and the span of all runs. `-- --only calls` measures one part
//! again and replaces its tables; each table has the date of its measurement. `--runs N` sets how often a side is
//! measured. `bars.svg` and `COMPARE.md` show some of the figures; `-- --bars` writes both again from `RESULTS.md`,
//! without a measurement.

mod affinity;
mod bars;
mod builds;
mod bulk;
mod callgrind;
mod calls;
mod codec;
mod command;
mod comparison;
mod document;
mod ec2;
mod events;
mod figures;
mod load;
mod machine;
mod project;
mod s3;
mod server;
mod sizes;
mod standard;
mod streams;
mod table;
mod transfers;
mod usage;
mod whole;

use command::Result;
use project::Project;
use std::process::ExitCode;
use table::Table;
use usage::Usage;

/// The parts, in the order of the document.
const PARTS: [(&str, Part); 21] = [
    ("builds", builds::programs),
    ("whole", whole::json),
    ("whole-rest", whole::bindings),
    ("whole-query", whole::query),
    ("whole-ec2", ec2::dev),
    ("whole-ec2-release", ec2::release),
    ("whole-s3", whole::s3_dev),
    ("whole-s3-release", whole::s3_release),
    ("sizes", sizes::sizes),
    ("sizes-s3", s3::sizes),
    ("calls", calls::calls),
    ("calls-rest", calls::bindings),
    ("calls-s3", s3::calls),
    ("events", events::events),
    ("first", calls::first),
    ("transfers-s3", transfers::transfers),
    ("streams", streams::streams),
    ("codec", codec::codec),
    ("standard", standard::standard),
    ("standard-query", standard::query),
    ("standard-rest", standard::bindings),
];

type Part = fn(&Project, usize) -> Result<Vec<Table>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result {
    if std::env::args().skip(1).eq(["--bars"]) {
        return show();
    }
    let (only, runs) = arguments()?;
    let project = Project::find()?;
    project.prepare()?;
    for (name, part) in PARTS {
        if only.as_deref().is_none_or(|only| only == name) {
            let usage = Usage::now()?;
            for table in part(&project, runs)? {
                println!("\n{table}");
                write(&project, &table, &usage)?;
            }
        }
    }
    show()
}

/// Writes a table into `RESULTS.md`.
fn write(project: &Project, table: &Table, start: &Usage) -> Result {
    let Table { title, text, .. } = table;
    let conditions = machine::conditions(project, start)?;
    let section = format!("{title}\n\n{conditions}\n\n{text}\n\n{table}");
    let document = std::fs::read_to_string(project::results())?;
    std::fs::write(project::results(), document::with(&document, &section))?;
    Ok(())
}

/// Shows figures of `RESULTS.md` in `bars.svg` and `COMPARE.md`.
fn show() -> Result {
    let results = std::fs::read_to_string(project::results())?;
    std::fs::write(project::bars(), bars::draw(&results)?)?;
    let document = std::fs::read_to_string(project::comparison())?;
    std::fs::write(
        project::comparison(),
        comparison::rewritten(&document, &results)?,
    )?;
    Ok(())
}

fn arguments() -> Result<(Option<String>, usize)> {
    let (mut only, mut runs) = (None, 5);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments
            .next()
            .ok_or(format!("{argument} needs a value"))?;
        match argument.as_str() {
            "--only" if PARTS.iter().any(|(name, _)| *name == value) => only = Some(value),
            "--runs" => runs = value.parse::<usize>()?.max(1),
            _ => {
                let parts: Vec<_> = PARTS.iter().map(|(name, _)| *name).collect();
                let parts = parts.join("|");
                return Err(format!("usage: [--bars] [--only {parts}] [--runs N]").into());
            }
        }
    }
    Ok((only, runs))
}

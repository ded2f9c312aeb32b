//! Measures the official SDK and this project's crates side by side, and writes `RESULTS.md`.
//!
//! `cargo run --release --manifest-path tests/peers/Cargo.toml`, with `../shared` beside the project. A measurement takes
//! all its sides in turn, several times; what is shown are medians and the span of all runs. `-- --only calls` measures
//! one part again, in the place of what it gave before; `--runs N` says how often a side is measured. `bars.svg`
//! and `COMPARE.md` show some of the figures; `-- --bars` writes both again from `RESULTS.md`, without measuring anything.

mod affinity;
mod bars;
mod builds;
mod calls;
mod codec;
mod command;
mod comparison;
mod figures;
mod machine;
mod project;
mod server;
mod sizes;
mod table;

use command::Result;
use project::Project;
use std::process::ExitCode;
use table::Table;

/// The parts, in the order of the document.
const PARTS: [(&str, Part); 6] = [
    ("builds", builds::programs),
    ("whole", builds::whole_services),
    ("sizes", sizes::sizes),
    ("calls", calls::calls),
    ("first", calls::first),
    ("codec", codec::codec),
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
            let tables = part(&project, runs)?;
            let text: String = tables.iter().map(|table| format!("\n{table}")).collect();
            println!("{text}");
            std::fs::write(project.part(name), text)?;
        }
    }
    let mut document = machine::heading(&project)?;
    for (name, _) in PARTS {
        let Ok(text) = std::fs::read_to_string(project.part(name)) else {
            println!("RESULTS.md is not written: {name} was never measured");
            return Ok(());
        };
        document.push_str(&text);
    }
    std::fs::write(project::results(), document)?;
    show()
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

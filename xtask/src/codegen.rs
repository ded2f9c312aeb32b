//! `cargo xtask codegen`: runs the generator and says what came of it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use codegen::check::{self, Limits};
use codegen::diagnostic::{Diagnostics, Severity};
use codegen::fileset::{Change, Changes, Tally};
use codegen::meaning;
use codegen::{Output, ServiceReport};

use crate::arguments::CodegenOptions as Options;
use crate::{Outcome, head};

pub(crate) fn run(options: &Options) -> Outcome {
    let start = Instant::now();
    let manifest = options.manifest.clone().unwrap_or_else(default_manifest);
    let mut outcome = Outcome::default();
    let output = match codegen::generate(&manifest) {
        Ok(output) => output,
        Err(diagnostics) => return failed(outcome, &diagnostics, "nothing was written"),
    };
    if !output.warnings.is_empty() {
        append(
            &mut outcome.messages,
            format_args!("{}\n\n", output.warnings),
        );
    }
    let (changes, otherwise) = if options.check {
        (output.files.compare(&output.root), "nothing was written")
    } else {
        (
            output.files.write(&output.root),
            "no file was written by half",
        )
    };
    match changes {
        Ok(changes) => report(&output, &changes, options, start.elapsed(), &mut outcome),
        Err(diagnostics) => return failed(outcome, &diagnostics, otherwise),
    }
    outcome
}

fn failed(mut outcome: Outcome, diagnostics: &Diagnostics, state: &str) -> Outcome {
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count();
    append(
        &mut outcome.messages,
        format_args!(
            "{diagnostics}\n\nerror: {}; {state}\n",
            count(errors, "problem")
        ),
    );
    outcome.code = 1;
    outcome
}

fn report(
    output: &Output,
    changes: &Changes,
    options: &Options,
    elapsed: Duration,
    outcome: &mut Outcome,
) {
    if options.verbose {
        for (path, change) in changes.iter() {
            append(
                &mut outcome.output,
                format_args!("{:<9} {path}\n", verb(change)),
            );
        }
    }
    if options.verbose || options.check {
        outcome
            .output
            .push_str(&check::diff(changes, Limits::default()));
    }
    for service in &output.services {
        let tally = changes.tally(|path| belongs_to(path, service));
        let (operations, shapes) = (
            count(service.operations, "operation"),
            count(service.shapes, "shape"),
        );
        let files = files(tally, options);
        append(
            &mut outcome.output,
            format_args!(
                "{}: {operations}, {shapes}; {files}; {:.2} s\n",
                service.module,
                service.elapsed.as_secs_f64(),
            ),
        );
    }
    let (name, tally, time) = (&output.name, changes.tally(|_| true), elapsed.as_secs_f64());
    if changes.is_empty() {
        append(
            &mut outcome.output,
            format_args!(
                "{name}: nothing to change, {} files in {time:.2} s\n",
                tally.unchanged
            ),
        );
    } else if options.check {
        outcome.code = 1;
        let manifest = options.manifest.clone();
        outcome.output += &head::summary(&manifest.unwrap_or_else(default_manifest));
        append(
            &mut outcome.messages,
            format_args!("error: {}\n", check::summary(changes, &command(options))),
        );
    } else {
        append(
            &mut outcome.output,
            format_args!("{name}: {} in {time:.2} s\n", files(tally, options)),
        );
    }
}

fn verb(change: &Change) -> &'static str {
    match change {
        Change::Created { .. } => "created",
        Change::Changed { .. } => "changed",
        Change::Unchanged => "unchanged",
        Change::Pruned { .. } => "pruned",
    }
}

fn belongs_to(path: &str, service: &ServiceReport) -> bool {
    let module = &service.module;
    path.starts_with(&format!("src/{module}/"))
        || path == format!("src/{module}.rs")
        || path == format!("tests/{module}_protocol.rs")
        || path == meaning::path(module)
}

fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

fn files(tally: Tally, options: &Options) -> String {
    let Tally {
        written,
        unchanged,
        pruned,
    } = tally;
    let to = if options.check {
        ("to write", "to prune")
    } else {
        ("written", "pruned")
    };
    format!(
        "files: {written} {}, {unchanged} unchanged, {pruned} {}",
        to.0, to.1
    )
}

/// The command that writes what `--check` found wrong.
fn command(options: &Options) -> String {
    match &options.manifest {
        Some(manifest) => format!("cargo xtask codegen --manifest {}", manifest.display()),
        None => "cargo xtask codegen".to_owned(),
    }
}

/// `models/codegen.toml` of the workspace that cargo runs this from; of the current folder where it is run otherwise.
pub(crate) fn default_manifest() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let workspace = package
        .as_deref()
        .and_then(Path::parent)
        .unwrap_or(Path::new(""));
    let here = std::env::current_dir().unwrap_or_default();
    // Messages are shorter so.
    workspace
        .strip_prefix(here)
        .unwrap_or(workspace)
        .join("models/codegen.toml")
}

fn append(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = text.write_fmt(arguments);
}

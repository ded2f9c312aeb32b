//! `codegen`: runs the generator and reports the result.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use codegen::manifest::Manifest;
use codegen::output::check::{self, Limits};
use codegen::output::fileset::{Change, Changes, Tally};
use codegen::output::meaning;
use codegen::support::diagnostic::{Diagnostics, Severity};
use codegen::{Output, ServiceReport, generate};

use crate::arguments::CodegenOptions as Options;
use crate::{Context, Outcome, head};

pub(crate) fn run(options: &Options, context: &Context) -> Outcome {
    let start = Instant::now();
    let mut outcome = Outcome::default();
    let run = Run {
        options,
        context,
        manifest: match &options.manifest {
            Some(path) => path.clone(),
            None => context.program.default_manifest(),
        },
    };
    let output = Manifest::read(&run.manifest)
        .and_then(|manifest| generate::with_progress(&manifest, &context.progress));
    let output = match output {
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
            "no file was left partially written",
        )
    };
    match changes {
        Ok(changes) => report(&output, &changes, &run, start.elapsed(), &mut outcome),
        Err(diagnostics) => return failed(outcome, &diagnostics, otherwise),
    }
    outcome
}

/// A run of the command.
struct Run<'a> {
    options: &'a Options,
    context: &'a Context,
    manifest: PathBuf,
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
    run: &Run<'_>,
    elapsed: Duration,
    outcome: &mut Outcome,
) {
    let options = run.options;
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
        outcome.output += &head::summary(&run.manifest, run.context.program);
        append(
            &mut outcome.messages,
            format_args!("error: {}\n", check::summary(changes, &command(run))),
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

/// Returns the command that writes the files that `--check` found missing or out of date.
fn command(run: &Run<'_>) -> String {
    let program = run.context.program.name();
    match &run.options.manifest {
        Some(manifest) => format!("{program} codegen --manifest {}", manifest.display()),
        None => format!("{program} codegen"),
    }
}

fn append(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = text.write_fmt(arguments);
}

//! Generation of one model, in a process of its own: its memory is measured, and a fault of the generator does not stop
//! the survey.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use codegen::generate::{self, sizes};
use codegen::manifest::Manifest;
use codegen::support::diagnostic::Diagnostics;

use super::folder::{Folder, unwritable};
use super::record::{Generated, Generation};
use crate::Outcome;
use crate::arguments::SURVEY_MODEL;

/// Copies this program to the folder, for [`run`]: a survey takes hours, in which it may be built again.
pub(super) fn copy_program(folder: &Folder) -> Result<(), Diagnostics> {
    let copy = folder.program();
    let copied = env::current_exe().and_then(|program| {
        // Another one may be running.
        let _ = fs::remove_file(&copy);
        fs::copy(program, &copy)
    });
    copied
        .map(|_| ())
        .map_err(|error| unwritable(&copy, &error).into())
}

/// Generates the crate of a model in another process.
pub(super) fn run(name: &str, folder: &Folder) -> Generation {
    let run = Command::new(folder.program())
        .arg(SURVEY_MODEL)
        .arg(folder.manifest_of(name))
        .output();
    let run = match run {
        Ok(run) => run,
        Err(error) => return Generation::Failed(format!("the program cannot be run: {error}")),
    };
    match serde_json::from_slice(&run.stdout) {
        Ok(generated) if run.status.success() => Generation::Done(generated),
        _ => {
            let said = String::from_utf8_lossy(&run.stderr).trim_end().to_owned();
            // A process that did not end by itself has no code.
            Generation::Failed(match run.status.code() {
                Some(1) => said,
                _ => format!("error: the generator stopped: {}\n{said}", run.status),
            })
        }
    }
}

/// Generates the crate of a manifest in this process, and reports it as JSON.
pub(super) fn here(manifest: &Path) -> Outcome {
    match generated(manifest) {
        Ok(generated) => match serde_json::to_string(&generated) {
            Ok(report) => report.into(),
            Err(error) => failed(&error.to_string()),
        },
        Err(problems) => failed(&problems.to_string()),
    }
}

fn failed(messages: &str) -> Outcome {
    Outcome {
        messages: format!("{messages}\n"),
        code: 1,
        ..Outcome::default()
    }
}

fn generated(path: &Path) -> Result<Generated, Diagnostics> {
    let start = Instant::now();
    let manifest = Manifest::read(path)?;
    let output = generate::of_manifest(&manifest)?;
    output.files.write(&output.root)?;
    let seconds = start.elapsed().as_secs_f64();
    // What follows is not part of the generation.
    let peak_bytes = peak_memory();
    let sources = output.files.iter();
    let sources = sources.filter(|(path, _)| path.starts_with("src/") && path.ends_with(".rs"));
    Ok(Generated {
        operations: output.services.iter().map(|it| it.operations).sum(),
        defined: output.services.iter().map(|it| it.defined).sum(),
        shapes: output.services.iter().map(|it| it.shapes).sum(),
        lines: sources.map(|(_, text)| sizes::lines(text)).sum(),
        seconds,
        peak_bytes,
        warnings: output.warnings.iter().map(ToString::to_string).collect(),
    })
}

/// Returns the peak memory of this process, on Linux.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let peak = lines.find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = peak.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

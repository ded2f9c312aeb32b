//! Results of a survey.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::arguments::Step;

/// Results of all models.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Time of building the dependencies, which the times of models do not contain.
    pub(super) dependencies: Option<Duration>,
    pub(super) models: Vec<Record>,
    /// Files that are not models of a service, with the reason.
    pub(super) ignored: Vec<(PathBuf, String)>,
}

/// Results of one model.
#[derive(Debug)]
pub(super) struct Record {
    /// The crate, which is also the name of its module.
    pub(super) name: String,
    pub(super) file: PathBuf,
    /// Shape id of the service; empty if the file cannot be read.
    pub(super) service: String,
    /// Protocols that the service names.
    pub(super) protocols: Vec<&'static str>,
    /// Size of the files of the model.
    pub(super) bytes: u64,
    /// The problem, if none of the protocols is supported.
    pub(super) unsupported: Option<String>,
    pub(super) generation: Option<Generation>,
    /// Steps after the generation that were run.
    pub(super) steps: Vec<(Step, StepResult)>,
}

/// Result of generating the crate.
#[derive(Debug)]
pub(super) enum Generation {
    Done(Generated),
    /// The messages of the generator.
    Failed(String),
}

/// Facts about a generated crate, as the process that generated it reports them.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(super) struct Generated {
    /// Number of operations in the crate.
    pub(super) operations: usize,
    /// Number of operations in the model.
    pub(super) defined: usize,
    pub(super) shapes: usize,
    /// Lines of Rust in `src`, without comments and blank lines.
    pub(super) lines: usize,
    /// Time from reading the manifest to writing the last file.
    pub(super) seconds: f64,
    /// Peak memory of the process, if the system tells.
    pub(super) peak_bytes: Option<u64>,
    pub(super) warnings: Vec<String>,
}

/// Result of a step after the generation.
#[derive(Debug, Default)]
pub(super) struct StepResult {
    pub(super) time: Duration,
    /// Warnings of rustc or rustdoc about the crate.
    pub(super) warnings: usize,
    /// Number of tests that passed.
    pub(super) passed: usize,
    /// Number of tests that failed.
    pub(super) failed: usize,
    /// The reason, if the step failed.
    pub(super) failure: Option<String>,
}

/// Outcome of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Ok,
    /// The name of the step.
    Failed(&'static str),
    /// None of its protocols is supported.
    Unsupported,
}

impl Record {
    pub(super) fn outcome(&self) -> Outcome {
        if self.unsupported.is_some() {
            return Outcome::Unsupported;
        }
        if !matches!(self.generation, Some(Generation::Done(_))) {
            return Outcome::Failed("generate");
        }
        let mut steps = self.steps.iter();
        let failed = steps.find(|(_, result)| result.failure.is_some());
        failed.map_or(Outcome::Ok, |(step, _)| Outcome::Failed(step.name()))
    }

    /// Returns the facts about the crate, if it was generated.
    pub(super) fn generated(&self) -> Option<&Generated> {
        match &self.generation {
            Some(Generation::Done(generated)) => Some(generated),
            _ => None,
        }
    }

    /// Returns the result of a step, if it was run.
    pub(super) fn step(&self, step: Step) -> Option<&StepResult> {
        let mut steps = self.steps.iter();
        steps.find(|(it, _)| *it == step).map(|(_, result)| result)
    }

    /// Returns the reasons of failures; if `is_verbose`, the warnings of the generator too.
    pub(super) fn messages(&self, is_verbose: bool) -> impl Iterator<Item = &str> {
        let (failed, warnings) = match &self.generation {
            Some(Generation::Failed(said)) => (Some(said), None),
            Some(Generation::Done(generated)) if is_verbose => (None, Some(&generated.warnings)),
            _ => (None, None),
        };
        let steps = self.steps.iter();
        let steps = steps.filter_map(|(_, result)| result.failure.as_ref());
        let warnings = warnings.into_iter().flatten();
        let all = failed.into_iter().chain(warnings).chain(steps);
        all.map(String::as_str)
    }

    /// Returns the number of warnings of rustc and rustdoc, if a step was run.
    pub(super) fn rust_warnings(&self) -> Option<usize> {
        let steps = self.steps.iter();
        let all = steps.map(|(_, result)| result.warnings);
        (!self.steps.is_empty()).then(|| all.sum())
    }
}

impl Outcome {
    pub(super) fn text(self) -> String {
        match self {
            Self::Ok => "ok".to_owned(),
            Self::Failed(step) => format!("failed: {step}"),
            Self::Unsupported => "unsupported".to_owned(),
        }
    }
}

impl Survey {
    /// Returns the number of models with this kind of outcome.
    pub(super) fn count(&self, is: impl Fn(Outcome) -> bool) -> usize {
        self.models.iter().filter(|it| is(it.outcome())).count()
    }

    /// Returns the number of models that failed.
    pub(super) fn failed(&self) -> usize {
        self.count(|it| matches!(it, Outcome::Failed(_)))
    }
}

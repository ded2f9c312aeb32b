//! Arguments of `survey`.

use std::path::PathBuf;

use super::parse::Given;
use super::spec::{DIR, Operand, Opt, PATH, RUNTIME, Spec, Value, Values};

pub(super) const SPEC: Spec = Spec {
    name: "survey",
    about: "generate, build and test a crate for each model of a folder",
    operands: &[Operand {
        name: "FOLDER",
        is_needed: true,
        values: Values::Paths,
    }],
    details: "\
Generates a crate for each Smithy model (JSON AST) in FOLDER and the folders in it, such as a
checkout of the public AWS model repository, or for a single model. Checks each crate, builds its
documentation, runs its endpoint and protocol tests, and prints a table. A model that fails does
not stop the others. Files that are not models, and models of unsupported protocols, are listed
and are not failures.",
    options: &[
        Opt::repeated(
            "--only",
            Value {
                name: "GLOB",
                what: "a pattern",
                values: Values::Text,
            },
            "only the models whose file (without `.json`) or crate has this name; may be given\n\
             several times",
        ),
        Opt::repeated(
            "--step",
            Value {
                name: "STEP",
                what: "generate, check, doc or test",
                values: Values::Of(&["generate", "check", "doc", "test"]),
            },
            "only these steps after the generation, which is always run: check, doc or test, or\n\
             generate for none of them; may be given several times (default: all)",
        ),
        RUNTIME,
        Opt::with_value(
            "--keep",
            DIR,
            "write the crates, logs and build products to this folder and keep them; a later run\n\
             with the same folder is faster (default: a temporary folder)",
        ),
        Opt::with_value("--markdown", PATH, "also write the table to this file"),
        Opt::with_value("--json", PATH, "also write all results to this file"),
        Opt::flag(
            "--deny-warnings",
            "a warning of rustc or rustdoc fails the step",
        ),
        Opt {
            short: Some("-v"),
            ..Opt::flag("--verbose", "show the generator's warnings too")
        },
    ],
    exit: "0 if no step failed, 1 if one did or no model was found, 2 if the command line is invalid",
};

/// Options of `survey`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) folder: PathBuf,
    /// Patterns; empty for all models.
    pub(crate) only: Vec<String>,
    /// Steps after the generation, in their order.
    pub(crate) steps: Vec<Step>,
    pub(crate) runtime: Option<String>,
    pub(crate) keep: Option<PathBuf>,
    pub(crate) markdown: Option<PathBuf>,
    pub(crate) json: Option<PathBuf>,
    pub(crate) deny_warnings: bool,
    pub(crate) verbose: bool,
}

/// A step after the generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Check,
    Doc,
    Test,
}

impl Step {
    /// All steps, in their order.
    pub(crate) const ALL: [Self; 3] = [Self::Check, Self::Doc, Self::Test];

    /// Returns the name on the command line and in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Doc => "doc",
            Self::Test => "test",
        }
    }
}

impl Options {
    pub(super) fn new(mut given: Given) -> Self {
        let named: Vec<String> = given.texts("--step").collect();
        let is_wanted = |step: &Step| named.is_empty() || named.iter().any(|it| it == step.name());
        Self {
            folder: given.operand().unwrap_or_default().into(),
            only: given.texts("--only").collect(),
            steps: Step::ALL.into_iter().filter(is_wanted).collect(),
            runtime: given.texts("--runtime").next(),
            keep: given.path("--keep"),
            markdown: given.path("--markdown"),
            json: given.path("--json"),
            deny_warnings: given.has("--deny-warnings"),
            verbose: given.has("--verbose"),
        }
    }
}

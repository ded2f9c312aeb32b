//! Arguments of `init`.

use std::path::PathBuf;

use super::parse::Given;
use super::spec::{DIR, Operand, Opt, RUNTIME, Spec, Values};

pub(super) const SPEC: Spec = Spec {
    name: "init",
    about: "write a manifest for a model",
    operands: &[Operand {
        name: "MODEL",
        is_needed: true,
        values: Values::Paths,
    }],
    details: "\
Writes `codegen.toml`, the manifest of a crate `clients` beside it, for MODEL, a Smithy model (JSON
AST). An existing manifest is not overwritten.",
    options: &[
        Opt::with_value(
            "--path",
            DIR,
            "the folder of the manifest, created if missing (default: the current folder)",
        ),
        RUNTIME,
    ],
    exit: "0 if the manifest was written, 1 if it was not, 2 if the command line is invalid",
};

/// Options of `init`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) model: PathBuf,
    pub(crate) path: PathBuf,
    pub(crate) runtime: Option<String>,
}

impl Options {
    pub(super) fn new(mut given: Given) -> Self {
        Self {
            model: given.operand().unwrap_or_default().into(),
            path: given.path("--path").unwrap_or_default(),
            runtime: given.texts("--runtime").next(),
        }
    }
}

//! Arguments of `init`.

use std::path::PathBuf;

use super::parse::Given;
use super::spec::{Operand, Opt, Spec, Value, Values};

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
            Value {
                name: "DIR",
                what: "a folder",
                values: Values::Paths,
            },
            "the folder of the manifest, created if missing (default: the current folder)",
        ),
        Opt::with_value(
            "--runtime",
            Value {
                name: "RUNTIME",
                what: "a folder, a URL or a version",
                values: Values::Text,
            },
            "the package runtime: its folder, the URL of a git repository, or a version\n\
             (default: that of the checkout this program was built from, else its version)",
        ),
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

//! Arguments of `codegen`.

use std::path::PathBuf;

use super::parse::Given;
use super::spec::{MANIFEST, Opt, Spec};

pub(super) const SPEC: Spec = Spec {
    name: "codegen",
    about: "write the crate that a manifest describes",
    operands: &[],
    details: "Writes the crate that a manifest describes from the Smithy models that it names.",
    options: &[
        MANIFEST,
        Opt::flag(
            "--check",
            "write nothing; show what would change, and fail if anything would",
        ),
        Opt {
            short: Some("-v"),
            ..Opt::flag("--verbose", "list every file, and show what changes")
        },
    ],
    exit: "0 if it succeeded, 1 if a model, the manifest or the generated crate has problems, 2 if the command line is invalid",
};

/// Options of `codegen`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) manifest: Option<PathBuf>,
    pub(crate) check: bool,
    pub(crate) verbose: bool,
}

impl Options {
    pub(super) fn new(given: &Given) -> Self {
        Self {
            manifest: given.path("--manifest"),
            check: given.has("--check"),
            verbose: given.has("--verbose"),
        }
    }
}

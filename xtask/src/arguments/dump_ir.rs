//! Arguments of `dump-ir`.

use std::path::PathBuf;

use super::parse::Given;
use super::spec::{MANIFEST, Operand, Spec, Values};

pub(super) const SPEC: Spec = Spec {
    name: "dump-ir",
    about: "print the intermediate representation of a service",
    operands: &[Operand {
        name: "SERVICE",
        is_needed: true,
        values: Values::Text,
    }],
    details: "Prints the intermediate representation of a service of the manifest, named by its module.",
    options: &[MANIFEST],
    exit: "0 if it succeeded, 1 if a model or the manifest has problems, 2 if the service or the command line is invalid",
};

/// Options of `dump-ir`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) service: String,
    pub(crate) manifest: Option<PathBuf>,
}

impl Options {
    pub(super) fn new(mut given: Given) -> Self {
        Self {
            service: given.text_operand().unwrap_or_default(),
            manifest: given.path("--manifest"),
        }
    }
}

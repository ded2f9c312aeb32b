//! The arguments of `dump-ir`.

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
    exit: "0 if all is well, 1 if a model or the manifest is not, 2 if there is no such service, or the command line is wrong",
};

/// The options of `dump-ir`.
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

//! Arguments of `dump-ir`.

use std::path::PathBuf;

use super::parse::Given;
use super::spec::{MANIFEST, Operand, Opt, Spec, Value, Values};

pub(super) const SPEC: Spec = Spec {
    name: "dump-ir",
    about: "print the intermediate representation of a service",
    operands: &[Operand {
        name: "SERVICE",
        is_needed: true,
        values: Values::Text,
    }],
    details: "Prints the intermediate representation of a service of the manifest, named by its module.",
    options: &[
        Opt::with_value(
            "--pass",
            Value {
                name: "NAME",
                what: "the name of a pass",
                values: Values::Text,
            },
            "as it is after this pass (default: the last)",
        ),
        MANIFEST,
    ],
    exit: "0 if all is well, 1 if a model or the manifest is not, 2 if there is no such service or pass, or the command line is wrong",
};

/// Options of `dump-ir`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) service: String,
    pub(crate) pass: Option<String>,
    pub(crate) manifest: Option<PathBuf>,
}

impl Options {
    pub(super) fn new(mut given: Given) -> Self {
        Self {
            service: given.text_operand().unwrap_or_default(),
            pass: given.texts("--pass").next(),
            manifest: given.path("--manifest"),
        }
    }
}

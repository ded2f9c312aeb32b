//! Arguments that `why` and `ls` have in common: models, and the operations selected of them.

use std::ffi::OsString;

use super::parse::Given;
use super::spec::{Operand, Opt, Value, Values};

/// The models, the last operand.
pub(super) const MODELS: Operand = Operand {
    name: "MODELS",
    is_needed: false,
    values: Values::Paths,
};

/// Operations to select.
pub(super) const OPERATIONS: Opt = Opt::repeated(
    "--operations",
    Value {
        name: "GLOB",
        what: "a pattern",
        values: Values::Text,
    },
    "select these operations instead of those of the manifest; may be given several\n\
     times",
);

/// Models, and the operations selected of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    /// A model, a manifest, a folder, or one of these in git; the default manifest if it is absent.
    pub(crate) models: Option<OsString>,
    pub(crate) service: Option<String>,
    /// Patterns instead of those of the manifest; empty for these.
    pub(crate) operations: Vec<String>,
}

impl Selection {
    pub(super) fn new(given: &mut Given) -> Self {
        Self {
            models: given.operand(),
            service: given.texts("--service").next(),
            operations: given.texts("--operations").collect(),
        }
    }
}

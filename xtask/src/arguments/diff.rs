//! Arguments of `diff`.

use std::ffi::OsString;

use super::parse::Given;
use super::spec::{Operand, Opt, SERVICE, Spec, Value, Values};

pub(super) const SPEC: Spec = Spec {
    name: "diff",
    about: "compare two states of models",
    operands: &[
        Operand {
            name: "OLD",
            is_needed: true,
            values: Values::Paths,
        },
        Operand {
            name: "NEW",
            is_needed: true,
            values: Values::Paths,
        },
    ],
    details: "\
Lists the effects of changed models on users of the crate, as breaking, additive, behavioural or
documentation. OLD and NEW are each a model, a manifest, a folder of models (if it has a
`codegen.toml`, what that describes), or one of these in git, as REVISION:PATH.",
    options: &[
        SERVICE,
        Opt::repeated(
            "--operations",
            Value {
                name: "GLOB",
                what: "a pattern",
                values: Values::Text,
            },
            "only these operations and the shapes they use; may be given several times",
        ),
        Opt::with_value(
            "--format",
            Value {
                name: "FORMAT",
                what: "text, markdown or json",
                values: Values::Of(&["text", "markdown", "json"]),
            },
            "text (the default), markdown (for a pull request) or json",
        ),
    ],
    exit: "0 if they are equal, 1 if they differ, 2 if they cannot be compared or the command line is invalid",
};

/// Options of `diff`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) old: OsString,
    pub(crate) new: OsString,
    pub(crate) service: Option<String>,
    pub(crate) operations: Vec<String>,
    pub(crate) format: Format,
}

/// Output format of changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

impl Options {
    pub(super) fn new(mut given: Given) -> Self {
        Self {
            old: given.operand().unwrap_or_default(),
            new: given.operand().unwrap_or_default(),
            service: given.texts("--service").next(),
            operations: given.texts("--operations").collect(),
            format: match given.texts("--format").next().as_deref() {
                Some("markdown") => Format::Markdown,
                Some("json") => Format::Json,
                _ => Format::Text,
            },
        }
    }
}

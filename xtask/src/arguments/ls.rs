//! Arguments of `ls`.

use std::path::PathBuf;

use super::parse::Given;
use super::selection::{MODELS, OPERATIONS, Selection};
use super::spec::{Opt, PATH, SERVICE, Spec, Value, Values};

pub(super) const SPEC: Spec = Spec {
    name: "ls",
    about: "list operations with the size of the code that they bring",
    operands: &[MODELS],
    details: "\
Lists the operations of each service, the selected ones first, with the lines of generated code
(without comments and blank lines) and the shapes that they reach. Own: without the operation they
would not be in the crate, or with it they would be added; shared: selected operations reach them
too. MODELS is a model, a manifest, a folder of models (if it has a `codegen.toml`, what that
describes), or one of these in git, as REVISION:PATH (default: {default_manifest}).",
    options: &[
        SERVICE,
        OPERATIONS,
        Opt::flag("--selected", "list only the selected operations"),
        Opt::with_value(
            "--sort",
            Value {
                name: "KEY",
                what: "own, lines, shapes or name",
                values: Values::Of(&["own", "lines", "shapes", "name"]),
            },
            "the order: own lines (the default), lines or shapes, with the largest first, or name",
        ),
        Opt::with_value("--json", PATH, "also write all results to this file"),
    ],
    exit: "0 if it succeeded, 1 if a model or the manifest has problems, 2 if the service or the command line is invalid",
};

/// Options of `ls`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) selection: Selection,
    /// True to list only selected operations.
    pub(crate) selected: bool,
    pub(crate) sort: Sort,
    pub(crate) json: Option<PathBuf>,
}

/// Order of operations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Sort {
    #[default]
    Own,
    Lines,
    Shapes,
    Name,
}

impl Options {
    pub(super) fn new(mut given: Given) -> Self {
        Self {
            selection: Selection::new(&mut given),
            selected: given.has("--selected"),
            sort: match given.texts("--sort").next().as_deref() {
                Some("lines") => Sort::Lines,
                Some("shapes") => Sort::Shapes,
                Some("name") => Sort::Name,
                _ => Sort::Own,
            },
            json: given.path("--json"),
        }
    }
}

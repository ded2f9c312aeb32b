//! Arguments of `why`.

use super::parse::Given;
use super::selection::{MODELS, OPERATIONS, Selection};
use super::spec::{Operand, Opt, SERVICE, Spec, Values};

pub(super) const SPEC: Spec = Spec {
    name: "why",
    about: "show the operations that bring a shape into the crate",
    operands: &[
        Operand {
            name: "SHAPE",
            is_needed: true,
            values: Values::Text,
        },
        MODELS,
    ],
    details: "\
Shows the operations that reach SHAPE, with the members on the shortest path of each, and the
setting that selects the operation. If the shape is not in the crate, shows the operations that
would bring it in. SHAPE is a shape id, the name of one, or a type of the crate. MODELS is a model,
a manifest, a folder of models (if it has a `codegen.toml`, what that describes), or one of these in
git, as REVISION:PATH (default: {default_manifest}).",
    options: &[
        SERVICE,
        OPERATIONS,
        Opt::flag(
            "--all",
            "show the paths of all operations, not only the ten shortest",
        ),
    ],
    exit: "0 if the shape is in the crate, 1 if it is not or a model has problems, 2 if there is no such shape or the command line is invalid",
};

/// Options of `why`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) shape: String,
    pub(crate) selection: Selection,
    pub(crate) all: bool,
}

impl Options {
    pub(super) fn new(mut given: Given) -> Self {
        Self {
            shape: given.text_operand().unwrap_or_default(),
            selection: Selection::new(&mut given),
            all: given.has("--all"),
        }
    }
}

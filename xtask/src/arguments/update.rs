//! Arguments of `update`.

use std::path::PathBuf;

use super::parse::Given;
use super::spec::{MANIFEST, Opt, PATH, Spec};

pub(super) const SPEC: Spec = Spec {
    name: "update",
    about: "replace models with newer ones and regenerate the crate",
    operands: &[],
    details: "Replaces models with newer ones, shows the changes and regenerates the crate. Overlays are kept.",
    options: &[
        Opt {
            is_needed: true,
            ..Opt::repeated(
                "--from",
                PATH,
                "a checkout of the public AWS model repository, or a single model; may be given\n\
                 several times",
            )
        },
        Opt::flag("--check", "write nothing; fail if there are newer models"),
        Opt::flag("--force", "use a model even if it is older"),
        MANIFEST,
    ],
    exit: "0 if it succeeded, 1 for problems or, with --check, newer models, 2 if the command line is invalid",
};

/// Options of `update`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) from: Vec<PathBuf>,
    pub(crate) check: bool,
    pub(crate) force: bool,
    pub(crate) manifest: Option<PathBuf>,
}

impl Options {
    pub(super) fn new(given: &Given) -> Self {
        Self {
            from: given.values("--from").map(PathBuf::from).collect(),
            check: given.has("--check"),
            force: given.has("--force"),
            manifest: given.path("--manifest"),
        }
    }
}

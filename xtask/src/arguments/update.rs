//! The arguments of `update`.

use std::path::PathBuf;

use super::parse::Given;
use super::spec::{MANIFEST, Opt, PATH, Spec};

pub(super) const SPEC: Spec = Spec {
    name: "update",
    about: "replace models by newer ones and write the crate again",
    operands: &[],
    details: "Replaces models by newer ones, shows what that changes and writes the crate again. Overlays stay.",
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
        Opt::flag("--check", "write nothing; fail if there is anything newer"),
        Opt::flag("--force", "take a model even if it is older"),
        MANIFEST,
    ],
    exit: "0 if all is well, 1 if something is not, or with --check, if there is anything newer, 2 if the command line is wrong",
};

/// The options of `update`.
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

//! Summary of the API changes in the models since the last commit, for reviewers of generated code.

use std::path::Path;

use codegen::diff::totals;
use codegen::manifest::Manifest;

use crate::compare::{Filter, compare};
use crate::models;
use crate::place::Place;
use crate::program::Program;

/// Returns a line for each service of the manifest whose API differs from that of git's `HEAD`; empty if it cannot be
/// compared.
pub(crate) fn summary(manifest: &Path, program: Program) -> String {
    lines(manifest, program).unwrap_or_default().concat()
}

fn lines(manifest: &Path, program: Program) -> Option<Vec<String>> {
    let here = std::env::current_dir().ok()?;
    let path = manifest.strip_prefix(here).unwrap_or(manifest);
    let before = Place::Git {
        revision: "HEAD".to_owned(),
        path: path
            .is_relative()
            .then(|| format!("./{}", path.display()))?,
    };
    let old = Manifest::parse(&before.read().ok()?, before.path()).ok()?;
    let old = models::of_manifest(&old, &before).ok()?;
    let after = Place::Disk(manifest.to_owned());
    let new = models::of_manifest(&Manifest::read(manifest).ok()?, &after).ok()?;
    let services = compare(old, new, &Filter::default()).ok()?;
    let changed = services.iter().filter(|it| !it.changes.is_empty());
    let line = |module: &str, totals: String| {
        let program = program.name();
        format!("{module}: API since HEAD: {totals}; `{program} diff` shows them\n")
    };
    Some(
        changed
            .map(|it| line(&it.module, totals(&it.changes)))
            .collect(),
    )
}

//! Validation of paths.

use std::collections::BTreeMap;

use super::{FileSet, MARKER, is_ours};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

const BUG: &str = "this is a bug of the generator: please report it together with the model";

/// Rejects paths that could lead out of the root, paths that are one file if case does not count, and texts that a
/// later run would not recognize as ours.
pub(super) fn validate(files: &FileSet) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    for (path, text) in files.iter() {
        let mut report =
            |message: String| diagnostics.push(Diagnostic::error(message).file(path).help(BUG));
        if !is_plain(path) {
            report(format!("`{path}` is not a plain relative path"));
        }
        if !is_ours(text.as_bytes()) {
            report(format!("the file does not start with a comment `{MARKER}`"));
        }
        if let Some(other) = folded.insert(path.to_lowercase(), path) {
            report(format!(
                "`{path}` and `{other}` differ only in case, which some file systems ignore"
            ));
        }
    }
    if diagnostics.is_empty() {
        Ok(())
    } else {
        Err(diagnostics)
    }
}

/// Returns whether the path consists of plain, visible names with `/` in between, on every system.
fn is_plain(path: &str) -> bool {
    path.split('/')
        .all(|name| !name.is_empty() && !name.starts_with('.') && !name.contains(['\\', ':', '\0']))
}

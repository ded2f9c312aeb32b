//! Validation of paths.

use super::{FileSet, MANIFEST, MARKER, is_ours};
use crate::support::diagnostic::{Diagnostic, Diagnostics};

const BUG: &str = "this is a bug of the generator: please report it together with the model";

/// Rejects paths that could lead out of the root, paths that could be one file with another if case does not count, and
/// texts that a later run would not recognize as ours.
pub(super) fn validate(files: &FileSet) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    for (path, text) in files.iter() {
        let mut report =
            |message: String| diagnostics.push(Diagnostic::error(message).file(path).help(BUG));
        if !is_plain(path) {
            report(format!(
                "`{path}` is not a plain relative path in lower case"
            ));
        }
        if !is_ours(text.as_bytes()) {
            report(format!("the file does not start with a comment `{MARKER}`"));
        }
    }
    if diagnostics.is_empty() {
        Ok(())
    } else {
        Err(diagnostics)
    }
}

/// Returns whether the path consists of plain, visible names in lower case with `/` in between, on every system.
fn is_plain(path: &str) -> bool {
    let is_lower = path == MANIFEST || !path.contains(char::is_uppercase);
    let is_name = |name: &str| {
        !name.is_empty() && !name.starts_with('.') && !name.contains(['\\', ':', '\0'])
    };
    is_lower && path.split('/').all(is_name)
}

//! Shows what a run would change, as a unified diff.

use std::fmt::Write as _;

use similar::TextDiff;

use crate::output::fileset::{Change, Changes};

/// Maximum number of lines of a diff, for one file and in all.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For one file.
    pub per_file: usize,
    /// For all files together; of those after that only the names are shown.
    pub total: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_file: 200,
            total: 1_000,
        }
    }
}

/// Returns the diff from what is on disk to what `changes` make of it; empty if nothing changes.
pub fn diff(changes: &Changes, limits: Limits) -> String {
    let mut output = String::new();
    let mut left = limits.total;
    for (path, change) in changes.iter() {
        let (old, new, before, after) = match change {
            Change::Unchanged => continue,
            Change::Created { after } => (None, Some(path), "", after.as_str()),
            Change::Changed { before, after } => {
                (Some(path), Some(path), before.as_str(), after.as_str())
            }
            Change::Pruned { before } => (Some(path), None, before.as_str(), ""),
        };
        let name = |side: &str, path: Option<&str>| match path {
            Some(path) => format!("{side}/{path}"),
            None => "/dev/null".to_owned(),
        };
        let diff = TextDiff::from_lines(before, after)
            .unified_diff()
            .to_string();
        let shown = diff.lines().count().min(limits.per_file).min(left);
        left -= shown;
        // Writing to a text cannot fail.
        let _ = writeln!(output, "--- {}\n+++ {}", name("a", old), name("b", new));
        for line in diff.lines().take(shown) {
            let _ = writeln!(output, "{line}");
        }
        let hidden = diff.lines().count() - shown;
        if hidden > 0 {
            let _ = writeln!(
                output,
                "… {hidden} more lines of the diff of {path} are not shown"
            );
        }
    }
    output
}

/// Summary of the files that are not as they should be, with the `command` that fixes it.
pub fn summary(changes: &Changes, command: &str) -> String {
    let count = |is: fn(&Change) -> bool| changes.iter().filter(|(_, change)| is(change)).count();
    let missing = count(|change| matches!(change, Change::Created { .. }));
    let different = count(|change| matches!(change, Change::Changed { .. }));
    let stale = count(|change| matches!(change, Change::Pruned { .. }));
    let parts: Vec<_> = [
        (missing, "missing"),
        (different, "out of date"),
        (stale, "stale"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| {
        format!(
            "{count} {}{what}",
            if count == 1 { "file is " } else { "files are " }
        )
    })
    .collect();
    format!("{}; run `{command}` to fix it", parts.join(", "))
}

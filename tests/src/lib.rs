//! What the tests share: where things are, and how a test says that it was skipped.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    let member = Path::new(env!("CARGO_MANIFEST_DIR"));
    member.parent().unwrap_or(member).to_owned()
}

/// The file or folder `path` of the material that lies beside the workspace; `None`, said loudly, where there is none.
///
/// The message goes around the test harness, which shows the output of failed tests alone: `.ci/run` looks for it.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = workspace().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let _ = writeln!(std::io::stderr(), "SKIPPED: {test} needs ../shared/{path}");
    None
}

/// The README, whose examples are run as doctests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

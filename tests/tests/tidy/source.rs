//! The Rust files of the project.

use std::fs;
use std::path::Path;
use tests::workspace;

/// A file.
pub struct Source {
    /// From the root of the workspace, with `/`.
    pub path: String,
    pub text: String,
}

/// Packages for other services, which users copy.
pub const EXAMPLES: &str = "tests/examples/aws";

/// Packages that call the services of `generated`, which users copy.
pub const HABITS: &str = "tests/examples/habits";

/// Folders of the examples for other services that git ignores: AWS's models, and clients.
const GENERATED: [&str; 2] = ["api-models-aws", "clients"];

/// The files in these folders and below, but for what is built or generated, and what is input of tests.
pub fn sources(folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        collect(&workspace().join(folder), &mut found);
    }
    found.sort_by(|a: &Source, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path);
    assert!(!found.is_empty(), "no files in {folders:?}");
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            let is_input = path == workspace().join("tests/fixtures");
            let is_generated =
                path.starts_with(workspace().join(EXAMPLES)) && GENERATED.contains(&name.as_ref());
            if !name.starts_with('.') && name != "target" && !is_input && !is_generated {
                collect(&path, found);
            }
        } else if name.ends_with(".rs") {
            let relative = path.strip_prefix(workspace()).unwrap();
            found.push(Source {
                path: relative.to_string_lossy().replace('\\', "/"),
                text: fs::read_to_string(&path).unwrap(),
            });
        }
    }
}

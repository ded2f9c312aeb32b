//! What the documents call a file or a folder is there.

use std::fs;
use std::path::Path;

use tests::workspace;

const DOCUMENTS: [&str; 5] = [
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "models/README.md",
    "tests/fixtures/README.md",
];

/// Where paths in them begin: those of the generator are shortened where nothing else can be meant.
const ROOTS: [&str; 5] = [
    "",
    "codegen/src",
    "codegen/src/emit",
    "codegen/runtime/src",
    "generated",
];

#[test]
fn paths_in_documents_lead_somewhere() {
    let mut checked = 0;
    let mut lost = Vec::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(workspace().join(document)).unwrap();
        let beside = Path::new(document).parent().unwrap();
        for path in paths(&text) {
            let mut roots = ROOTS.iter().map(Path::new).chain([beside]);
            checked += 1;
            if !roots.any(|root| workspace().join(root).join(path).exists()) {
                lost.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(checked > 80, "{checked} paths are few");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// What is set as code and looks like the path of one file or folder of the project.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    let code = prose.flat_map(|prose| prose.split('`').skip(1).step_by(2));
    code.filter(|code| {
        let is_path = code.contains('/') || code.ends_with(".rs") || code.ends_with(".md");
        // Placeholders, patterns, comments, dates, and what lies beside the project or is somebody else's.
        let is_other = code.contains(['<', '*', ' ', ':', '#', '…'])
            || ["//", "10/", "..", "aws/", "refused/", "warned/"]
                .iter()
                .any(|it| code.starts_with(it));
        is_path && !is_other
    })
}

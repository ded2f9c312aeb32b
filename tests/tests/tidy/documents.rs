//! The documents: what they name is there, and the README stays short.

use std::fs;
use std::path::Path;

use tests::workspace;

/// The largest README that newcomers read.
const LINES: usize = 130;
const BYTES: usize = 7_000;

/// The start of paths in documents: those of the generator are shortened if nothing else can be meant.
const ROOTS: [&str; 5] = [
    "",
    "codegen/src",
    "codegen/src/emit",
    "codegen/runtime/src",
    "generated",
];

/// Paths and texts of the documents. The changelog is not among them: it may name what was removed.
pub fn documents() -> Vec<(String, String)> {
    let entries = fs::read_dir(workspace()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut paths: Vec<String> = names
        .filter(|name| name.ends_with(".md") && name != "CHANGELOG.md")
        .collect();
    let others = [
        "models/README.md",
        "tests/examples/aws/README.md",
        "tests/examples/habits/README.md",
        "tests/examples/wasm/README.md",
        "tests/fixtures/README.md",
    ];
    paths.extend(others.map(str::to_owned));
    paths.sort();
    let read = |path: String| {
        let text = fs::read_to_string(workspace().join(&path)).unwrap();
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

/// The text outside of fenced blocks.
pub fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

#[test]
fn paths_in_documents_lead_somewhere() {
    let mut checked = 0;
    let mut lost = Vec::new();
    for (document, text) in documents() {
        let beside = Path::new(&document).parent().unwrap();
        let prose = prose(&text);
        for path in paths(&prose) {
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
fn paths(prose: &str) -> impl Iterator<Item = &str> {
    let code = prose.split('`').skip(1).step_by(2);
    code.filter(|code| {
        let is_path = code.contains('/') || code.ends_with(".rs") || code.ends_with(".md");
        // Placeholders, patterns, comments, URLs and their paths, networks, dates, types of media, and files that are
        // beside the project or somebody else's.
        let is_other = code.contains(['<', '*', ' ', ':', '#', '…'])
            || code.starts_with(|first: char| first.is_ascii_digit())
            || [
                "/",
                "~/",
                "..",
                "application/",
                "text/",
                "aws/",
                "refused/",
                "warned/",
                "src/main.rs",
            ]
            .iter()
            .any(|it| code.starts_with(it));
        is_path && !is_other
    })
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(workspace().join("README.md")).unwrap();
    let (lines, bytes) = (readme.lines().count(), readme.len());
    assert!(lines <= LINES, "{lines} lines, more than {LINES}");
    assert!(bytes <= BYTES, "{bytes} bytes, more than {BYTES}");
}

#[test]
fn the_readme_has_the_minimum_rust_versions() {
    let readme = fs::read_to_string(workspace().join("README.md")).unwrap();
    for manifest in ["Cargo.toml", "codegen/runtime/Cargo.toml"] {
        let text = fs::read_to_string(workspace().join(manifest)).unwrap();
        let (_, version) = text.split_once("rust-version = \"").unwrap();
        let version = version.split('"').next().unwrap();
        assert!(
            readme.contains(&format!("Rust {version} for")),
            "{manifest}: {version}"
        );
    }
}

/// rustdoc hides them, a forge does not; `tests/build.rs` adds them to what is tested.
#[test]
fn snippets_have_no_hidden_lines() {
    let mut checked = 0;
    let mut hidden = Vec::new();
    for (document, text) in documents() {
        for code in text.split("\n```rust").skip(1) {
            let code = code.split("\n```").next().unwrap();
            checked += 1;
            hidden.extend(code.lines().filter_map(|line| {
                let is_hidden = line == "#" || line.starts_with("# ");
                is_hidden.then(|| format!("{document}: {line}"))
            }));
        }
    }
    assert!(checked > 15, "{checked} snippets are few");
    assert!(hidden.is_empty(), "{}", hidden.join("\n"));
}

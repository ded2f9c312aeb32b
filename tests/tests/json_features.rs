//! Features that any other crate in a program can give serde_json change nothing of what is read and written.
//!
//! `tests/fixtures/json_features/values.rs` asserts values and bytes. It is run here, where serde_json has what the runtime
//! asks for, and in a program of its own, where it has everything.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "what goes wrong in a test is for its reader"
)]

use std::fs;
use std::path::Path;

use tests::workspace;

#[path = "../fixtures/json_features/values.rs"]
mod values;

/// Each of them could make a difference.
const FEATURES: [&str; 4] = [
    "arbitrary_precision",
    "float_roundtrip",
    "preserve_order",
    "unbounded_depth",
];

const PROGRAM: &str = "//! Asserts what is read and written.\n\nmod values;\n\nfn main() {\n    values::check();\n}\n";

#[test]
fn values_are_read_and_written_without_features() {
    values::check();
}

/// The program has the runtime's types alone: neither client nor HTTP stack, which take a minute to build.
#[test]
fn values_are_read_and_written_alike_with_features() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    // Online: `preserve_order` needs a package that the workspace does not.
    let arguments = ["run", "--quiet"];
    tests::cargo(folder.path(), &arguments).unwrap_or_else(|said| panic!("{said}"));
}

/// Writes the program.
fn write(folder: &Path) {
    let runtime = workspace().join("codegen/runtime");
    let manifest = format!(
        r#"[package]
name = "json-features"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
runtime = {{ path = {runtime:?} }}
serde_json = {{ version = "1.0", features = {FEATURES:?} }}
"#
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let sources = folder.join("src");
    fs::create_dir_all(&sources).unwrap();
    fs::write(sources.join("main.rs"), PROGRAM).unwrap();
    let values = workspace().join("tests/fixtures/json_features/values.rs");
    fs::copy(values, sources.join("values.rs")).unwrap();
}

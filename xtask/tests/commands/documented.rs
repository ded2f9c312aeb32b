//! The answer of `why` in GENERATING.md, for the manifest of this repository.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_documented_answer_is_that_of_the_program() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(workspace.join("GENERATING.md")).unwrap();
    let (_, section) = text.split_once("\nleansmith why ").unwrap();
    let (shape, rest) = section.split_once('\n').unwrap();
    let (_, rest) = rest.split_once("```text\n").unwrap();
    let (expected, _) = rest.split_once("```").unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_leansmith"))
        .args(["why", shape])
        .current_dir(workspace)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(run.stdout).unwrap(), expected);
}

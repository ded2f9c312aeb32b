//! Mistakes of users at the bounds of the runtime: the compiler says in the terms of this crate what is wrong and what to do.

#![allow(
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use std::collections::BTreeSet;
use std::fs;
use tests::{cargo_in, workspace};

/// The mistakes, each with the message of the compiler at the end of its line.
const MISTAKES: &str = include_str!("../fixtures/misuse.rs");

/// The messages of the compiler about them, in full.
fn said() -> String {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("src");
    let generated = workspace().join("generated");
    let manifest = format!(
        "[package]\nname = \"misuse\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies.generated]\npath = {generated:?}\ndefault-features = false\n\
         features = [\"codeconnections\", \"test-util\"]\n"
    );
    fs::create_dir(&sources).unwrap();
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::write(sources.join("lib.rs"), MISTAKES).unwrap();
    fs::copy(
        workspace().join("Cargo.lock"),
        folder.path().join("Cargo.lock"),
    )
    .unwrap();
    let mut cargo = cargo_in(folder.path());
    let run = cargo.args(["check", "--offline"]).output().unwrap();
    assert!(!run.status.success(), "everything compiles");
    String::from_utf8(run.stderr).unwrap()
}

/// The message with the types in it by name alone: whether the compiler adds the path depends on what else has the name.
fn without_paths(message: &str) -> String {
    let words = message
        .split('`')
        .map(|it| it.rsplit("::").next().unwrap_or(it));
    words.collect::<Vec<_>>().join("`")
}

#[test]
fn every_mistake_is_named_where_it_is_made() {
    let said = said();
    let lines: Vec<&str> = said.lines().collect();
    let found = lines.windows(2).filter_map(|pair| {
        let [message, place] = pair else { return None };
        let message = message.strip_prefix("error[E0277]: ")?;
        let place = place.trim_start().strip_prefix("--> src/lib.rs:")?;
        let line: usize = place.split(':').next()?.parse().ok()?;
        Some((line, without_paths(message)))
    });
    let found: BTreeSet<_> = found.collect();
    let mistakes = MISTAKES.lines().enumerate().filter_map(|(index, line)| {
        let (_, message) = line.split_once("; // ").or(line.split_once(") // "))?;
        Some((index + 1, message.to_owned()))
    });
    assert_eq!(found, mistakes.collect(), "{said}");
    for note in [
        "name the operation itself, such as `GetItem`, and not its input, output or error",
        "take the pages with `next_page`",
        "`HttpTransport::builder()` makes one",
        "`Credentials::new(access_key_id, secret_access_key)` does",
        "`Retry::standard().max_attempts(…)` sets the number of attempts",
    ] {
        assert!(said.contains(note), "{note}: {said}");
    }
}

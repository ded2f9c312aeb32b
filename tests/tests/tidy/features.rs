//! The tables of features in the README and on the front page of the generated crate.

use std::collections::BTreeMap;
use std::fs;

use tests::workspace;

/// The services, which the front page has in one row.
const SERVICES: [&str; 2] = ["codeconnections", "proton"];

/// The lines with the features of a package in this folder.
fn lines_of(folder: &str) -> String {
    let manifest = workspace().join(folder).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let (_, features) = manifest.split_once("[features]\n").unwrap_or_default();
    let (features, _) = features.split_once("\n[").unwrap_or_default();
    features.to_owned()
}

/// Features by name, each with those that it enables.
fn features() -> BTreeMap<String, Vec<String>> {
    let features = lines_of("generated");
    let lines = features.lines().filter_map(|line| line.split_once(" = "));
    let enabled = |list: &str| {
        list.split('"')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    lines
        .map(|(name, list)| (name.to_owned(), enabled(list)))
        .collect()
}

/// Returns whether each feature is on by default.
fn defaults() -> BTreeMap<String, bool> {
    let mut features = features();
    let mut on = features.remove("default").unwrap();
    let mut next = 0;
    while let Some(name) = on.get(next).cloned() {
        on.extend(features.get(&name).into_iter().flatten().cloned());
        next += 1;
    }
    let names = features.into_keys();
    names
        .map(|name| (name.clone(), on.contains(&name)))
        .collect()
}

/// The features in the rows of a table, and whether the next cell is `yes`.
fn table(text: &str) -> BTreeMap<String, bool> {
    let (_, rows) = text.split_once("| feature | default | adds |\n").unwrap();
    let rows = rows
        .lines()
        .map_while(|row| row.split_once('|'))
        .map(|(_, row)| row);
    let rows = rows.flat_map(|row| {
        let (names, rest) = row.split_once('|').unwrap();
        let is_on = rest.trim_start().starts_with("yes");
        names
            .split('`')
            .skip(1)
            .step_by(2)
            .map(move |name| (name.to_owned(), is_on))
    });
    rows.collect()
}

/// Features that need a system library.
const OF_SYSTEM: [&str; 1] = ["runtime/native-tls"];

/// `--all-features` would need the system libraries too.
#[test]
fn ci_tests_every_feature_that_needs_no_system_library() {
    let script = fs::read_to_string(workspace().join(".ci/run")).unwrap();
    let parts = script
        .lines()
        .filter_map(|line| line.strip_prefix("features+='"));
    let listed: String = parts.map(|part| part.trim_end_matches('\'')).collect();
    let listed: Vec<&str> = listed.split(',').collect();
    let mut expected = Vec::new();
    for (package, folder) in [
        ("codegen", "codegen"),
        ("runtime", "codegen/runtime"),
        ("generated", "generated"),
        ("tests", "tests"),
        ("xtask", "xtask"),
    ] {
        let lines = lines_of(folder);
        let lines = lines
            .lines()
            .filter(|line| line.starts_with(|it: char| it.is_ascii_alphanumeric()));
        let mut names: Vec<_> = lines
            .filter_map(|line| Some(line.split_once(" = ")?.0))
            .filter(|name| *name != "default")
            .map(|name| format!("{package}/{name}"))
            .filter(|name| !OF_SYSTEM.contains(&name.as_str()))
            .collect();
        names.sort();
        expected.extend(names);
    }
    assert_eq!(listed, expected);
    assert!(!script.contains("--all-features"));
}

#[test]
fn the_readme_has_every_feature() {
    let readme = fs::read_to_string(workspace().join("README.md")).unwrap();
    assert_eq!(table(&readme), defaults());
}

#[test]
fn the_front_page_has_every_feature() {
    let page = fs::read_to_string(workspace().join("generated/src/lib.rs")).unwrap();
    let mut expected = defaults();
    for service in SERVICES {
        assert_eq!(expected.remove(service), Some(true), "{service}");
        assert!(page.contains(&format!("//! - [`{service}`]")), "{service}");
    }
    assert_eq!(table(&page.replace("//! ", "")), expected);
}

#[test]
fn the_front_page_leads_to_the_types_of_all_services() {
    let page = fs::read_to_string(workspace().join("generated/src/lib.rs")).unwrap();
    for name in [
        "Config",
        "Retry",
        "Timeouts",
        "Credentials",
        "Error",
        "FakeTransport",
    ] {
        let link = format!("[`{name}`](runtime::{name})");
        assert!(page.contains(&link), "{link}");
    }
}

//! The table of traits in `GENERATING.md` is that of the generator.
//!
//! `UPDATE_EXPECT=1 cargo test -p leansmith-codegen --test trait_table` writes it.

#![allow(
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use codegen::smithy::traits::{Effect, effect};

/// The first line of the table.
const HEADING: &str = "| effect | traits |";

/// The kinds of effects by their names in the code, in the order and words of the document.
const KINDS: [(&str, &str); 4] = [
    ("Honoured", "Honoured."),
    ("OtherAuth", OTHER_AUTH),
    ("OtherProtocols", "Ignored: for other protocols."),
    ("NoMatter", NO_MATTER),
];

/// The prefix of the kinds of traits that only some protocols honour, which the names of these follow.
const SOME: &str = "HonouredBy ";

const OTHER_AUTH: &str =
    "Other ways to authenticate: an operation that supports nothing else is an error.";
const NO_MATTER: &str = "Ignored: without meaning for a client.";

#[test]
fn the_document_has_every_known_trait() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../GENERATING.md");
    let document = fs::read_to_string(&path).unwrap();
    let (before, table) = document.split_once(HEADING).unwrap();
    let (table, after) = table.split_once("\n\n").unwrap();
    let expected = format!("\n|---|---|\n{}", rows().join("\n"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, format!("{before}{HEADING}{expected}\n\n{after}")).unwrap();
        return;
    }
    let wrong: Vec<&str> = expected
        .lines()
        .filter(|row| !table.lines().any(|it| it == *row))
        .collect();
    let package = env!("CARGO_PKG_NAME");
    assert!(
        table == expected,
        "rows are missing, which `UPDATE_EXPECT=1 cargo test -p {package} --test trait_table` writes:\n{}",
        wrong.join("\n")
    );
}

/// The rows of the table, without those of kinds that no trait is of.
fn rows() -> Vec<String> {
    let mut traits = by_kind();
    let by_some: Vec<String> = (traits.keys())
        .filter(|it| it.starts_with(SOME))
        .cloned()
        .collect();
    let by_some = by_some.iter().map(|kind| {
        let protocols = &kind[SOME.len()..];
        let words = format!("Honoured with {protocols}, ignored with other protocols.");
        (kind.as_str(), words)
    });
    let mut kinds: Vec<(&str, String)> = KINDS.map(|(kind, words)| (kind, words.to_owned())).into();
    kinds.splice(1..1, by_some);
    let mut rows = Vec::new();
    for (kind, words) in kinds {
        let Some(namespaces) = traits.remove(kind) else {
            continue;
        };
        let cells = namespaces
            .into_iter()
            .map(|(namespace, names)| format!("`{namespace}#` {}", names.join(", ")));
        let cells = cells.collect::<Vec<_>>().join("; ");
        rows.push(format!("| {words} | {cells} |"));
    }
    assert!(traits.is_empty(), "kinds that KINDS lacks: {traits:?}");
    rows
}

/// Kind → namespace → the names of its traits, or a star for all.
fn by_kind() -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let mut kinds: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    let mut add = |namespace: &str, name: &str, shown: String| {
        let Some(effect) = effect(&format!("{namespace}#{name}")) else {
            return;
        };
        let kind = match effect {
            Effect::HonouredBy(protocols) => format!("{SOME}{}", protocols.join(", ")),
            other => format!("{other:?}"),
        };
        let names = kinds.entry(kind).or_default();
        names.entry(namespace.to_owned()).or_default().push(shown);
    };
    let (namespaces, names) = literals();
    for namespace in &namespaces {
        if effect(&format!("{namespace}#anyOfThem")).is_some() {
            add(namespace, "anyOfThem", "*all*".to_owned());
            continue;
        }
        for name in &names {
            add(namespace, name, format!("`{name}`"));
        }
    }
    kinds
}

/// The namespaces and names that the code of the table mentions: what it knows is among their pairs.
fn literals() -> (BTreeSet<String>, BTreeSet<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/smithy/traits/table.rs");
    let code = fs::read_to_string(path).unwrap();
    let code = code.split("#[cfg(test)]").next().unwrap();
    let literals = code.split('"').skip(1).step_by(2);
    let is_identifier = |text: &&str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._".contains(c))
    };
    literals
        .filter(is_identifier)
        .map(str::to_owned)
        .partition(|text| text.contains('.'))
}

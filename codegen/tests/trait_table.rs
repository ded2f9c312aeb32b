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
const HEADING: &str = "| awsJson1_0, awsJson1_1, rpcv2Cbor | restJson1 | traits |";

/// The kinds of effects by their names in the code, in the order and words of the document: a column for each family of
/// protocols.
const KINDS: [(&str, [&str; 2]); 6] = [
    ("Honoured", ["Honoured.", "Honoured."]),
    ("HonouredBy restJson1", ["Ignored.", "Honoured."]),
    ("OtherAuth", [OTHER_AUTH, OTHER_AUTH]),
    (
        "OtherProtocols",
        [
            "Ignored: for other protocols.",
            "Ignored: for other protocols.",
        ],
    ),
    ("NoMatter", [NO_MATTER, NO_MATTER]),
    ("Refused", [REFUSED, REFUSED]),
];

const OTHER_AUTH: &str =
    "Other ways to authenticate: an operation that supports nothing else is an error.";
const NO_MATTER: &str = "Ignored: without meaning for a client.";
const REFUSED: &str = "Not supported, and an error, because they change the wire.";

#[test]
fn the_document_has_every_known_trait() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../GENERATING.md");
    let document = fs::read_to_string(&path).unwrap();
    let (before, table) = document.split_once(HEADING).unwrap();
    let (table, after) = table.split_once("\n\n").unwrap();
    let expected = format!("\n|---|---|---|\n{}", rows().join("\n"));
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
    let rows = KINDS.iter().filter_map(|(kind, words)| {
        let namespaces = traits.remove(*kind)?;
        let cells = namespaces
            .into_iter()
            .map(|(namespace, names)| format!("`{namespace}#` {}", names.join(", ")));
        Some(format!(
            "| {} | {} |",
            words.join(" | "),
            cells.collect::<Vec<_>>().join("; ")
        ))
    });
    let rows = rows.collect();
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
            Effect::HonouredBy(protocols) => format!("HonouredBy {}", protocols.join(", ")),
            Effect::Refused(_) => "Refused".to_owned(),
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

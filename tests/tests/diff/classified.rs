//! What is said of each case.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diff::{Class, Kind};
use tests::fixtures::update;

use crate::case::{self, Case, changes};

#[test]
fn every_case_is_classed_as_expected() {
    let cases = case::all();
    let found: BTreeMap<_, _> = cases.iter().map(|it| (it.name.clone(), said(it))).collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        return update(&case::cases(), &found).unwrap();
    }
    let wrong = cases
        .iter()
        .filter(|it| found[&it.name].trim_end() != it.expected);
    let wrong = wrong.map(|it| {
        let (name, found) = (&it.name, &found[&it.name]);
        format!("{name}:\n{found}instead of\n{}\n", it.expected)
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn said(case: &Case) -> String {
    let lines = changes(case).into_iter().map(|it| {
        assert!(!it.what.is_empty() && !it.why.is_empty(), "{it:?}");
        format!(
            "{} {} {}: {}\n    {}\n",
            it.class, it.kind, it.path, it.what, it.why
        )
    });
    lines.collect()
}

#[test]
fn there_is_a_case_of_each_kind() {
    let cases = case::all();
    assert!(cases.len() >= 30, "{} cases", cases.len());
    let kinds: BTreeSet<(Class, Kind)> = cases
        .iter()
        .flat_map(changes)
        .map(|change| (change.class, change.kind))
        .collect();
    let expected = [
        (Class::Breaking, Kind::Removed),
        (Class::Breaking, Kind::Changed),
        (Class::Additive, Kind::Added),
        (Class::Additive, Kind::Changed),
        (Class::Behavioural, Kind::Changed),
        (Class::Documentation, Kind::Changed),
    ];
    assert_eq!(kinds, BTreeSet::from(expected));
}

#[test]
fn a_model_equals_itself() {
    let base = case::base();
    let changes = codegen::diff::compare(&case::state(&base), &case::state(&base));
    assert_eq!(changes, []);
}

#[test]
fn a_type_before_others_changes_no_expression() {
    let waiting = |text: &str| {
        let matcher = r#"{ "state": "success", "matcher": { "success": true } }"#;
        let path = r#"{ "state": "success", "matcher": { "output": {
            "path": "Book.Genre", "expected": "NOVEL", "comparator": "stringEquals" } } }"#;
        assert!(text.contains(matcher));
        text.replace(matcher, path)
    };
    let old = waiting(&case::base());
    let label = r#""example#Label": { "type": "structure", "members": { "#;
    let added = r#""example#Aisle": { "type": "enum", "members": { "LEFT": { "target": "smithy.api#Unit" } } },
        "example#Alley": { "type": "structure", "members": {} },
        "example#Label": { "type": "structure", "members": {
            "Aisle": { "target": "example#Aisle" }, "Alley": { "target": "example#Alley" }, "#;
    assert!(old.contains(label));
    let new = old.replace(label, added);
    let changes = codegen::diff::compare(&case::state(&old), &case::state(&new));
    let other: Vec<_> = changes.iter().filter(|it| it.kind != Kind::Added).collect();
    assert!(other.is_empty(), "{other:?}");
    assert!(!changes.is_empty());
}

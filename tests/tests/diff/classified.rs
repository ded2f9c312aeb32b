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

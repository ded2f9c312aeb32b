//! Position in a body of a value that cannot be read.

use crate::attempt;
use std::collections::BTreeMap;

#[derive(Debug, Default, PartialEq)]
struct Tree {
    size: Option<i32>,
    name: Option<String>,
    is_leaf: Option<bool>,
    child: Option<Box<Tree>>,
    children: Option<Vec<Tree>>,
    by_name: Option<BTreeMap<String, Tree>>,
}

runtime::structure!(Tree {
    size: "Size",
    name: "Name",
    is_leaf: "IsLeaf",
    child: "Child",
    children: "Children",
    by_name: "ByName",
});

#[test]
fn the_path_leads_through_members_lists_and_maps() {
    for (json, expected) in [
        (
            r#"{"Size": "s"}"#,
            "invalid type: string, expected i32 in `Size` at line 1 column",
        ),
        (r#"{"Name": 1}"#, "expected a string in `Name` at line 1"),
        (r#"{"IsLeaf": 1}"#, "expected a boolean in `IsLeaf`"),
        (r#"{"Child": []}"#, "expected the structure Tree in `Child`"),
        (
            r#"{"Child": {"Child": {"Size": 0.5}}}"#,
            "in `Child.Child.Size` at line 1",
        ),
        (
            r#"{"Children": [{}, {}, {"Size": 0.5}]}"#,
            "in `Children[2].Size` at line 1",
        ),
        (
            r#"{"ByName": {"secret": {"Children": [{"Name": []}]}}}"#,
            "in `ByName[…].Children[0].Name` at line 1",
        ),
        (
            "{\"Child\":\n {\"Size\": {}}}",
            "in `Child.Size` at line 2 column",
        ),
    ] {
        let error = attempt::<Tree>(json).unwrap_err();
        assert!(error.contains(expected), "{json}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

/// serde_json's callers tell such a body from a wrong one.
#[test]
fn a_body_that_ends_early_or_is_not_json_stays_that() {
    for (json, is_eof) in [
        (r#"{"Child": {"Size": "#, true),
        (r#"{"Child": {"Size": 1"#, true),
        (r#"{"Child": {"Name": "n"#, true),
        (r#"{"Child": {"Size": nul}}"#, false),
        (r#"{"Child": {"Size": -}}"#, false),
        (r#"{"Child": {"Size": 01}}"#, false),
    ] {
        let error = serde_json::from_str::<Tree>(json).unwrap_err();
        assert_eq!(error.is_eof(), is_eof, "{json}: {error}");
        assert!(error.line() == 1 && error.column() > 15, "{error}");
    }
}

/// A member that the model does not know says nothing of itself.
#[test]
fn names_of_the_input_are_not_shown() {
    let error = attempt::<Tree>(r#"{"secret": [}"#).unwrap_err();
    assert!(!error.contains("secret"), "{error}");
}

#[cfg(all(feature = "cbor", feature = "test-util"))]
#[test]
fn the_path_is_that_of_cbor_too() {
    use crate::attempt_cbor;
    let (child, children, size) = ("654368696c64", "684368696c6472656e", "6453697a65");
    for (body, expected) in [
        (
            format!("a1 {size} 6173"),
            "invalid type: string, expected i32 in `Size` at byte 6",
        ),
        (
            format!("a1 {child} a1 {size} f93800"),
            "in `Child.Size` at byte 13",
        ),
        (
            format!("a1 {children} 82 a0 a1 {size} 6173"),
            "in `Children[1].Size` at byte 18",
        ),
        (
            format!("bf {children} 9f a0 bf {size} 6173 ff ff ff"),
            "in `Children[1].Size` at byte ",
        ),
        (format!("a1 {child} 80"), "in `Child` at byte "),
        (
            format!("d9d9f7 a1 {child} a1 644e616d65 01"),
            "in `Child.Name` at byte ",
        ),
    ] {
        let error = attempt_cbor::<Tree>(&body).unwrap_err();
        assert!(error.contains(expected), "{body}: {error}");
        assert!(!error.contains("semantic"), "{error}");
        assert_eq!(error.matches(" at byte ").count(), 1, "{error}");
    }
    let cut = attempt_cbor::<Tree>(&format!("a1 {child} a1 {size}")).unwrap_err();
    assert!(
        cut.contains("the body ends within a value in `Child.Size` at byte 13"),
        "{cut}"
    );
}

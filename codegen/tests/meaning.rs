//! Meanings of the names of a crate: the list of them, and those that have moved.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

use codegen::diff::{self, Wanted};
use codegen::manifest::Pins;
use codegen::output::meaning::{self, Meanings, Names};
use codegen::smithy::ast;
use codegen::smithy::model::Model;

/// The names of a service with an output that has these `members`, and these `shapes`.
fn names(members: &str, shapes: &str) -> Names {
    let text = format!(
        r##"{{"smithy": "2.0", "shapes": {{
            "a#S": {{"type": "service", "version": "1", "operations": [{{"target": "a#Op"}}],
                "traits": {{"aws.protocols#awsJson1_0": {{}}}}}},
            "a#Op": {{"type": "operation", "output": {{"target": "a#Out"}}}},
            "a#Out": {{"type": "structure", "members": {{{members}}}}}{shapes}
        }}}}"##
    );
    let file = ast::read("model.json", &text).unwrap();
    let model = Model::assemble(vec![file]).unwrap();
    let operations = ["Op".to_owned()];
    let wanted = Wanted {
        module: "s",
        service: "a#S",
        operations: &operations,
        protocol: None,
        names: &Pins::default(),
    };
    let state = diff::state(model, wanted).unwrap_or_else(|problems| panic!("{problems}"));
    Names::of(&state.service)
}

/// The names where the output has texts of these names.
fn fields(members: &[&str]) -> Names {
    let member = |name: &&str| format!(r#""{name}": {{"target": "smithy.api#String"}}"#);
    let members: Vec<_> = members.iter().map(member).collect();
    names(&members.join(", "), "")
}

/// The names where an enum has these values, called as they are.
fn values(values: &[&str]) -> Names {
    let value = |value: &&str| format!(r#"{{"value": {value:?}}}"#);
    let values: Vec<_> = values.iter().map(value).collect();
    let values = values.join(", ");
    names(
        r#""e": {"target": "a#E"}"#,
        &format!(r#", "a#E": {{"type": "string", "traits": {{"smithy.api#enum": [{values}]}}}}"#),
    )
}

/// The old crate's list, written and read, against the new names: paths, meanings and pins.
fn moved(old: &Names, new: &Names) -> Vec<String> {
    let old = meaning::parse(&meaning::text(&old.meanings())).unwrap();
    let moved = meaning::moved(&old, new).into_iter().map(|it| {
        let pins: Vec<_> = it
            .pins
            .iter()
            .map(|(id, name)| format!("{id}={name}"))
            .collect();
        let last = it.path.rsplit("::").next().unwrap().to_owned();
        format!("{last}: {} → {}, {}", it.was, it.is.meaning, pins.join(" "))
    });
    moved.collect()
}

#[test]
fn a_name_that_another_one_took_has_moved() {
    for (old, new, expected) in [
        (
            &["Name"][..],
            &["NAME", "Name"][..],
            &["name: Name → NAME, a#Out$Name=name"][..],
        ),
        (&["Name"], &["Name", "NAME"], &[]),
        (&["Name"], &["Name"], &[]),
        (&["Name", "Size"], &["Size", "Name"], &[]),
        (&["Name"], &[], &[]),
        // The one that stays takes the name of the one that goes.
        (
            &["NAME", "Name"],
            &["Name"],
            &["name: NAME → Name, a#Out$Name=name_2"],
        ),
        (
            &["NAME", "Name"],
            &["Name", "NAME"],
            &[
                "name: NAME → Name, a#Out$NAME=name a#Out$Name=name_2",
                "name_2: Name → NAME, a#Out$Name=name_2 a#Out$NAME=name",
            ],
        ),
        // The service spells it otherwise: what it was is nowhere else.
        (&["Name"], &["NAME"], &[]),
        // A keyword is pinned as it is.
        (
            &["type"],
            &["TYPE", "type"],
            &["r#type: type → TYPE, a#Out$type=type"],
        ),
        // Setters have names of their own, which are not pinned.
        (
            &["withNew"],
            &["new", "withNew"],
            &["with_new(): withNew → new, "],
        ),
        (&["new", "withNew"], &["new", "withNew"], &[]),
        // One with a name of its own goes with its field all the same.
        (
            &["default"],
            &["Default", "default"],
            &["default: default → Default, a#Out$default=default"],
        ),
    ] {
        assert_eq!(
            moved(&fields(old), &fields(new)),
            expected,
            "{old:?} {new:?}"
        );
    }
}

#[test]
fn values_are_compared_as_they_are_on_the_wire() {
    let cases = [
        (
            &["a.b"][..],
            &["a-b", "a.b"][..],
            &["AB: a.b → a-b, a#E$a.b=AB"][..],
        ),
        (&["a.b"], &["a.b", "a-b"], &[]),
        (&["a.b", "a-b"], &["a-b"], &["AB: a.b → a-b, a#E$a-b=AB2"]),
    ];
    for (old, new, expected) in cases {
        assert_eq!(
            moved(&values(old), &values(new)),
            expected,
            "{old:?} {new:?}"
        );
    }
}

#[test]
fn a_new_type_operation_or_scope_is_no_move() {
    let old = fields(&["name"]);
    let new = names(
        r#""name": {"target": "smithy.api#String"}, "data": {"target": "a#Data"}"#,
        r#", "a#Data": {"type": "structure", "members": {"name": {"target": "smithy.api#String"}}}"#,
    );
    assert_eq!(moved(&old, &new), [""; 0]);
    assert_eq!(moved(&new, &old), [""; 0]);
}

#[test]
fn the_list_holds_any_text() {
    let odd = [
        "\"", "\\", "\u{7f}", "\u{0}", "a\nb", "#", "é 😂", "", " = { }", "$self", "[names]",
    ];
    let names = odd.iter().enumerate();
    let names = names.map(|(index, value)| (format!("V{index}"), (*value).to_owned()));
    let mut meanings = Meanings::from([("enums::E".to_owned(), names.collect())]);
    let shape = [("E".to_owned(), "a#E".to_owned())];
    meanings.insert("enums".to_owned(), shape.into_iter().collect());
    let text = meaning::text(&meanings);
    assert_eq!(text.lines().filter(|line| line.starts_with('"')).count(), 1);
    let read = meaning::parse(&text).unwrap();
    assert_eq!(read["enums"], meanings["enums"]);
    for (name, value) in &meanings["enums::E"] {
        assert_eq!(&read["enums::E"][name], value);
    }
    assert_eq!(meaning::text(&read), text);
}

#[test]
fn what_is_not_a_list_is_refused() {
    for (text, expected) in [
        ("a", "key with no value, expected `=`"),
        ("a = 1", "`a` is not a table of strings"),
        (
            "\"enums::E\" = { A = 1 }",
            "`enums::E` is not a table of strings",
        ),
        ("a = { self = \"b\" }", "`a` is not a table of strings"),
    ] {
        assert_eq!(meaning::parse(text).unwrap_err(), expected, "{text}");
    }
    assert_eq!(meaning::parse("").unwrap(), Meanings::new());
}

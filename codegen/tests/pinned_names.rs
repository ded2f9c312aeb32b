//! `[names]` of the manifest: what it pins, and what it may be.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

use std::path::Path;

use codegen::manifest::Manifest;

const SERVICE: &str =
    "[service.x]\nmodels = [\"x.json\"]\n[crate]\npath = \"out\"\nruntime = \"rt\"\n";

fn parse(text: &str) -> Manifest {
    Manifest::parse(text, Path::new("models/codegen.toml"))
        .unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

#[test]
fn names_are_pinned_by_id() {
    let names =
        "\"b.c#Shape$member\" = \"name\"\n\"a#Kind$a $ b\" = \"AB\"\n\"a#Kind\" = \"Sort\"\n";
    let manifest = parse(&format!("[names]\n{names}{SERVICE}"));
    let pins = manifest.names.iter().map(|pin| {
        let member = pin.member.as_deref();
        let position = pin.name.location.position.unwrap();
        (
            pin.shape.as_str(),
            member,
            pin.name.value.as_str(),
            position,
        )
    });
    let pins: Vec<_> = pins.collect();
    assert_eq!(
        pins,
        [
            ("a#Kind", None, "Sort", (4, 12)),
            // The value of an enum without names may be anything.
            ("a#Kind", Some("a $ b"), "AB", (3, 18)),
            ("b.c#Shape", Some("member"), "name", (2, 22)),
        ]
    );
    assert_eq!(parse(SERVICE).names.iter().count(), 0);
}

#[test]
fn names_are_in_a_table() {
    let text = format!("names = []\n{SERVICE}");
    let problems = Manifest::parse(&text, Path::new("models/codegen.toml")).unwrap_err();
    assert_eq!(
        problems.to_string(),
        r##"error: `names` in the manifest has an array instead of a table
  --> models/codegen.toml:1:9
  help: write a table `[names]` with `"namespace#Shape$member" = "name"` for each name to keep"##,
    );
}

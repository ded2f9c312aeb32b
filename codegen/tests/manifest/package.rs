//! `[crate]`: what a manifest says of the package, and what stands in its `Cargo.toml`.

use std::fs;
use std::path::Path;

use codegen::manifest::Manifest;
use tempfile::TempDir;

use crate::{parse, refused, with_crate};

/// A service with one operation.
pub const MODEL: &str = r##"{ "smithy": "2.0", "shapes": {
    "a#Thing": { "type": "service", "version": "2026-01-01", "operations": [{ "target": "a#Get" }],
        "traits": { "aws.auth#sigv4": { "name": "a" }, "aws.protocols#awsJson1_0": {} } },
    "a#Get": { "type": "operation" }
} }"##;

/// The `Cargo.toml` of a crate whose manifest has these `lines` in `[crate]`.
pub fn written(lines: &str) -> String {
    written_of(MODEL, lines)
}

/// The same for a service with this model.
fn written_of(model: &str, lines: &str) -> String {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("x.json"), model).unwrap();
    let text = with_crate(&format!("path = \"out\"\n{lines}"));
    let manifest = Manifest::parse(&text, &folder.path().join("codegen.toml")).unwrap();
    let output = codegen::generate::of_manifest(&manifest).unwrap();
    let mut files = output.files.iter();
    let (_, text) = files.find(|(path, _)| *path == "Cargo.toml").unwrap();
    text.to_owned()
}

/// The lines of one table of a `Cargo.toml`, as they are written.
pub fn table<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let lines = text.lines().skip_while(|line| *line != format!("[{name}]"));
    lines
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty())
        .collect()
}

const PUBLISHED: &str = r#"version = "2.3.4-rc.1"
description = "Clients of \"things\""
license = "MIT OR Apache-2.0"
publish = true
hints = true
runtime = { version = "0.1" }"#;

#[test]
fn a_package_is_what_the_manifest_says() {
    let crate_ = parse(&with_crate(&format!("path = \"out\"\n{PUBLISHED}"))).crate_;
    assert_eq!(crate_.version, "2.3.4-rc.1");
    assert_eq!(crate_.description.as_deref(), Some("Clients of \"things\""));
    assert_eq!(crate_.license.as_deref(), Some("MIT OR Apache-2.0"));
    assert!(crate_.publish && crate_.hints);

    let text = written(PUBLISHED);
    let package = [
        r#"name = "out""#,
        r#"version = "2.3.4-rc.1""#,
        r#"edition = "2024""#,
        r#"rust-version = "1.88""#,
        r#"description = "Clients of \"things\"""#,
        r#"license = "MIT OR Apache-2.0""#,
        r#"keywords = ["aws"]"#,
        r#"categories = ["api-bindings"]"#,
        "publish = true",
    ];
    assert_eq!(table(&text, "package"), package);
    assert_eq!(table(&text, "hints"), ["mostly-unused = true"]);
    assert_eq!(
        table(&text, "package.metadata.docs.rs"),
        ["all-features = true"]
    );
}

/// The runtime needs Rust 1.88: `tests/tests/packages`.
#[test]
fn a_package_needs_the_rust_that_its_clients_cannot_do_without() {
    let json = "\"aws.protocols#awsJson1_0\": {}";
    let cbor = "\"smithy.protocols#rpcv2Cbor\": {}";
    for (protocols, rust) in [
        (json.to_owned(), "1.88"),
        (format!("{json}, {cbor}"), "1.88"),
        (cbor.to_owned(), "1.88"),
    ] {
        let model = MODEL.replace(json, &protocols);
        let text = written_of(&model, "runtime = { version = \"0.1\" }");
        let line = format!("rust-version = \"{rust}\"");
        let package = table(&text, "package");
        assert!(package.contains(&line.as_str()), "{package:?}");
    }
}

#[test]
fn a_package_has_no_licence_and_is_not_published_unless_the_manifest_says_so() {
    let text = written("runtime = { version = \"0.1\" }");
    let package = table(&text, "package");
    assert!(package.contains(&r#"version = "0.1.0""#), "{package:?}");
    assert!(
        package.contains(&r#"description = "Clients for Thing""#),
        "{package:?}"
    );
    assert!(package.contains(&"publish = false"), "{package:?}");
    assert!(!text.contains("license") && !text.contains("[hints]"));
}

#[test]
fn a_package_is_published_with_a_runtime_that_can_be() {
    refused(
        &with_crate("path = \"out\"\nruntime = \"rt\"\npublish = true"),
        "error: the crate cannot be published while its runtime is in a folder: a registry accepts only dependencies with a version
  --> models/codegen.toml:6:11
  help: write `runtime = { version = \"…\" }`, or leave `publish` out",
    );
    refused(
        &with_crate(
            "path = \"out\"\npublish = true\nruntime = { git = \"https://example.com/leansmith\" }",
        ),
        "error: the crate cannot be published while its runtime is in a git repository: a registry accepts only dependencies with a version
  --> models/codegen.toml:5:11
  help: write `runtime = { version = \"…\" }`, or leave `publish` out",
    );
    for runtime in ["\"rt\"", "{ git = \"https://example.com/leansmith\" }"] {
        let text = format!("path = \"out\"\nruntime = {runtime}\npublish = false");
        assert!(!parse(&with_crate(&text)).crate_.publish);
    }
}

#[test]
fn values_that_cargo_would_reject_are_located() {
    refused(
        &with_crate(
            "path = \"out\"\nruntime = { version = \"0.1\" }\nversion = \"1.0\"\nlicense = \"\"\npublish = \"yes\"\nhints = 1",
        ),
        "error: `1.0` is not a version: unexpected end of input while parsing minor version number
  --> models/codegen.toml:6:11
  help: write three numbers, such as `version = \"1.0.0\"`

error: `license` in `[crate]` has an empty string
  --> models/codegen.toml:7:11
  help: write `license = \"MIT OR Apache-2.0\"`, an SPDX expression

error: `publish` in `[crate]` has a string instead of a boolean
  --> models/codegen.toml:8:11
  help: write `publish = true` for a package that may be published

error: `hints` in `[crate]` has an integer instead of a boolean
  --> models/codegen.toml:9:9
  help: write `hints = true` for a package of which users mostly use a small part",
    );
}

#[test]
fn unknown_keys_get_the_nearest_known_one() {
    for (key, nearest) in [
        ("licence", "license"),
        ("descripton", "description"),
        ("hint", "hints"),
        ("published", "publish"),
    ] {
        let text = with_crate(&format!("path = \"out\"\nruntime = \"rt\"\n{key} = \"x\""));
        let said = Manifest::parse(&text, Path::new("m.toml")).unwrap_err();
        let said = said.to_string();
        assert!(
            said.contains(&format!(
                "unknown key `{key}` in `[crate]`\n  --> m.toml:6:1\n"
            )) && said.contains(&format!("did you mean `{nearest}`?")),
            "{said}"
        );
    }
}

#[test]
fn every_key_is_documented() {
    let document = include_str!("../../../GENERATING.md");
    let texts = [
        "[crate]\nx = 1\npath = \"out\"\nruntime = { x = 1, path = \"rt\" }\n",
        "[service.y]\nx = 1\nmodels = [\"y.json\"]\n",
    ];
    let problems = Manifest::parse(&texts.concat(), Path::new("m.toml")).unwrap_err();
    let lists = problems.iter().filter_map(|problem| {
        let (_, list) = problem.help.as_ref()?.split_once("known keys: ")?;
        Some(list.trim_end_matches(')').to_owned())
    });
    let lists: Vec<String> = lists.collect();
    assert_eq!(lists.len(), 3, "{problems}");
    for key in lists.iter().flat_map(|list| list.split(", ")) {
        let alone = key.trim_matches('`');
        assert!(
            document.contains(key) || document.contains(&format!("{{ {alone} = ")),
            "{key} is missing in GENERATING.md"
        );
    }
}

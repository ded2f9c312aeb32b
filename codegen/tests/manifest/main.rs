//! The manifest: what it means, and what is said about one that is wrong.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod package;
mod runtime;

use std::path::{Path, PathBuf};

use codegen::manifest::{Manifest, RuntimeDependency};

fn parse(text: &str) -> Manifest {
    Manifest::parse(text, Path::new("models/codegen.toml"))
        .unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let diagnostics = Manifest::parse(text, Path::new("models/codegen.toml")).unwrap_err();
    assert_eq!(diagnostics.to_string(), expected);
}

/// A manifest whose only service has these `lines`.
fn with_service(lines: &str) -> String {
    format!("[crate]\npath = \"../generated\"\nruntime = \"../runtime\"\n[service.x]\n{lines}\n")
}

/// A manifest with these `lines` in `[crate]`.
fn with_crate(lines: &str) -> String {
    format!("[service.x]\nmodels = [\"x.json\"]\n[crate]\n{lines}\n")
}

#[test]
fn everything_is_read() {
    let manifest = parse(
        r#"
[service.zebra]
models = ["zebra.json"]

[crate]
path = "../generated"
runtime = "../codegen/runtime"

[service.codeconnections]
models = ["codeconnections.json", "sub/waiters.json"]
operations = ["*Sync*", "GetHost"]
service = "com.amazonaws.codeconnections#CodeConnections_20231201"
protocol = "awsJson1_0"
protocol-tests = true
"#,
    );
    let crate_ = &manifest.crate_;
    assert_eq!(crate_.path.written, "../generated");
    assert_eq!(crate_.path.path, Path::new("models/../generated"));
    assert_eq!(crate_.name, "generated");
    let RuntimeDependency::Path(runtime) = &crate_.runtime else {
        panic!("{:?}", crate_.runtime)
    };
    assert_eq!(runtime.path, Path::new("models/../codegen/runtime"));
    assert_eq!(
        crate_.runtime_from_crate().as_deref(),
        Some("../codegen/runtime")
    );

    let [first, second] = manifest.services.as_slice() else {
        panic!("{:?}", manifest.services)
    };
    assert_eq!(
        (first.module.as_str(), second.module.as_str()),
        ("codeconnections", "zebra")
    );
    let models: Vec<_> = first
        .models
        .iter()
        .map(|model| model.path.clone())
        .collect();
    assert_eq!(
        models,
        [
            PathBuf::from("models/codeconnections.json"),
            PathBuf::from("models/sub/waiters.json")
        ]
    );
    assert_eq!(first.models[1].written, "sub/waiters.json");
    assert_eq!(first.models[1].location.position, Some((10, 35)));
    let operations: Vec<_> = first
        .operations
        .iter()
        .map(|glob| glob.value.as_str())
        .collect();
    assert_eq!(operations, ["*Sync*", "GetHost"]);
    assert_eq!(first.operations[1].location.position, Some((11, 25)));
    let service = first.service.as_ref().unwrap();
    assert_eq!(
        service.value,
        "com.amazonaws.codeconnections#CodeConnections_20231201"
    );
    let protocol = first.protocol.as_ref().unwrap();
    assert_eq!(
        (protocol.value.as_str(), protocol.location.position),
        ("awsJson1_0", Some((13, 12)))
    );
    assert!(first.protocol_tests.value);

    assert_eq!(second.location.position, Some((2, 10)));
    assert_eq!(second.operations.len(), 1);
    assert!(second.operations[0].value.matches("AnyThing"));
    assert_eq!((&second.service, &second.protocol), (&None, &None));
    assert!(!second.protocol_tests.value);
}

#[test]
fn the_package_name_is_given_or_that_of_the_folder() {
    let name = |path: &str, rest: &str| {
        parse(&with_crate(&format!(
            "path = \"{path}\"\nruntime = \"rt\"\n{rest}"
        )))
        .crate_
        .name
    };
    assert_eq!(name("../my-bindings/", ""), "my-bindings");
    assert_eq!(name("..", "name = \"aws_lean\""), "aws_lean");
    assert_eq!(name("serde", "name = \"bindings\""), "bindings");
}

#[test]
fn all_problems_come_in_one_run() {
    refused(
        r#"
[crate]
pth = "../generated"
name = "1st"
[service.Code-Connections]
models = "codeconnections.json"
protocol_tests = true
[service.client]
models = []
operations = [1, ""]
[service.async]
models = ["a.json", "./b.json", "a.json"]
protocol = 1.0
"#,
        r#"error: `path` is missing in `[crate]`
  --> models/codegen.toml:2:2
  help: add `path = "…"`, the folder that the crate is written to, relative to this file

error: `runtime` is missing in `[crate]`
  --> models/codegen.toml:2:2
  help: add `runtime = "…"`, the folder of the package runtime, or `runtime = { git = "…" }` or `{ version = "…" }`

error: unknown key `pth` in `[crate]`
  --> models/codegen.toml:3:1
  help: did you mean `path`? (known keys: `path`, `name`, `version`, `description`, `license`, `publish`, `hints`, `runtime`)

error: `1st` is not a package name
  --> models/codegen.toml:4:8
  help: a name consists of at most 64 ASCII letters, digits, `-` and `_`, starts with a letter, and is neither a keyword of Rust nor the name of a dependency of the generated crate

error: a service cannot be called `Code-Connections`: it is not a snake_case identifier
  --> models/codegen.toml:5:10
  help: use lower-case letters, digits and single underscores, and begin with a letter, for instance `code_connections`

error: `models` in `[service.Code-Connections]` has a string instead of an array of strings
  --> models/codegen.toml:6:10
  help: write `models = ["…"]`, the Smithy JSON files, relative to this file

error: unknown key `protocol_tests` in `[service.Code-Connections]`
  --> models/codegen.toml:7:1
  help: did you mean `protocol-tests`? (known keys: `models`, `operations`, `service`, `protocol`, `protocol-tests`)

error: a service cannot be called `client`: the name is taken in the generated crate
  --> models/codegen.toml:8:10
  help: use another name, for instance `client_service`

error: `models` in `[service.client]` is empty
  --> models/codegen.toml:9:10
  help: write `models = ["…"]`, the Smithy JSON files, relative to this file

error: `operations` in `[service.client]` has an integer instead of a string
  --> models/codegen.toml:10:15
  help: write `operations = ["…"]`, patterns over operation names

error: `operations` in `[service.client]` has an empty string
  --> models/codegen.toml:10:18
  help: write `operations = ["…"]`, patterns over operation names

error: a service cannot be called `async`: it is a keyword of Rust
  --> models/codegen.toml:11:10
  help: use another name, for instance `async_service`

error: `a.json` is listed twice in `models`
  --> models/codegen.toml:12:33
  help: keep one of them

error: `protocol` in `[service.async]` has a float instead of a string
  --> models/codegen.toml:13:12
  help: write `protocol = "…"`, the protocol to use"#,
    );
}

#[test]
fn without_anything_both_tables_are_missing() {
    refused(
        "",
        r#"error: `crate` is missing in the manifest
  --> models/codegen.toml
  help: add a table `[crate]` with the keys `path` and `runtime`

error: `service` is missing in the manifest
  --> models/codegen.toml
  help: add a table `[service.<module>]` with `models = ["…"]` for each service"#,
    );
}

#[test]
fn a_mistyped_table_is_missing_and_unknown() {
    refused(
        "[services.x]\nmodels = [\"x.json\"]\n[crate]\npath = \"out\"\nruntime = \"rt\"\n",
        r#"error: `service` is missing in the manifest
  --> models/codegen.toml
  help: add a table `[service.<module>]` with `models = ["…"]` for each service

error: unknown key `services` in the manifest
  --> models/codegen.toml:1:2
  help: did you mean `service`? (known keys: `crate`, `service`, `names`)"#,
    );
}

#[test]
fn tables_have_to_be_tables() {
    refused(
        "crate = true\nservice = []\n",
        r#"error: `crate` in the manifest has a boolean instead of a table
  --> models/codegen.toml:1:9
  help: write a table `[crate]` with the keys `path` and `runtime`

error: `service` in the manifest has an array instead of a table of tables
  --> models/codegen.toml:2:11
  help: write a table `[service.<module>]` with `models = ["…"]` for each service"#,
    );
    refused(
        "crate = { path = \"out\", runtime = \"rt\" }\n[service]\nx = \"x.json\"\n",
        r#"error: `service.x` in the manifest has a string instead of a table
  --> models/codegen.toml:3:5"#,
    );
    refused(
        "crate = { path = \"out\", runtime = \"rt\" }\n[service]\n",
        r#"error: `service` in the manifest is empty
  --> models/codegen.toml:2:1
  help: write a table `[service.<module>]` with `models = ["…"]` for each service"#,
    );
}

#[test]
fn a_folder_without_a_usable_name_asks_for_one() {
    for path in ["..", ".", "/", "serde", "1st", "out put", "fn"] {
        let text = with_crate(&format!("path = \"{path}\"\nruntime = \"rt\""));
        let diagnostics = Manifest::parse(&text, Path::new("m.toml"))
            .unwrap_err()
            .to_string();
        let expected = format!(
            "error: the name of the folder `{path}` is not a package name\n  --> m.toml:4:8\n  help: add `name = \"…\"` to"
        );
        assert!(diagnostics.starts_with(&expected), "{diagnostics}");
    }
}

#[test]
fn module_names_are_snake_case_and_free() {
    let verdict = |module: &str| {
        let text = format!(
            "crate = {{ path = \"o\", runtime = \"r\" }}\n[service.\"{module}\"]\nmodels = [\"x.json\"]"
        );
        Manifest::parse(&text, Path::new("m.toml"))
            .map(|manifest| manifest.services[0].module.clone())
    };
    for module in ["sqs", "s3", "code_connections", "union", "a1_b2"] {
        assert_eq!(verdict(module).as_deref(), Ok(module));
    }
    for module in [
        "", "_", "_a", "a_", "a__b", "A", "1a", "a-b", "é", "self", "crate", "gen", "try", "type",
    ] {
        assert!(verdict(module).is_err(), "{module}");
    }
    // The features that a written crate has besides its services.
    let written = include_str!("../../../generated/Cargo.toml");
    let features: Vec<String> = written
        .lines()
        .skip_while(|line| *line != "[features]")
        .take_while(|line| *line != "[dependencies]")
        .filter_map(|line| line.split_once(" = ["))
        .map(|(name, _)| name.replace('-', "_"))
        .filter(|name| !["codeconnections", "proton"].contains(&name.as_str()))
        .collect();
    assert!(features.iter().any(|name| name == "credentials"));
    let others = [
        "compression",
        "std",
        "core",
        "runtime",
        "serde",
        "lib",
        "bin",
    ];
    for module in features.iter().map(String::as_str).chain(others) {
        let diagnostics = verdict(module).unwrap_err().to_string();
        assert!(diagnostics.contains("the name is taken"), "{diagnostics}");
    }
}

#[test]
fn mistakes_of_syntax_are_all_located() {
    refused(
        &with_service(
            "models = [\"x.json\"]\nmodels = [\"y.json\"]\nprotocol = \noperations = \"é\"é",
        ),
        "error: not valid TOML: duplicate key
  --> models/codegen.toml:6:1

error: not valid TOML: string values must be quoted, expected literal string
  --> models/codegen.toml:7:12

error: not valid TOML: unexpected key or value, expected newline, `#`
  --> models/codegen.toml:8:17",
    );
}

#[test]
fn a_manifest_that_cannot_be_read_is_named() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("codegen.toml");
    let missing = Manifest::read(&path).unwrap_err().to_string();
    assert!(
        missing.starts_with("error: the manifest cannot be read: "),
        "{missing}"
    );
    assert!(
        missing.contains("codegen.toml\n  help: name an existing manifest"),
        "{missing}"
    );

    std::fs::write(&path, b"[crate]\npath = \"\xC3\xA9\xFF\"\n").unwrap();
    let not_utf8 = Manifest::read(&path).unwrap_err().to_string();
    assert!(
        not_utf8.starts_with("error: the manifest is not UTF-8\n"),
        "{not_utf8}"
    );
    assert!(not_utf8.contains("codegen.toml:2:10\n"), "{not_utf8}");
}

//! The crate of the models' types, and the program that puts samples through them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use codegen::lower::names::{snake_name, type_name};
use serde_json::{Value, json};
use tests::{cargo_in, workspace};

use crate::model::Model;
use crate::sample::{Role, Sample};

/// What a program does that reads samples by line and writes what comes of them.
const PROGRAM: &str = r#"#![allow(deprecated)]

use serde_json::{Value, json};

fn round<T: serde::Serialize + serde::de::DeserializeOwned>(sample: &Value) -> Value {
    // Through texts: that is what is on the wire.
    let trip = || -> Result<Value, serde_json::Error> {
        let value: T = serde_json::from_str(&sample.to_string())?;
        serde_json::from_str(&serde_json::to_string(&value)?)
    };
    match trip() {
        Ok(value) => json!({"ok": value}),
        Err(error) => json!({"error": error.to_string()}),
    }
}

fn main() {
    for line in std::io::stdin().lines() {
        let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let outcome = by_type(line["type"].as_str().unwrap(), &line["wire"]);
        println!("{}", json!({"name": line["name"], "outcome": outcome}));
    }
}
"#;

const PACKAGE: &str = r#"[package]
name = "round"
version = "0.1.0"
edition = "2024"

[dependencies]
serde = "1.0"
serde_json = { version = "1.0", features = ["float_roundtrip"] }
"#;

/// What each of `samples` is when it has been read into its type and written again.
pub fn trip(models: &[Model], samples: &[Sample]) -> BTreeMap<String, Result<Value, String>> {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), models, samples);
    let lines = samples.iter().map(|sample| {
        let line = json!({"name": sample.name, "type": rust_type(sample), "wire": sample.wire.as_ref().unwrap()});
        format!("{line}\n")
    });
    let written = run(folder.path(), &lines.collect::<String>());
    let outcomes = written.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        let outcome = match &line["outcome"]["ok"] {
            Value::Null => Err(line["outcome"]["error"].to_string()),
            value => Ok(value.clone()),
        };
        (line["name"].as_str().unwrap().to_owned(), outcome)
    });
    outcomes.collect()
}

/// The path of the type of a sample. Should one be called otherwise, the program does not compile.
fn rust_type(sample: &Sample) -> String {
    let module = format!("written::{}", sample.module);
    let operation = type_name(&sample.operation).0;
    let folder = format!("{module}::operation::{}", snake_name(&sample.operation));
    match &sample.role {
        Role::Input => format!("{folder}::{operation}Input"),
        Role::Output => format!("{folder}::{operation}Output"),
        Role::Error(error) => format!("{module}::error::{}", type_name(error).0),
    }
}

/// Writes the crate with the operations that have samples, and beside it the program.
fn write(root: &Path, models: &[Model], samples: &[Sample]) {
    let models = models
        .iter()
        .filter(|model| model.operations().next().is_some());
    let modules: Vec<_> = models.clone().map(Model::module).collect();
    let services = models.map(|model| {
        let operations: Vec<_> = model.operations().collect();
        let (module, path) = (model.module(), &model.path);
        format!("[service.{module}]\nmodels = [{path:?}]\noperations = {operations:?}\n")
    });
    let runtime = workspace().join("codegen/runtime");
    let services = services.collect::<String>();
    let manifest = format!("[crate]\npath = \"written\"\nruntime = {runtime:?}\n{services}");
    fs::write(root.join("codegen.toml"), manifest).unwrap();
    let output = codegen::generate(&root.join("codegen.toml"));
    let output = output.unwrap_or_else(|problems| panic!("{problems}"));
    output.files.write(&output.root).unwrap();

    let types: BTreeSet<_> = samples.iter().map(rust_type).collect();
    let arms = types
        .iter()
        .map(|it| format!("        \"{it}\" => round::<{it}>(sample),\n"));
    let program = format!(
        "{PROGRAM}\nfn by_type(name: &str, sample: &Value) -> Value {{\n    match name {{\n{}        _ => panic!(\"{{name}}\"),\n    }}\n}}\n",
        arms.collect::<String>()
    );
    fs::create_dir_all(root.join("round/src")).unwrap();
    fs::write(root.join("round/src/main.rs"), program).unwrap();
    let features: Vec<_> = modules
        .iter()
        .map(String::as_str)
        .chain(["serde"])
        .collect();
    let dependency = format!(
        "written = {{ path = \"../written\", default-features = false, features = {features:?} }}\n"
    );
    fs::write(
        root.join("round/Cargo.toml"),
        format!("{PACKAGE}{dependency}"),
    )
    .unwrap();
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"written\", \"round\"]\n";
    fs::write(root.join("Cargo.toml"), members).unwrap();
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
}

/// Builds and runs the program.
fn run(root: &Path, input: &str) -> String {
    let mut command = cargo_in(root);
    command
        .args(["run", "--quiet", "--offline", "--package", "round"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Written from a thread, for the program writes before it has read everything.
    let (mut pipe, input) = (child.stdin.take().unwrap(), input.to_owned());
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the program failed");
    writer.join().unwrap().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

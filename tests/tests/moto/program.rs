//! The program that makes calls by generated clients: `driver.rs`, with a table of the scenarios' operations.

use crate::process::Process;
use crate::scenario::Step;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::generated::Operation;
use tests::{cargo, put, workspace};

/// Operations of a service, with `true` for those whose pages are requested.
type Wanted<'a> = BTreeMap<&'a str, bool>;

/// A service: its module, its model and its scenario.
pub type Service = (&'static str, PathBuf, Vec<Step>);

/// Generates clients of the services, and builds the program.
pub fn build(services: &[Service]) {
    let folder = workspace().join("target/moto");
    let driver = folder.join("driver");
    fs::create_dir_all(driver.join("src")).unwrap();
    let manifest = folder.join("codegen.toml");
    put(&manifest, &codegen_toml(services)).unwrap();
    let output = codegen::generate(&manifest).unwrap_or_else(|problems| panic!("{problems}"));
    output.files.write(&output.root).unwrap();

    let rows = services.iter().flat_map(|(service, _, steps)| {
        let wanted = wanted(steps);
        let files = output.files.iter();
        let rows = files.filter_map(move |(path, text)| {
            let operation = Operation::find(service, path, text)?;
            let has_pages = wanted[&*operation.name];
            Some(row(service, &operation, text, has_pages))
        });
        rows.collect::<Vec<_>>()
    });
    let rows: String = rows.collect();
    put(&driver.join("src/operations.rs"), &operations_rs(&rows)).unwrap();
    put(&driver.join("Cargo.toml"), &cargo_toml(services)).unwrap();
    copy("tests/tests/moto/driver.rs", &driver.join("src/main.rs"));
    // Versions that are on this machine already.
    copy("Cargo.lock", &driver.join("Cargo.lock"));
    cargo(&driver, &["build", "--offline"]).unwrap_or_else(|said| panic!("{said}"));
}

/// Starts the program, for calls of a server.
pub fn start(url: &str) -> Process {
    let program = workspace().join("target/written/debug/moto-driver");
    Process::start("the program of clients", Command::new(program).arg(url))
}

fn copy(from: &str, to: &Path) {
    let text = fs::read_to_string(workspace().join(from)).unwrap();
    put(to, &text).unwrap();
}

fn wanted(steps: &[Step]) -> Wanted<'_> {
    let mut wanted = BTreeMap::new();
    for step in steps {
        *wanted.entry(&*step.call).or_default() |= step.pages;
    }
    wanted
}

/// The manifest of clients with the operations of the scenarios alone.
fn codegen_toml(services: &[Service]) -> String {
    let runtime = workspace().join("codegen/runtime");
    let services = services.iter().map(|(service, model, steps)| {
        let operations: Vec<&str> = wanted(steps).into_keys().collect();
        format!("[service.{service}]\nmodels = [{model:?}]\noperations = {operations:?}\n")
    });
    let services: String = services.collect();
    format!("[crate]\npath = \"clients\"\nruntime = {runtime:?}\n{services}")
}

fn cargo_toml(services: &[Service]) -> String {
    let runtime = workspace().join("codegen/runtime");
    let services = services
        .iter()
        .map(|(service, ..)| format!(", {service:?}"));
    let services: String = services.collect();
    format!(
        "[package]\nname = \"moto-driver\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
        clients = {{ path = \"../clients\", default-features = false, features = [\"http1\", \"serde\"{services}] }}\n\
        runtime = {{ path = {runtime:?}, default-features = false }}\n\
        serde = \"1\"\nserde_json = \"1\"\ntokio = {{ version = \"1\", features = [\"rt\"] }}\n"
    )
}

fn operations_rs(rows: &str) -> String {
    format!(
        "//! The operations of the scenarios.\n\n#![allow(deprecated, unreachable_patterns)]\n\n\
        use crate::Entry;\nuse serde_json::{{Value, json}};\n\n\
        pub const OPERATIONS: &[(&str, Entry)] = &[\n{rows}];\n"
    )
}

/// The row of an operation. Its errors are an `enum`, whose variants are in the generated file.
fn row(service: &str, operation: &Operation, text: &str, has_pages: bool) -> String {
    let Operation { name, marker, .. } = operation;
    let path = operation.path("clients", service);
    let (module, _) = path.rsplit_once("::").unwrap();
    let (errors, variants) = errors(text);
    let arms = variants.map(|it| format!("{errors}::{it}(it) => json!(it), "));
    let arms: String = arms.collect();
    let pages = match has_pages {
        true => format!("Some(|caller, input| caller.pages::<{marker}>(input))"),
        false => "None".to_owned(),
    };
    format!(
        "    (\"{service}.{name}\", {{\n        use {module}::*;\n        Entry {{\n            \
        call: |caller, input| caller.call::<{marker}>(input, |error| match error {{ {arms}_ => Value::Null }}),\n            \
        presign: |caller, input| caller.presign::<{marker}>(input),\n            \
        pages: {pages},\n        }}\n    }}),\n"
    )
}

/// The name of the `enum` of errors, and its variants.
fn errors(text: &str) -> (&str, impl Iterator<Item = &str>) {
    let (_, rest) = text.split_once("type Error = ").unwrap();
    let (name, _) = rest.split_once(';').unwrap();
    let (_, rest) = text.split_once(&format!("pub enum {name} {{")).unwrap();
    let (body, _) = rest.split_once('}').unwrap();
    let lines = body.lines().map(str::trim_start);
    let variants = lines.filter(|it| !it.starts_with('/') && !it.starts_with('#'));
    (
        name,
        variants.filter_map(|line| Some(line.split_once('(')?.0)),
    )
}

//! Every case that real models give with their endpoint rules: written as tests into a crate, and run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::{cargo, passed, shared, workspace};

/// How many cases the models have.
const CASES: usize = 1439;

#[test]
fn every_case_of_real_models_passes() {
    let Some(models) = shared("aws-models") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (services, cases) = services(&models);
    assert_eq!(cases, CASES, "the cases of the models");
    let runtime = workspace().join("codegen/runtime");
    let manifest = format!("[crate]\npath = \"clients\"\nruntime = {runtime:?}\n{services}");
    fs::write(folder.path().join("codegen.toml"), manifest).unwrap();
    let output = codegen::generate(&folder.path().join("codegen.toml"))
        .unwrap_or_else(|problems| panic!("{problems}"));
    output.files.write(&output.root).unwrap();
    let lock = workspace().join("Cargo.lock");
    fs::copy(lock, output.root.join("Cargo.lock")).unwrap();

    let modules: Vec<_> = output
        .services
        .iter()
        .map(|it| it.module.as_str())
        .collect();
    let features = format!("client,{}", modules.join(","));
    let command = "test --offline --tests --no-fail-fast --no-default-features --features";
    let arguments: Vec<_> = command.split(' ').chain([features.as_str()]).collect();
    let said = cargo(&output.root, &arguments).unwrap_or_else(|said| panic!("{said}"));
    assert_eq!(passed(&said), CASES, "{said}");
}

/// Tables of a manifest for all models, and how many cases they have. Of operations only those are selected that cases
/// call: the types of all take minutes to compile, and `any_manifest` compiles them.
fn services(models: &Path) -> (String, usize) {
    let mut paths: Vec<_> = fs::read_dir(models)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    paths.sort();
    let (mut tables, mut count) = (String::new(), 0);
    for path in paths {
        let model: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let shapes = model["shapes"].as_object().unwrap();
        let service = shapes.values().find(|it| it["type"] == "service").unwrap();
        let cases = &service["traits"]["smithy.rules#endpointTests"]["testCases"];
        let cases = cases.as_array().unwrap();
        count += cases.len();
        let calls = cases
            .iter()
            .filter_map(|it| it["operationInputs"].as_array());
        let names = calls
            .flatten()
            .map(|it| it["operationName"].as_str().unwrap());
        let mut operations: BTreeSet<&str> = names.collect();
        if operations.is_empty() {
            let mut all = shapes.iter().filter(|(_, it)| it["type"] == "operation");
            let (id, _) = all.next().unwrap();
            operations.extend(id.split('#').nth(1));
        }
        let name = path
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .replace('-', "_");
        let operations: Vec<_> = operations.into_iter().collect();
        tables += &format!(
            "\n[service.{name}]\nmodels = [{path:?}]\noperations = {operations:?}\nprotocol-tests = true\n"
        );
    }
    (tables, count)
}

//! All models at hand, and models with something wrong in them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::fuzz::{Corpus, Input};
use tests::{manifest_of, real_models, shared, workspace};

use crate::compared::{Count, compare};

#[test]
#[ignore = "slow: formats all files of 23 services twice"]
fn every_real_model() {
    let Some(models) = shared("aws-models") else {
        return;
    };
    let mut count = Count::default();
    for model in real_models(&models).unwrap() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("codegen.toml");
        fs::write(&manifest, manifest_of(&[model])).unwrap();
        compare(&manifest, &mut count).unwrap_or_else(|problems| panic!("{problems}"));
    }
    println!("{count:?}");
    assert!(count.files > 1_500, "{count:?}");
    assert!(count.by_rustfmt * 200 <= count.files, "{count:?}");
}

/// The services of `model` that speak a protocol which is supported, as tables of a manifest.
fn tables(model: &Path, with_tests: bool) -> String {
    const PROTOCOLS: [&str; 3] = [
        "aws.protocols#awsJson1_0",
        "aws.protocols#awsJson1_1",
        "smithy.protocols#rpcv2Cbor",
    ];
    let text = fs::read_to_string(model).unwrap();
    let text: Value = serde_json::from_str(&text).unwrap();
    let mut tables = String::new();
    for (id, shape) in text["shapes"].as_object().unwrap() {
        let speaks = |protocol: &&str| shape["traits"].get(protocol).is_some();
        if shape["type"] == "service" && PROTOCOLS.iter().any(speaks) {
            let module = id.split_once('#').unwrap().1.to_lowercase();
            let table = format!("models = [{model:?}]\nservice = {id:?}");
            writeln!(
                tables,
                "[service.{module}]\n{table}\nprotocol-tests = {with_tests}"
            )
            .unwrap();
        }
    }
    tables
}

#[test]
#[ignore = "slow: formats all files of the services of tests and benchmarks twice"]
fn every_model_of_tests() {
    let mut count = Count::default();
    // The cases of the benchmark are nested too deeply to be written.
    for (path, with_tests) in [
        ("protocol-tests/awsJson1_0.json", true),
        ("protocol-tests/rpcv2Cbor.json", true),
        ("serde-benchmark/model.json", false),
    ] {
        let Some(model) = shared(path) else {
            return;
        };
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("codegen.toml");
        let runtime = workspace().join("codegen/runtime");
        let crate_ = format!("[crate]\npath = \"clients\"\nruntime = {runtime:?}\n");
        fs::write(&manifest, crate_ + &tables(&model, with_tests)).unwrap();
        compare(&manifest, &mut count).unwrap_or_else(|problems| panic!("{problems}"));
    }
    println!("{count:?}");
    assert!(count.files > 50, "{count:?}");
    assert!(count.by_rustfmt * 10 <= count.files, "{count:?}");
}

#[test]
#[ignore = "slow: formats the files of a thousand services twice"]
fn models_with_something_wrong_in_them() {
    let corpus = Corpus::load();
    let mut count = Count::default();
    for seed in 0..1_500 {
        let Input::Model(model) = Input::of(&corpus, seed) else {
            continue;
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model.json");
        fs::write(&path, model).unwrap();
        let manifest = folder.path().join("codegen.toml");
        fs::write(&manifest, manifest_of(&[path])).unwrap();
        // Most are rejected, as they should be.
        let _ = compare(&manifest, &mut count);
    }
    println!("{count:?}");
    assert!(count.files > 1_000, "{count:?}");
    assert!(count.by_rustfmt * 20 <= count.files, "{count:?}");
}

//! A manifest outside the project, over models that are not the project's: the crate it writes is clean, and passes the
//! tests that it brings.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tests::{cargo, manifest_of, module, passed, real_models, shared, workspace};

mod slow {
    //! Models chosen for what is hard in them.

    use super::{is_clean, module, shared};

    /// Their operations.
    const HARD: [(&str, usize); 7] = [
        ("arc-region-switch", 21),
        ("cloudwatch-logs", 113),
        ("dynamodb", 57),
        ("kinesis", 39),
        ("mailmanager", 60),
        ("sqs", 23),
        ("verifiedpermissions", 34),
    ];

    /// The same of restJson1.
    const REST: [(&str, usize); 10] = [
        ("api-gateway", 124),
        ("bedrock-runtime", 10),
        ("codecatalyst", 38),
        ("glacier", 33),
        ("iot-data-plane", 8),
        ("lambda", 85),
        ("lex-runtime-v2", 6),
        ("sesv2", 110),
        ("sso", 4),
        ("sso-oidc", 4),
    ];

    #[test]
    #[ignore = "slow: builds and lints a crate of 347 operations"]
    fn a_crate_of_hard_models_is_clean() {
        are_clean("aws-models", &HARD, &["cbor"]);
    }

    #[test]
    #[ignore = "slow: builds and lints a crate of 422 operations"]
    fn a_crate_of_rest_models_is_clean() {
        are_clean("aws-models-http", &REST, &[]);
    }

    /// The same of restXml and awsQuery.
    const XML: [(&str, usize); 5] = [
        ("iam", 176),
        ("route-53", 71),
        ("s3", 107),
        ("sns", 42),
        ("sts", 11),
    ];

    #[test]
    #[ignore = "slow: builds and lints a crate of 407 operations"]
    fn a_crate_of_xml_models_is_clean() {
        are_clean("aws-models-http", &XML, &[]);
    }

    fn are_clean(folder: &str, models: &[(&str, usize)], features: &[&str]) {
        let Some(folder) = shared(folder) else {
            return;
        };
        let operations = models.iter().map(|(_, operations)| operations).sum();
        let models = models
            .iter()
            .map(|(name, _)| folder.join(format!("{name}.json")));
        let models: Vec<_> = models.collect();
        // Not the HTTP stack: nothing in a written crate depends on it, and it takes a minute to build.
        let common = ["blocking", "test-util", "tracing"];
        let features = common.iter().chain(features).map(|it| (*it).to_owned());
        let services = models.iter().map(|model| module(model));
        let features: Vec<_> = features.chain(services).collect();
        let features = features.join(",");
        is_clean(
            &models,
            operations,
            &["--no-default-features", "--features", &features],
        );
    }
}

mod manual {
    //! All models and all features: half an hour on two cores. CONTRIBUTING has the command.

    use super::{is_clean, real_models, shared};

    #[test]
    #[ignore = "manual: takes half an hour"]
    fn a_crate_of_all_models_is_clean() {
        let Some(folder) = shared("aws-models") else {
            return;
        };
        let models = real_models(&folder).unwrap();
        assert_eq!(models.len(), 23);
        is_clean(&models, 1330, &["--all-features"]);
    }

    #[test]
    #[ignore = "manual: takes ten minutes and four gigabytes"]
    fn a_crate_of_ec2_is_clean() {
        let Some(folder) = shared("aws-models-http") else {
            return;
        };
        let features = ["--no-default-features", "--features", "test-util,ec2"];
        is_clean(&[folder.join("ec2.json")], 830, &features);
    }
}

#[test]
fn a_crate_of_one_model_compiles() {
    let Some(folder) = shared("aws-models") else {
        return;
    };
    let models = [folder.join("sqs.json")];
    let folder = tempfile::tempdir().unwrap();
    let output = written(folder.path(), &models, 23);
    let features = ["--no-default-features", "--features", "client,sqs"];
    let check = [&["check", "--offline"], features.as_slice()].concat();
    cargo(&output.root, &check).unwrap_or_else(|said| panic!("{said}"));
}

/// Writes a crate of `models` and does with it what a careful user would.
fn is_clean(models: &[PathBuf], operations: usize, features: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let output = written(folder.path(), models, operations);
    let run = |command: &[&str], more: &[&str]| {
        let arguments = [command, &["--offline"], features, more].concat();
        cargo(&output.root, &arguments).unwrap_or_else(|said| panic!("{said}"))
    };
    cargo(&output.root, &["fmt", "--check"]).unwrap();
    run(&["clippy", "--all-targets"], &["--", "-D", "warnings"]);
    run(&["doc", "--no-deps"], &[]);
    let examples = run(&["test", "--doc"], &[]);
    // Every operation of these two has more than three required members, or several of one type.
    let without = ["lex-runtime-v2", "sso-oidc"];
    let has_example = |model: &&PathBuf| {
        !without
            .iter()
            .any(|it| model.ends_with(format!("{it}.json")))
    };
    let streams: usize = models.iter().map(|model| streaming_operations(model)).sum();
    assert_eq!(
        passed(&examples),
        models.iter().filter(has_example).count() + streams + 1,
        "a service, an operation with streams and the crate have one example: {examples}"
    );
    let cases: usize = models.iter().map(|model| endpoint_cases(model)).sum();
    // Without a case there is no file of tests.
    if cases > 0 {
        let endpoints = run(&["test", "--test", "*"], &[]);
        assert_eq!(passed(&endpoints), cases, "endpoint tests: {endpoints}");
    }
    // The types of one service alone.
    let alone = ["--no-default-features", "--features", &module(&models[0])];
    let check = [&["check", "--offline"], alone.as_slice()].concat();
    cargo(&output.root, &check).unwrap();
}

/// Writes a crate of `models`, which have so many operations, into `folder`.
fn written(folder: &Path, models: &[PathBuf], operations: usize) -> codegen::Output {
    let manifest = folder.join("codegen.toml");
    fs::write(&manifest, manifest_of(models)).unwrap();
    let output = codegen::generate(&manifest).unwrap_or_else(|problems| panic!("{problems}"));
    output.files.write(&output.root).unwrap();
    models.iter().for_each(|model| speaks(&output, model));
    let found: usize = output.services.iter().map(|it| it.operations).sum();
    assert_eq!(found, operations, "operations");
    let lock = workspace().join("Cargo.lock");
    fs::copy(lock, output.root.join("Cargo.lock")).unwrap();
    output
}

/// What is written of `model` lists the protocols that the model has of those that are supported, JSON first.
fn speaks(output: &codegen::Output, model: &Path) {
    let text = fs::read_to_string(model).unwrap();
    let has = |(id, _): &(&str, &str)| text.contains(&format!("\"{id}\": {{"));
    let known = [
        ("aws.protocols#awsJson1_0", "Protocol::AwsJson1_0"),
        ("aws.protocols#awsJson1_1", "Protocol::AwsJson1_1"),
        ("smithy.protocols#rpcv2Cbor", "Protocol::RpcV2Cbor"),
        ("aws.protocols#restJson1", "Protocol::RestJson1"),
        ("aws.protocols#restXml", "Protocol::RestXml"),
        ("aws.protocols#awsQuery", "Protocol::AwsQuery"),
        ("aws.protocols#ec2Query", "Protocol::Ec2Query"),
    ];
    let of_model: Vec<&str> = known
        .into_iter()
        .filter(has)
        .map(|(_, name)| name)
        .collect();
    let path = output.root.join("src").join(module(model)).join("mod.rs");
    let code = fs::read_to_string(path).unwrap();
    let (_, list) = code
        .split_once("const PROTOCOLS: &'static [Protocol] =")
        .unwrap();
    let (list, _) = list.split_once("];").unwrap();
    let list = list
        .trim()
        .trim_start_matches("&[")
        .split(',')
        .map(str::trim);
    let written: Vec<&str> = list.filter(|it| !it.is_empty()).collect();
    assert_eq!(written, of_model, "{}", model.display());
}

/// Number of operations of `model` that have a blob that is a stream as the payload of their input or output.
fn streaming_operations(model: &Path) -> usize {
    let model: Value = serde_json::from_str(&fs::read_to_string(model).unwrap()).unwrap();
    let shapes = model["shapes"].as_object().unwrap();
    let shape = |it: &Value| shapes.get(it["target"].as_str().unwrap_or_default());
    let is_stream = |member: &Value| {
        let is_stream = |it: &&Value| it["type"] == "blob" || it["type"] == "union";
        let target = shape(member).filter(is_stream);
        target.is_some_and(|it| it["traits"]["smithy.api#streaming"].is_object())
    };
    let streams = |side: &Value| {
        let members = shape(side).map(|it| it["members"].as_object().unwrap());
        members.is_some_and(|it| it.values().any(is_stream))
    };
    let operations = shapes.values().filter(|it| it["type"] == "operation");
    operations
        .filter(|it| streams(&it["input"]) || streams(&it["output"]))
        .count()
}

/// How many cases `model` gives with its endpoint rules.
fn endpoint_cases(model: &Path) -> usize {
    let model: Value = serde_json::from_str(&fs::read_to_string(model).unwrap()).unwrap();
    let shapes = model["shapes"].as_object().unwrap();
    let service = shapes.values().find(|it| it["type"] == "service").unwrap();
    let cases = &service["traits"]["smithy.rules#endpointTests"]["testCases"];
    cases.as_array().unwrap().len()
}

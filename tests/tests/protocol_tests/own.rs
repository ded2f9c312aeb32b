//! The project's own cases, written from the specification: with them a plain clone proves the wire.
//!
//! Those of awsJson are run over awsJson1_0 and over awsJson1_1, which differ in their content type and in nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::count::cases;
use crate::run::{Outcome, test, write};

const CBOR: &str = "smithy.protocols#rpcv2Cbor";
const OTHERS: [&str; 4] = [
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
];

/// Module, service, the version of awsJson that it is tested with, and whether it has CBOR too, or alone.
type Service = (&'static str, &'static str, &'static str, bool);

pub const SERVICES: [Service; 10] = [
    ("wire10", "example#Wire", "1_0", false),
    ("wire11", "example#Wire", "1_1", false),
    // Only services of awsJson1_0 can have been ones of awsQuery.
    ("query_compatible", "example#QueryCompatible", "1_0", false),
    ("binary", "example#Binary", "1_0", true),
    ("both", "example#Both", "1_0", true),
    ("events", "events#Events", "1_0", true),
    ("rest", "rest#Rest", "1_0", false),
    ("rest_xml", "xml#Xml", "1_0", false),
    ("aws_query", "query#Query", "1_0", false),
    ("ec2_query", "ec2#Ec2", "1_0", false),
];

/// A service that has CBOR alone, one that has JSON too, and one of restJson1: as many cases as a fast run bears.
#[test]
fn every_case_of_three_services_passes() {
    let folder = tempfile::tempdir().unwrap();
    let small = ["binary", "both", "rest"];
    let services = SERVICES.into_iter().filter(|it| small.contains(&it.0));
    every_case_passes(folder.path(), &services.collect::<Vec<_>>());
}

/// Writes a crate of `services` and runs its tests: each case of the models passes.
pub fn every_case_passes(folder: &Path, services: &[Service]) -> codegen::Output {
    let (mut tables, mut expected) = (String::new(), 0);
    for &(module, service, version, has_cbor) in services {
        let models = copied(&folder.join(module), version);
        let shapes = shapes(&models);
        let of_json = cases(&shapes, service, &format!("aws.protocols#awsJson{version}"));
        let of_cbor = cases(&shapes, service, CBOR);
        let of_others = OTHERS.map(|protocol| cases(&shapes, service, protocol));
        assert_eq!(of_cbor > 0, has_cbor, "{service}: {of_cbor} cases of CBOR");
        let of_all = of_json + of_cbor + of_others.iter().sum::<usize>();
        assert!(of_all > 0, "{service} has no cases");
        expected += of_all;
        tables += &format!(
            "\n[service.{module}]\nmodels = {models:?}\nservice = {service:?}\nprotocol-tests = true\n"
        );
    }
    let output = write(folder, &tables);
    // One of the services could not be called at all without CBOR, one has JSON too, and one requires digests and has
    // streams.
    let manifest = fs::read_to_string(output.root.join("Cargo.toml")).unwrap();
    for line in [
        r#"client = ["runtime/client", "runtime/cbor", "runtime/md5""#,
        r#"cbor = ["client", "runtime/cbor"]"#,
        r#"binary = []"#,
        r#"rest = ["runtime/streams"]"#,
    ] {
        assert!(manifest.contains(line), "{manifest}");
    }
    let modules: Vec<_> = services.iter().map(|it| it.0).collect();
    let (outcome, said) = test(&output.root, &modules);
    let all_pass = Outcome {
        passed: expected,
        ..Outcome::default()
    };
    assert_eq!(outcome, all_pass, "{said}");
    output
}

/// The models in `folder`, for one version of the protocol.
fn copied(folder: &Path, version: &str) -> Vec<PathBuf> {
    fs::create_dir(folder).unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/protocol");
    let files = fs::read_dir(fixtures).unwrap();
    let mut files: Vec<PathBuf> = files.map(|it| it.unwrap().path()).collect();
    files.sort();
    let copy = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.replace("awsJson1_0", &format!("awsJson{version}"));
        let content_type = format!("x-amz-json-{}", version.replace('_', "."));
        let copy = folder.join(file.file_name().unwrap());
        fs::write(&copy, text.replace("x-amz-json-1.0", &content_type)).unwrap();
        copy
    };
    files.into_iter().map(copy).collect()
}

fn shapes(models: &[PathBuf]) -> Map<String, Value> {
    let of_file = |file: &PathBuf| {
        let mut model: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let Value::Object(shapes) = model["shapes"].take() else {
            panic!("no shapes in {}", file.display());
        };
        shapes
    };
    models.iter().flat_map(of_file).collect()
}

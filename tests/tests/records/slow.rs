//! Models whose clients are generated and built for the records: the command in CONTRIBUTING does it for all models at hand.

use std::path::Path;
use tests::records::{Digests, Driver};
use tests::{module, shared, workspace};

use crate::are_as_recorded;

/// Models chosen for what is hard in them, with nearly a third of all operations.
const HARD: [&str; 7] = [
    "arc-region-switch",
    "cloudwatch-logs",
    "dynamodb",
    "kinesis",
    "mailmanager",
    "sqs",
    "verifiedpermissions",
];

#[test]
#[ignore = "slow: builds a crate"]
fn a_model_of_everything_is_as_recorded() {
    model_is_as_recorded(&workspace().join("tests/records/everything.json"));
}

/// Models of restJson1 with an operation that few others are like, and with bindings in errors.
const REST: [&str; 4] = ["bedrock-runtime", "glacier", "iot-data-plane", "lambda"];

#[test]
#[ignore = "slow: builds a crate"]
fn a_model_of_all_bindings_is_as_recorded() {
    model_is_as_recorded(&workspace().join("tests/records/bindings.json"));
}

#[test]
#[ignore = "slow: builds crates of 128 operations"]
fn models_of_rest_are_as_recorded() {
    let Some(folder) = shared("aws-models-http") else {
        return;
    };
    for model in REST {
        model_is_as_recorded(&folder.join(format!("{model}.json")));
    }
}

#[test]
#[ignore = "slow: builds crates of 347 operations"]
fn hard_models_are_as_recorded() {
    let Some(folder) = shared("aws-models") else {
        return;
    };
    for model in HARD {
        model_is_as_recorded(&folder.join(format!("{model}.json")));
    }
}

fn model_is_as_recorded(model: &Path) {
    let mut records = Vec::new();
    let driver = Driver::write(model).unwrap_or_else(|error| panic!("{error}"));
    let run = driver.run(&|_| true, &mut |record| {
        records.push(record);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    are_as_recorded(&Digests::read().unwrap(), &module(model), &records);
}

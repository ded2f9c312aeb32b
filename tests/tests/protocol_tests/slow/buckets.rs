//! Amazon S3: Smithy's cases, whose model has no endpoint rules, over AWS's model, and the cases of its rules.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::shared;

use crate::run::{Outcome, test, write};

const SERVICE: &str = "com.amazonaws.s3#AmazonS3";

/// The operations that cases call.
const OPERATIONS: [&str; 9] = [
    "CreateBucket",
    "DeleteObjectTagging",
    "GetBucketLocation",
    "GetObject",
    "ListBuckets",
    "ListDirectoryBuckets",
    "ListObjects",
    "ListObjectsV2",
    "WriteGetObjectResponse",
];

/// Cases of requests and responses, and cases of endpoint rules.
const CASES: [usize; 2] = [7, 392];

#[test]
#[ignore = "slow: builds a crate of tests"]
fn every_case_of_amazon_s3_passes() {
    let models = [
        shared("aws-models-http/s3.json"),
        shared("protocol-tests-http/restXml.json"),
    ];
    let [Some(model), Some(cases)] = models else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.json");
    let (merged, counts) = merged(read(&model), &read(&cases));
    assert_eq!(counts, CASES);
    fs::write(&path, merged.to_string()).unwrap();
    let service = format!(
        "\n[service.s3]\nmodels = [{path:?}]\noperations = {OPERATIONS:?}\nprotocol-tests = true\n"
    );
    let output = write(folder.path(), &service);
    let (outcome, said) = test(&output.root, &["s3", "test-util"]);
    let all_pass = Outcome {
        passed: CASES.iter().sum(),
        ..Outcome::default()
    };
    assert_eq!(outcome, all_pass, "{said}");
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Returns `model` with the cases of `cases`, and how many of each kind it has then.
fn merged(mut model: Value, cases: &Value) -> (Value, [usize; 2]) {
    let mut count = 0;
    for (id, shape) in cases["shapes"].as_object().unwrap() {
        if !id.starts_with("com.amazonaws.s3#") {
            continue;
        }
        for name in ["httpRequestTests", "httpResponseTests"] {
            let name = format!("smithy.test#{name}");
            let cases = &shape["traits"][&name];
            if let Some(listed) = cases.as_array() {
                count += listed.len();
                model["shapes"][id]["traits"][&name] = cases.clone();
            }
        }
    }
    let tests = &model["shapes"][SERVICE]["traits"]["smithy.rules#endpointTests"];
    let rules = tests["testCases"].as_array().unwrap().len();
    (model, [count, rules])
}

//! Smithy's own cases of awsJson1_0: every one that is for clients.

use std::fs;

use serde_json::Value;
use tests::shared;

use crate::count::cases;
use crate::run::{Outcome, test, write};

const SERVICES: [(&str, &str); 2] = [
    ("json_rpc10", "aws.protocoltests.json10#JsonRpc10"),
    (
        "query_compatible",
        "aws.protocoltests.json10#QueryCompatibleJsonRpc10",
    ),
];

#[test]
fn every_case_for_clients_passes() {
    let Some(path) = shared("protocol-tests/awsJson1_0.json") else {
        return;
    };
    let model: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let shapes = model["shapes"].as_object().unwrap();
    let of_service = |(_, service): &(_, &str)| cases(shapes, service, "aws.protocols#awsJson1_0");
    let expected: usize = SERVICES.iter().map(of_service).sum();

    let folder = tempfile::tempdir().unwrap();
    let tables = SERVICES.map(|(module, service)| {
        format!(
            "\n[service.{module}]\nmodels = [{path:?}]\nservice = {service:?}\nprotocol-tests = true\n"
        )
    });
    let output = write(folder.path(), &tables.concat());
    let (outcome, said) = test(&output.root, &SERVICES.map(|(module, _)| module));
    let all_pass = Outcome {
        passed: expected,
        ..Outcome::default()
    };
    assert_eq!(outcome, all_pass, "{said}");
}

//! The cases of all services: the project's own, and Smithy's, of each protocol every one that is for clients.

mod buckets;

use std::fs;

use serde_json::Value;
use tests::shared;

use crate::count::cases;
use crate::own::{SERVICES, every_case_passes};
use crate::run::{Outcome, cargo, test, write};

#[test]
#[ignore = "slow: builds a crate of tests"]
fn every_case_passes_over_every_protocol() {
    let folder = tempfile::tempdir().unwrap();
    let output = every_case_passes(folder.path(), &SERVICES);
    let features = SERVICES.map(|(module, ..)| module).join(",");
    for arguments in [
        "fmt --check".to_owned(),
        format!(
            "clippy --offline --no-default-features --all-targets --features {features} -- -D warnings"
        ),
    ] {
        let (is_clean, said) = cargo(&output.root, &arguments);
        assert!(is_clean, "cargo {arguments}: {said}");
    }
}

#[test]
#[ignore = "slow: builds a crate of tests"]
fn every_case_of_aws_json_1_0_for_clients_passes() {
    every_case_for_clients_passes(
        "protocol-tests/awsJson1_0.json",
        "aws.protocols#awsJson1_0",
        &[
            ("json_rpc10", "aws.protocoltests.json10#JsonRpc10"),
            (
                "query_compatible",
                "aws.protocoltests.json10#QueryCompatibleJsonRpc10",
            ),
        ],
    );
}

#[test]
#[ignore = "slow: builds a crate of tests"]
fn every_case_of_rpc_v2_cbor_for_clients_passes() {
    every_case_for_clients_passes(
        "protocol-tests/rpcv2Cbor.json",
        "smithy.protocols#rpcv2Cbor",
        &[("rpc_v2", "smithy.protocoltests.rpcv2Cbor#RpcV2Protocol")],
    );
}

#[test]
#[ignore = "slow: builds a crate of tests"]
fn every_case_of_rest_json_1_for_clients_passes() {
    every_case_for_clients_passes(
        "protocol-tests-http/restJson1.json",
        "aws.protocols#restJson1",
        &[
            ("rest_json", "aws.protocoltests.restjson#RestJson"),
            (
                "api_gateway",
                "com.amazonaws.apigateway#BackplaneControlService",
            ),
        ],
    );
}

/// The services but Amazon S3, whose cases depend on endpoint rules: see `buckets`.
#[test]
#[ignore = "slow: builds a crate of tests"]
fn every_case_of_rest_xml_for_clients_passes() {
    every_case_for_clients_passes(
        "protocol-tests-http/restXml.json",
        "aws.protocols#restXml",
        &[
            ("rest_xml", "aws.protocoltests.restxml#RestXml"),
            (
                "with_namespace",
                "aws.protocoltests.restxml.xmlns#RestXmlWithNamespace",
            ),
        ],
    );
}

#[test]
#[ignore = "slow: builds a crate of tests"]
fn every_case_of_aws_query_for_clients_passes() {
    every_case_for_clients_passes(
        "protocol-tests-http/awsQuery.json",
        "aws.protocols#awsQuery",
        &[("query", "aws.protocoltests.query#AwsQuery")],
    );
}

#[test]
#[ignore = "slow: builds a crate of tests"]
fn every_case_of_ec2_query_for_clients_passes() {
    every_case_for_clients_passes(
        "protocol-tests-http/ec2Query.json",
        "aws.protocols#ec2Query",
        &[("ec2", "aws.protocoltests.ec2#AwsEc2")],
    );
}

/// Writes a crate of the `services` of a model, which are called by module, and runs its tests.
fn every_case_for_clients_passes(file: &str, protocol: &str, services: &[(&str, &str)]) {
    let Some(path) = shared(file) else {
        return;
    };
    let model: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let shapes = model["shapes"].as_object().unwrap();
    let of_service = |(_, service): &(_, &str)| cases(shapes, service, protocol);
    let expected: usize = services.iter().map(of_service).sum();
    assert!(expected > 0, "{file} has no cases");

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.json");
    fs::write(&path, model.to_string()).unwrap();
    let tables = services.iter().map(|(module, service)| {
        format!(
            "\n[service.{module}]\nmodels = [{path:?}]\nservice = {service:?}\nprotocol-tests = true\n"
        )
    });
    let output = write(folder.path(), &tables.collect::<String>());
    let modules: Vec<&str> = services.iter().map(|(module, _)| *module).collect();
    let (outcome, said) = test(&output.root, &modules);
    let all_pass = Outcome {
        passed: expected,
        ..Outcome::default()
    };
    assert_eq!(outcome, all_pass, "{said}");
}

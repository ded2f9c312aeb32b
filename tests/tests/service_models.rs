//! What the models of real services ask of requests, as the generator reads them.
//!
//! The expected values are those that the documentation of the services and the AWS SDKs have.

#![allow(
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use std::fs;

use codegen::ir::{Auth, Binding, HostPiece, Operation, Presence, Retryable, Service};
use codegen::lower::lower;
use codegen::manifest::Pins;
use codegen::smithy::ast;
use codegen::smithy::model::Model;
use codegen::smithy::select::{Request, select};
use codegen::support::diagnostic::{Diagnostics, Location};
use codegen::support::glob::Glob;
use codegen::support::located::Located;

/// The service of `file`, with one operation or those that a pattern matches; `None` where there are no models.
fn service(file: &str, operations: &str) -> Option<Service> {
    service_in("aws-models", file, operations)
}

/// The same of a model in this folder.
fn service_in(folder: &str, file: &str, operations: &str) -> Option<Service> {
    let path = tests::shared(&format!("{folder}/{file}.json"))?;
    let text = fs::read_to_string(&path).unwrap();
    let model = Model::assemble(vec![ast::read(file, &text).unwrap()]).unwrap();
    let location = Location::default();
    let request = Request {
        module: "service",
        location: &location,
        service: None,
        operations: &[Located {
            value: Glob::new(operations),
            location: location.clone(),
        }],
        protocol: None,
    };
    let mut found = Diagnostics::default();
    let selection = select(&model, request, &mut found).unwrap();
    let service = lower(
        "service",
        &model,
        &selection,
        None,
        &Pins::default(),
        &mut found,
    );
    assert!(!found.has_errors(), "{file}: {found}");
    service
}

/// The operations for which something holds, by name.
fn names(service: &Service, holds: fn(&Operation) -> bool) -> Vec<&str> {
    let operations = service.operations.iter().filter(|it| holds(it));
    operations.map(|it| it.shape_name.as_str()).collect()
}

#[test]
fn operations_that_wait_for_something() {
    for (file, expected) in [
        ("sqs", &["ReceiveMessage"][..]),
        ("sfn", &["GetActivityTask"]),
        ("swf", &["PollForActivityTask", "PollForDecisionTask"]),
        ("kinesis", &[]),
        ("dynamodb", &[]),
    ] {
        let Some(service) = service(file, "*") else {
            return;
        };
        assert_eq!(
            names(&service, |it| it.request.long_poll),
            expected,
            "{file}"
        );
        let expected = match file {
            "dynamodb" => (Some(25), Some(4)),
            _ => (None, None),
        };
        assert_eq!(
            (service.facts.retry_base_ms, service.facts.max_attempts),
            expected
        );
    }
}

#[test]
fn hosts_with_a_prefix() {
    for (file, operations, prefix) in [
        ("servicediscovery", "DiscoverInstances*", "data-"),
        ("sfn", "StartSyncExecution", "sync-"),
    ] {
        let Some(service) = service(file, operations) else {
            return;
        };
        for operation in &service.operations {
            assert_eq!(
                operation.request.host_prefix,
                [HostPiece::Text(prefix.to_owned())]
            );
        }
    }
}

#[test]
fn sqs_answers_with_the_codes_of_the_query_protocol() {
    let Some(service) = service("sqs", "GetQueueUrl") else {
        return;
    };
    assert!(service.facts.query_compatible);
    let error = service
        .types
        .errors
        .iter()
        .find(|it| it.code == "QueueDoesNotExist");
    let code = error.unwrap().query_code.as_deref();
    assert_eq!(code, Some("AWS.SimpleQueueService.NonExistentQueue"));
}

#[test]
fn codes_of_the_query_protocol_are_of_no_matter_to_services_that_never_spoke_it() {
    let Some(service) = service("kms", "DescribeKey") else {
        return;
    };
    assert!(!service.facts.query_compatible);
    assert!(
        service
            .types
            .errors
            .iter()
            .all(|it| it.query_code.is_none())
    );
}

#[test]
fn an_identity_is_asked_for_without_one() {
    let Some(service) = service("cognito-identity", "*") else {
        return;
    };
    assert_eq!(
        names(&service, |it| it.request.auth == Some(vec![Auth::NoAuth])),
        [
            "GetCredentialsForIdentity",
            "GetId",
            "GetOpenIdToken",
            "UnlinkIdentity"
        ]
    );
    assert_eq!(service.facts.auth, [Auth::SigV4]);
}

const HTTP: &str = "aws-models-http";

#[test]
fn every_member_of_ec2_is_optional() {
    let Some(service) = service_in(HTTP, "ec2", "*") else {
        return;
    };
    assert_eq!(service.operations.iter().count(), 830);
    let structures = service.types.structures.iter();
    let mut fields = structures.flat_map(|it| &it.fields);
    assert!(fields.all(|it| it.presence == Presence::Optional));
    // Two parameters have a name that does not follow from that of their elements.
    let markers = service.markers.values();
    let markers: Vec<&str> = markers.map(String::as_str).collect();
    assert_eq!(markers, ["Ipv6Addresses", "PrivateIpAddresses"]);
}

#[test]
fn ids_of_route_53_may_have_a_path_before_them() {
    let Some(service) = service_in(HTTP, "route-53", "*") else {
        return;
    };
    let structures = service.types.structures.iter();
    let fields = structures.flat_map(|it| &it.fields);
    let is_id = |it: &&codegen::ir::Field| it.binding == Binding::Label { is_id: true };
    let mut members: Vec<&str> = fields.filter(is_id).map(|it| it.member.as_str()).collect();
    members.sort_unstable();
    members.dedup();
    assert_eq!(members, ["DelegationSetId", "HostedZoneId", "Id"]);
}

#[test]
fn sts_returns_secrets_and_one_transient_error() {
    let Some(service) = service_in(HTTP, "sts", "*") else {
        return;
    };
    let types = &service.types;
    let credentials = types.data().find(|it| it.name == "Credentials");
    assert!(credentials.unwrap().sensitive);
    let errors = types.errors.iter();
    let transient = errors.filter(|it| it.retryable == Some(Retryable::Transient));
    let transient: Vec<&str> = transient.map(|it| it.code.as_str()).collect();
    assert_eq!(transient, ["IDPCommunicationErrorException"]);
    let unsigned = names(&service, |it| it.request.auth == Some(vec![Auth::NoAuth]));
    assert_eq!(
        unsigned,
        ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"]
    );
}

#[test]
fn iam_has_codes_of_the_query_protocol() {
    let Some(service) = service_in(HTTP, "iam", "GetUser") else {
        return;
    };
    let errors = service.types.errors.iter();
    let codes = errors.map(|it| (it.code.as_str(), it.query_code.as_deref()));
    let codes: Vec<_> = codes.collect();
    assert_eq!(
        codes,
        [
            ("NoSuchEntityException", Some("NoSuchEntity")),
            ("ServiceFailureException", Some("ServiceFailure")),
        ]
    );
}

//! Classification of failures.

use http::StatusCode;
use runtime::http;
use runtime::retry::{ErrorResponse, Failure, RetryKind};
use runtime::{ErrorFacts, Fault, ModeledError, Retryable};
use std::fmt;
use std::fs;
use std::path::Path;

/// An error of a model: as the macros would have it, with nothing but its facts.
macro_rules! modeled {
    ($($name:ident, $code:literal, $retryable:expr;)*) => {$(
        #[derive(Debug)]
        struct $name;

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str($code)
            }
        }

        impl std::error::Error for $name {}

        impl ModeledError for $name {
            const CODE: &'static str = $code;
            const FAULT: Fault = Fault::Client;
            const RETRYABLE: Option<Retryable> = $retryable;
        }
    )*};
}

modeled! {
    AccessDenied, "AccessDeniedException", None;
    Busy, "BusyException", Some(Retryable::Transient);
    Conflict, "ConcurrentModificationException", None;
    Crowded, "CrowdedException", Some(Retryable::Throttling);
    ExpiredIterator, "ExpiredIteratorException", None;
    LimitExceeded, "LimitExceededException", None;
    RetryableLimit, "LimitExceededException", Some(Retryable::Transient);
    Throttling, "ThrottlingException", None;
    TransientThrottling, "ThrottlingException", Some(Retryable::Transient);
}

fn kind(status: u16, code: Option<&str>, errors: &[ErrorFacts]) -> Option<RetryKind> {
    let status = StatusCode::from_u16(status).unwrap();
    Failure::Response(ErrorResponse::new(status).code(code, errors)).kind()
}

fn kind_of_code(code: &str) -> Option<RetryKind> {
    kind(400, Some(code), &[])
}

#[test]
fn a_lost_connection_and_a_timeout_are_transient() {
    for failure in [Failure::Connect, Failure::Timeout, Failure::Io] {
        assert_eq!(failure.kind(), Some(RetryKind::Transient), "{failure:?}");
    }
}

#[test]
fn what_would_happen_again_or_be_done_twice_is_not_retried() {
    assert_eq!(Failure::Other.kind(), None);
    assert_eq!(Failure::UncertainTimeout.kind(), None);
}

#[test]
fn four_statuses_are_transient() {
    let transient: Vec<u16> = (300..=599)
        .filter(|&status| kind(status, None, &[]).is_some())
        .collect();
    assert_eq!(transient, [500, 502, 503, 504]);
    assert_eq!(kind(503, None, &[]), Some(RetryKind::Transient));
    assert_eq!(
        kind(503, Some("InternalServerException"), &[]),
        Some(RetryKind::Transient)
    );
}

#[test]
fn the_codes_of_throttling() {
    for code in [
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottledException",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException",
        "TransactionInProgressException",
        "RequestLimitExceeded",
        "BandwidthLimitExceeded",
        "LimitExceededException",
        "RequestThrottled",
        "SlowDown",
        "PriorRequestNotComplete",
        "EC2ThrottledException",
    ] {
        assert_eq!(kind_of_code(code), Some(RetryKind::Throttling), "{code}");
        // The code says more than the status.
        assert_eq!(kind(503, Some(code), &[]), Some(RetryKind::Throttling));
    }
}

#[test]
fn the_codes_of_what_passes_by_itself() {
    for code in ["RequestTimeout", "RequestTimeoutException"] {
        assert_eq!(kind_of_code(code), Some(RetryKind::Transient), "{code}");
    }
}

#[test]
fn the_codes_of_expired_credentials() {
    for code in ["ExpiredToken", "ExpiredTokenException", "RequestExpired"] {
        assert_eq!(
            kind_of_code(code),
            Some(RetryKind::ExpiredCredentials),
            "{code}"
        );
    }
}

#[test]
fn the_codes_of_a_wrong_clock_count_once_the_clock_is_corrected() {
    for code in [
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        "AuthFailure",
        "RequestTimeTooSkewed",
        "AccessDeniedException",
    ] {
        let facts = [ErrorFacts::of::<AccessDenied>()];
        let response = ErrorResponse::new(StatusCode::FORBIDDEN).code(Some(code), &facts);
        assert_eq!(Failure::Response(response).kind(), None, "{code}");
        assert_eq!(
            Failure::Response(response.clock_corrected(true)).kind(),
            Some(RetryKind::ClockSkew),
            "{code}"
        );
    }
    let response = ErrorResponse::new(StatusCode::BAD_REQUEST)
        .code(Some("ValidationException"), &[])
        .clock_corrected(true);
    assert_eq!(Failure::Response(response).kind(), None);
}

#[test]
fn the_code_of_the_query_protocol_counts_after_the_shapes_own() {
    let errors = [
        ErrorFacts::of::<Busy>(),
        ErrorFacts::of::<Conflict>(),
        ErrorFacts::of::<LimitExceeded>(),
        ErrorFacts::of::<Throttling>(),
    ];
    let kind = |code, query_code| {
        let response = ErrorResponse::new(StatusCode::BAD_REQUEST)
            .code(Some(code), &errors)
            .query_code(Some(query_code));
        Failure::Response(response).kind()
    };
    let (throttling, transient) = (Some(RetryKind::Throttling), Some(RetryKind::Transient));
    // Either of them is enough.
    assert_eq!(
        kind("ConcurrentModificationException", "Throttling"),
        throttling
    );
    assert_eq!(
        kind("ThrottlingException", "AWS.Example.TooFast"),
        throttling
    );
    assert_eq!(
        kind("ConcurrentModificationException", "AWS.Example.Other"),
        None
    );
    // What the model says of the shape, and what its own name says, comes first.
    assert_eq!(kind("BusyException", "Throttling"), transient);
    assert_eq!(kind("RequestTimeout", "Throttling"), transient);
    // A quota stays one under the same name.
    let limit = "LimitExceededException";
    assert_eq!(kind(limit, limit), None);
}

#[test]
fn other_codes_are_not_retried() {
    for code in [
        "ValidationException",
        "UnrecognizedClientException",
        "ServiceQuotaExceededException",
        "throttlingexception",
        "ThrottlingException2",
        "",
    ] {
        assert_eq!(kind_of_code(code), None, "{code}");
        assert_eq!(kind(429, Some(code), &[]), None, "{code}");
    }
}

#[test]
fn the_model_comes_before_code_and_status() {
    let errors = [
        ErrorFacts::of::<Conflict>(),
        ErrorFacts::of::<Busy>(),
        ErrorFacts::of::<Crowded>(),
        ErrorFacts::of::<TransientThrottling>(),
    ];
    let kind = |status, code| kind(status, Some(code), &errors);
    assert_eq!(kind(400, "BusyException"), Some(RetryKind::Transient));
    assert_eq!(kind(500, "CrowdedException"), Some(RetryKind::Throttling));
    assert_eq!(kind(429, "ThrottlingException"), Some(RetryKind::Transient));
    // The model says nothing of it, and so the status decides.
    assert_eq!(kind(409, "ConcurrentModificationException"), None);
    assert_eq!(
        kind(503, "ConcurrentModificationException"),
        Some(RetryKind::Transient)
    );
}

/// `CreateSyncConfiguration` of CodeConnections, and its like.
#[test]
fn a_limit_beside_throttling_is_a_quota() {
    let by_name = [
        ErrorFacts::of::<AccessDenied>(),
        ErrorFacts::of::<LimitExceeded>(),
        ErrorFacts::of::<Throttling>(),
    ];
    let by_trait = [
        ErrorFacts::of::<Crowded>(),
        ErrorFacts::of::<LimitExceeded>(),
    ];
    for errors in [by_name.as_slice(), &by_trait] {
        assert_eq!(kind(429, Some("LimitExceededException"), errors), None);
        assert_eq!(kind(400, Some("LimitExceededException"), errors), None);
    }
    assert_eq!(
        kind(400, Some("ThrottlingException"), &by_name),
        Some(RetryKind::Throttling)
    );
    // Another code that the model does not list for the operation stays what it is.
    assert_eq!(
        kind(400, Some("TooManyRequestsException"), &by_name),
        Some(RetryKind::Throttling)
    );
    // A service in trouble is one whatever it calls it.
    assert_eq!(
        kind(503, Some("LimitExceededException"), &by_name),
        Some(RetryKind::Transient)
    );
}

/// The facts behind the rule for quotas, for the operations of this project.
#[test]
fn codeconnections_lists_its_limits_beside_throttling() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read(root.join("../../tests/facts/codeconnections.facts.json")).unwrap();
    let facts: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let operations = facts["operations"].as_object().unwrap();
    let limited: Vec<&str> = operations
        .iter()
        .filter(|(_, facts)| lists(facts, "LimitExceededException"))
        .map(|(name, facts)| {
            assert!(lists(facts, "ThrottlingException"), "{name}");
            name.as_str()
        })
        .collect();
    let expected = ["CreateSyncConfiguration", "DeleteSyncConfiguration"];
    assert_eq!(limited, expected);
}

fn lists(operation: &serde_json::Value, error: &str) -> bool {
    let errors = operation["errors"].as_array().unwrap();
    errors.iter().any(|listed| listed == error)
}

/// `GetRecords` of DynamoDB Streams, and its like.
#[test]
fn a_limit_alone_is_throttling() {
    let errors = [
        ErrorFacts::of::<LimitExceeded>(),
        ErrorFacts::of::<ExpiredIterator>(),
        ErrorFacts::of::<Busy>(),
    ];
    assert_eq!(
        kind(400, Some("LimitExceededException"), &errors),
        Some(RetryKind::Throttling)
    );
}

#[test]
fn a_limit_that_the_model_does_not_list_is_throttling() {
    let errors = [ErrorFacts::of::<Throttling>()];
    assert_eq!(
        kind(400, Some("LimitExceededException"), &errors),
        Some(RetryKind::Throttling)
    );
}

#[test]
fn a_limit_is_what_the_model_says_it_is() {
    let errors = [
        ErrorFacts::of::<RetryableLimit>(),
        ErrorFacts::of::<Throttling>(),
    ];
    assert_eq!(
        kind(400, Some("LimitExceededException"), &errors),
        Some(RetryKind::Transient)
    );
}

//! Which of the real errors of Proton and CodeConnections a client retries, and which operations it repeats after a timeout.

#[cfg(test)]
#[path = "documented_shapes/operations.rs"]
mod operations;

use generated::codeconnections::operation::create_sync_configuration::CreateSyncConfiguration;
use generated::codeconnections::operation::update_sync_blocker::UpdateSyncBlocker;
use generated::proton::operation::create_service_sync_config::CreateServiceSyncConfig;
use runtime::http::StatusCode;
use runtime::retry::{ErrorResponse, Failure, RetryKind};
use runtime::{Operation, OperationError};
use serde_json::Value;

/// The errors of an operation that are retried when they come with the status of the model.
fn retried<Op: Operation>() -> Vec<(&'static str, RetryKind)> {
    let errors = <Op::Error as OperationError>::ERRORS;
    errors
        .iter()
        .filter_map(|facts| {
            let status = StatusCode::from_u16(facts.status?).ok()?;
            let response = ErrorResponse::new(status).code(Some(facts.code), errors);
            Some((facts.code, Failure::Response(response).kind()?))
        })
        .collect()
}

#[test]
fn a_full_quota_of_codeconnections_is_not_retried() {
    assert_eq!(
        retried::<CreateSyncConfiguration>(),
        [
            ("InternalServerException", RetryKind::Transient),
            ("ThrottlingException", RetryKind::Throttling),
        ]
    );
}

#[test]
fn what_is_retried_of_the_others() {
    assert_eq!(
        retried::<UpdateSyncBlocker>(),
        [
            ("InternalServerException", RetryKind::Transient),
            ("RetryLatestCommitFailedException", RetryKind::Transient),
            ("ThrottlingException", RetryKind::Throttling),
        ]
    );
    assert_eq!(
        retried::<CreateServiceSyncConfig>(),
        [
            ("InternalServerException", RetryKind::Transient),
            ("ThrottlingException", RetryKind::Throttling),
        ]
    );
}

macro_rules! idempotent {
    ($($service:ident { $($module:ident: $name:ident,)* })*) => {
        [$($((
            stringify!($service),
            stringify!($name),
            <generated::$service::operation::$module::$name as Operation>::IDEMPOTENT,
        ),)*)*]
    };
}

/// The facts say it of Proton; of CodeConnections only the names do.
#[test]
fn operations_that_read_or_replace_are_repeated_after_a_timeout() {
    for (service, name, is_idempotent) in operations::with_operations!(idempotent) {
        let path = tests::workspace().join(format!("tests/facts/{service}.facts.json"));
        let facts = std::fs::read_to_string(path).expect("the facts");
        let facts: Value = serde_json::from_str(&facts).expect("a JSON document");
        let fact = &facts["operations"][name];
        let expected = match service {
            "codeconnections" => name.starts_with("Get") || name.starts_with("List"),
            _ => fact["readonly"] == true || fact["idempotent"] == true,
        };
        assert_eq!(is_idempotent, expected, "{service}: {name}");
    }
}

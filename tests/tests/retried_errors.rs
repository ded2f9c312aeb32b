//! Which of the real errors of Proton and CodeConnections a client retries.

use generated::codeconnections::operation::create_sync_configuration::CreateSyncConfiguration;
use generated::codeconnections::operation::update_sync_blocker::UpdateSyncBlocker;
use generated::proton::operation::create_service_sync_config::CreateServiceSyncConfig;
use runtime::http::StatusCode;
use runtime::retry::{ErrorResponse, Failure, RetryKind};
use runtime::{Operation, OperationError};

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

//! Failures that pass, and storms that do not.

use crate::server::{Reply, Server};
use crate::world::{call, client, config, failure, input, patient, prompt_retries};
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::create_sync_configuration::{
    CreateSyncConfigurationInput, CreateSyncConfigurationInputRequired,
};
use runtime::retry::TokenBucket;

fn throttled() -> Reply {
    Reply::new(429, r#"{"__type": "ThrottlingException"}"#)
}

#[tokio::test]
async fn throttling_is_made_again_with_a_hint_and_without() {
    for reply in [throttled(), throttled().header("x-amz-retry-after", "1")] {
        let server = Server::sequence([reply.clone(), reply, Reply::new(200, "{}")]);
        let bucket = TokenBucket::default();
        call(config(&server).retry(prompt_retries(&bucket)))
            .await
            .expect("an answer");
        assert_eq!((server.requests().len(), bucket.available()), (3, 495));
    }
}

#[tokio::test]
async fn throttling_that_lasts_is_told_as_such() {
    let server = Server::always(throttled());
    let bucket = TokenBucket::default();
    let error = failure(config(&server).retry(prompt_retries(&bucket))).await;
    assert_eq!((error.attempts(), bucket.available()), (3, 490));
    assert!(error.is_throttling() && error.is_retryable());
}

#[tokio::test]
async fn a_429_without_a_code_is_not_made_again() {
    for reply in [
        Reply::new(429, ""),
        Reply::new(429, "").header("x-amz-retry-after", "1"),
    ] {
        let server = Server::always(reply);
        let bucket = TokenBucket::default();
        let error = failure(config(&server).retry(prompt_retries(&bucket))).await;
        assert_eq!((error.attempts(), bucket.available()), (1, 500));
        assert!(!error.is_throttling());
    }
}

#[tokio::test]
async fn a_storm_empties_the_bucket_and_then_every_call_is_sent_once() {
    for status in [500, 503] {
        let server = Server::always(Reply::new(status, "<html>"));
        let bucket = TokenBucket::default();
        let client = client(
            config(&server)
                .retry(prompt_retries(&bucket))
                .timeouts(patient()),
        );
        for _ in 0..40 {
            let outcome = client.get_resource_sync_status(input()).await;
            let error = outcome.expect_err("a storm");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        }
        // 35 retries for 500 tokens.
        assert_eq!((server.requests().len(), bucket.available()), (75, 10));
    }
}

/// The decision that `runtime::retry::Failure::kind` explains.
#[tokio::test]
async fn a_full_quota_is_no_throttling_and_not_made_again() {
    let body = r#"{"__type": "LimitExceededException", "Message": "50 configurations are enough"}"#;
    let server = Server::always(Reply::new(429, body));
    let bucket = TokenBucket::default();
    let client = client(config(&server).retry(prompt_retries(&bucket)));
    let input = CreateSyncConfigurationInput::new(CreateSyncConfigurationInputRequired {
        branch: "main".to_owned(),
        config_file: "deployment.yaml".to_owned(),
        repository_link_id: "be8f2017-b016-4a77-87b4-608054f70e77".to_owned(),
        resource_name: "my-stack".to_owned(),
        role_arn: "arn:aws:iam::123456789012:role/sync".to_owned(),
        sync_type: SyncConfigurationType::CfnStackSync,
    });
    let error = client
        .create_sync_configuration(input)
        .await
        .expect_err("a full quota");
    assert_eq!((error.attempts(), bucket.available()), (1, 500));
    assert_eq!(
        (error.is_throttling(), error.is_retryable()),
        (false, false)
    );
    assert_eq!(
        error.to_string(),
        "CreateSyncConfiguration: HTTP 429 LimitExceededException: 50 configurations are enough"
    );
}

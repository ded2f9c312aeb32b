//! Code that calls AWS, and its tests, which give it a client with a fake transport: `cargo test -p fake`

use generated::codeconnections::Client;
use generated::codeconnections::enums::{ResourceSyncStatus, SyncConfigurationType::CfnStackSync};
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatusError, GetResourceSyncStatusInput,
};
use generated::runtime::Error;

/// Returns those of `stacks` whose latest sync has failed. A stack that was never synced is not among them.
///
/// # Errors
/// Errors of the calls.
pub async fn failed_stacks<'a>(
    client: &Client,
    stacks: &[&'a str],
) -> Result<Vec<&'a str>, Error<GetResourceSyncStatusError>> {
    let mut failed = Vec::new();
    for &stack in stacks {
        let input = GetResourceSyncStatusInput::new(stack, CfnStackSync);
        match client.get_resource_sync_status(input).await {
            Ok(output) if output.latest_sync.status == ResourceSyncStatus::Failed => {
                failed.push(stack);
            }
            Ok(_) => {}
            Err(error) => match error.as_service_error() {
                Some(GetResourceSyncStatusError::ResourceNotFoundException(_)) => {}
                _ => return Err(error),
            },
        }
    }
    Ok(failed)
}

#[cfg(test)]
mod tests {
    use super::failed_stacks;
    use generated::codeconnections::Client;
    use generated::codeconnections::enums::SyncConfigurationType::CfnStackSync;
    use generated::codeconnections::error::{ResourceNotFoundException, ThrottlingException};
    use generated::codeconnections::operation::get_resource_sync_status::*;
    use generated::runtime::{
        Error, FakeResponse, FakeTransport, Retry, Timeouts, TransportError, http,
    };
    use serde_json::json;
    use std::time::Duration;

    /// An output as the service sends it. A required member that is missing gets its default.
    fn output(status: &str) -> GetResourceSyncStatusOutput {
        serde_json::from_value(json!({"LatestSync": {"Status": status}})).unwrap()
    }

    #[tokio::test]
    async fn only_stacks_whose_sync_failed_are_returned() {
        let fake = FakeTransport::new().on::<GetResourceSyncStatus>(|input| {
            match input.resource_name.as_str() {
                "network" => Ok(output("SUCCEEDED")),
                "database" => Ok(output("FAILED")),
                _ => Err(ResourceNotFoundException::new().into()),
            }
        });
        let client = Client::new(&fake.config_builder().build().unwrap());

        let stacks = ["network", "database", "manual"];
        let failed = failed_stacks(&client, &stacks).await.unwrap();
        assert_eq!(failed, ["database"]);

        // The fake has the inputs as a service receives them.
        let inputs = stacks.map(|stack| GetResourceSyncStatusInput::new(stack, CfnStackSync));
        assert_eq!(fake.requests::<GetResourceSyncStatus>().unwrap(), inputs);
    }

    /// Responses in sequence. Time is paused, so that the delays of the retries take none.
    #[tokio::test(start_paused = true)]
    async fn an_overloaded_service_is_called_again() {
        let overloaded = http::Response::builder().status(503).body("<html>busy");
        let fake = FakeTransport::new()
            .once::<GetResourceSyncStatus>(Err(ThrottlingException::new().into()))
            .once::<GetResourceSyncStatus>(overloaded.unwrap())
            .once::<GetResourceSyncStatus>(Ok(output("FAILED")));
        let config = fake.config_builder().retry(Retry::standard());
        let client = Client::new(&config.build().unwrap());

        let failed = failed_stacks(&client, &["network"]).await.unwrap();
        assert_eq!(failed, ["network"]);
        assert_eq!(fake.sent().len(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_late_response_is_a_timeout() {
        let late = FakeResponse::from(Ok(output("SUCCEEDED"))).after(Duration::from_secs(60));
        let fake = FakeTransport::new().once::<GetResourceSyncStatus>(late);
        let timeouts = Timeouts::default().operation(Duration::from_secs(30));
        let config = fake.config_builder().timeouts(timeouts).build().unwrap();

        let error = failed_stacks(&Client::new(&config), &["network"])
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Timeout(_)), "{error}");
    }

    #[tokio::test]
    async fn a_lost_connection_is_an_error_that_names_the_operation() {
        let lost = TransportError::io("connection reset");
        let fake = FakeTransport::new().once::<GetResourceSyncStatus>(lost);
        let client = Client::new(&fake.config_builder().build().unwrap());

        let error = failed_stacks(&client, &["network"]).await.unwrap_err();
        assert_eq!(error.operation(), "GetResourceSyncStatus");
        assert!(error.to_string().contains("connection reset"), "{error}");
    }
}

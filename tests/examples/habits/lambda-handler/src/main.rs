//! AWS Lambda function that returns the state of the Git sync of a stack. Its event is JSON: `{"stack": "network"}`
//!
//! Region, credentials and the trace header come from the variables that AWS Lambda sets.

use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType::CfnStackSync;
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatus, GetResourceSyncStatusError, GetResourceSyncStatusInput,
};
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde::{Deserialize, Serialize};
use std::time::{Duration, SystemTime};

/// Time for the response after the call.
const RESERVE: Duration = Duration::from_millis(500);

#[derive(Deserialize)]
struct Event {
    stack: String,
}

#[derive(Debug, PartialEq, Serialize)]
struct State {
    status: String,
    since: String,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    // Once for all invocations: the client holds connections and credentials.
    let client = Client::from_env().await?;
    run(service_fn(|event| handle(&client, event))).await
}

/// Handles one event. `None` is returned as `null`, for a stack that was never synced.
async fn handle(client: &Client, event: LambdaEvent<Event>) -> Result<Option<State>, Error> {
    let input = GetResourceSyncStatusInput::new(event.payload.stack, CfnStackSync);
    // The call fails before the invocation does, so that its error is in the log.
    let left = event.context.deadline().duration_since(SystemTime::now());
    let limit = left.unwrap_or_default().saturating_sub(RESERVE);
    let call = client
        .request::<GetResourceSyncStatus>(input)
        .operation_timeout(limit);
    match call.send().await {
        Ok(response) => {
            let sync = response.output.latest_sync;
            Ok(Some(State {
                status: sync.status.to_string(),
                since: sync.started_at.to_string(),
            }))
        }
        Err(error) => match error.as_service_error() {
            Some(GetResourceSyncStatusError::ResourceNotFoundException(_)) => Ok(None),
            _ => Err(error.into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, State, handle};
    use generated::codeconnections::Client;
    use generated::codeconnections::error::{AccessDeniedException, ResourceNotFoundException};
    use generated::codeconnections::operation::get_resource_sync_status::*;
    use generated::runtime::{Error, FakeResponse, FakeTransport};
    use lambda_runtime::{Context, LambdaEvent};
    use serde_json::json;
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    /// An event of an invocation that ends in ten seconds.
    fn event(payload: serde_json::Value) -> LambdaEvent<Event> {
        let mut context = Context::default();
        let deadline = SystemTime::now() + Duration::from_secs(10);
        let since_epoch = deadline.duration_since(UNIX_EPOCH).unwrap();
        context.deadline = since_epoch.as_millis().try_into().unwrap();
        LambdaEvent::new(serde_json::from_value(payload).unwrap(), context)
    }

    fn client(fake: &FakeTransport) -> Client {
        Client::new(&fake.config_builder().build().unwrap())
    }

    fn output() -> GetResourceSyncStatusOutput {
        let sync = json!({"Status": "SUCCEEDED", "StartedAt": 1_764_000_000});
        serde_json::from_value(json!({"LatestSync": sync})).unwrap()
    }

    #[tokio::test]
    async fn one_client_handles_all_events() {
        let fake = FakeTransport::new().on::<GetResourceSyncStatus>(|input| {
            match input.resource_name.as_str() {
                "network" => Ok(output()),
                "manual" => Err(ResourceNotFoundException::new().into()),
                _ => Err(AccessDeniedException::new().into()),
            }
        });
        let client = client(&fake);

        let state = handle(&client, event(json!({"stack": "network"}))).await;
        let expected = State {
            status: "SUCCEEDED".to_owned(),
            since: "2025-11-24T16:00:00Z".to_owned(),
        };
        assert_eq!(state.unwrap(), Some(expected));

        let state = handle(&client, event(json!({"stack": "manual"}))).await;
        assert_eq!(state.unwrap(), None);

        let error = handle(&client, event(json!({"stack": "secret"}))).await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("AccessDeniedException"), "{error}");
    }

    /// Time is paused, so that the test does not wait.
    #[tokio::test(start_paused = true)]
    async fn a_call_ends_before_the_invocation() {
        let late = FakeResponse::from(Ok(output())).after(Duration::from_secs(60));
        let fake = FakeTransport::new().once::<GetResourceSyncStatus>(late);
        let start = tokio::time::Instant::now();

        let result = handle(&client(&fake), event(json!({"stack": "network"}))).await;
        let error = result.unwrap_err();
        let error: Option<&Error<GetResourceSyncStatusError>> = error.downcast_ref();
        assert!(matches!(error, Some(Error::Timeout(_))), "{error:?}");
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

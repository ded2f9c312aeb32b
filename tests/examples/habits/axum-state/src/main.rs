//! Web service with axum that shows the state of the Git sync of a stack:
//!
//! ```sh
//! cargo run -p axum-state
//! curl http://localhost:3000/stacks/network
//! ```

mod failure;

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use failure::Failure;
use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType::CfnStackSync;
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatusInput;
use generated::runtime::{Config, Environment, Timeouts};
use serde::Serialize;
use std::error::Error;
use std::time::Duration;
use tokio::net::TcpListener;

#[derive(Serialize)]
struct Stack {
    name: String,
    status: String,
    since: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let config = Config::builder()
        .environment(Environment::process())
        .timeouts(Timeouts::default().operation(Duration::from_secs(10)))
        .build()?;
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app(Client::new(&config))).await?;
    Ok(())
}

/// Returns the service. The client is cloned for each request; all clones share its connections and credentials.
fn app(client: Client) -> Router {
    Router::new()
        .route("/stacks/{name}", get(stack))
        .with_state(client)
}

/// Handles `GET /stacks/{name}`. If the caller goes away, axum drops the future, which cancels the call.
async fn stack(
    State(client): State<Client>,
    Path(name): Path<String>,
) -> Result<Json<Stack>, Failure> {
    let input = GetResourceSyncStatusInput::new(&name, CfnStackSync);
    let sync = client.get_resource_sync_status(input).await?.latest_sync;
    Ok(Json(Stack {
        name,
        status: sync.status.to_string(),
        since: sync.started_at.to_string(),
    }))
}

#[cfg(test)]
mod tests {
    use super::app;
    use axum::body::{Body, to_bytes};
    use axum::http::{HeaderMap, Request};
    use generated::codeconnections::Client;
    use generated::codeconnections::error::*;
    use generated::codeconnections::operation::get_resource_sync_status::*;
    use generated::runtime::{FakeTransport, TransportError};
    use serde_json::{Value, json};
    use tower::ServiceExt as _;

    /// Calls the service, as a request would, without a socket.
    async fn get(fake: &FakeTransport, path: &str) -> (u16, Value, HeaderMap) {
        let app = app(Client::new(&fake.config_builder().build().unwrap()));
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = app.oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, 10_000).await.unwrap();
        let body = serde_json::from_slice(&body).unwrap();
        (head.status.as_u16(), body, head.headers)
    }

    #[tokio::test]
    async fn the_state_of_a_stack_is_json() {
        let sync = json!({"LatestSync": {"Status": "SUCCEEDED", "StartedAt": 1_764_000_000}});
        let output: GetResourceSyncStatusOutput = serde_json::from_value(sync).unwrap();
        let fake = FakeTransport::new().once::<GetResourceSyncStatus>(Ok(output));

        let (status, body, _) = get(&fake, "/stacks/my%20stack").await;
        assert_eq!(status, 200);
        let expected =
            json!({"name": "my stack", "status": "SUCCEEDED", "since": "2025-11-24T16:00:00Z"});
        assert_eq!(body, expected);
        let inputs = fake.requests::<GetResourceSyncStatus>().unwrap();
        assert_eq!(inputs[0].resource_name, "my stack");
    }

    #[tokio::test]
    async fn errors_of_the_call_have_statuses_of_their_own() {
        let missing = ResourceNotFoundException::new().with_message("internal details");
        let fake = FakeTransport::new()
            .once::<GetResourceSyncStatus>(Err(missing.into()))
            .once::<GetResourceSyncStatus>(Err(ThrottlingException::new().into()))
            .once::<GetResourceSyncStatus>(Err(AccessDeniedException::new().into()))
            .once::<GetResourceSyncStatus>(TransportError::io("connection reset"));
        let expected = [
            (404, "the stack is not synced"),
            (503, "too many requests"),
            (502, "AWS CodeConnections failed"),
            (502, "AWS CodeConnections failed"),
        ];
        for (status, message) in expected {
            let (found, body, headers) = get(&fake, "/stacks/network").await;
            assert_eq!((found, body), (status, json!({"error": message})));
            assert_eq!(headers.contains_key("retry-after"), status == 503);
        }
    }
}

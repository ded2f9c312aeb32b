//! A client in WebAssembly: the status of a repository's sync, for JavaScript.

use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::get_repository_sync_status::{
    GetRepositorySyncStatusInput, GetRepositorySyncStatusInputRequired,
};
use generated::runtime::{Config, Credentials, Timeouts};
use std::time::Duration;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Time that a user waits for one attempt.
const ATTEMPT: Duration = Duration::from_secs(3);

/// Client with the keys of one identity, such as those that an identity pool of Amazon Cognito hands out.
#[wasm_bindgen]
pub struct SyncClient(Client);

#[wasm_bindgen]
impl SyncClient {
    /// Creates a client. `endpoint` is the URL of a server in the place of the service.
    #[wasm_bindgen(constructor)]
    pub fn new(
        region: String,
        key_id: String,
        secret: String,
        session_token: Option<String>,
        endpoint: Option<String>,
    ) -> Result<Self, JsError> {
        let mut credentials = Credentials::new(key_id, secret);
        if let Some(token) = session_token {
            credentials = credentials.session_token(token);
        }
        let mut config = Config::builder()
            .region(region)
            .credentials(credentials)
            .timeouts(Timeouts::default().attempt(ATTEMPT));
        if let Some(endpoint) = endpoint {
            config = config.endpoint_url(endpoint);
        }
        Ok(Self(Client::new(&config.build()?)))
    }

    /// Returns the status of the latest sync of a branch of a linked repository.
    pub async fn status(&self, repository_link: String, branch: String) -> Result<String, JsError> {
        let input = GetRepositorySyncStatusInput::new(GetRepositorySyncStatusInputRequired {
            branch,
            repository_link_id: repository_link,
            sync_type: SyncConfigurationType::CfnStackSync,
        });
        let output = self.0.get_repository_sync_status(input).await?;
        Ok(output.latest_sync.status.to_string())
    }
}

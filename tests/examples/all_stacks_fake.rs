//! Prints the sync state of every stack, as recorded responses have it, without a network:
//! `cargo run --package tests --example all_stacks_fake`
//!
//! One call fails, and the stacks that it does not concern are printed all the same.

mod stacks;

use generated::codeconnections::Client;
use generated::codeconnections::error::{AccessDeniedException, ResourceNotFoundException};
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatus, GetResourceSyncStatusOutput,
};
use generated::codeconnections::operation::list_repository_links::{
    ListRepositoryLinks, ListRepositoryLinksOutput,
};
use generated::codeconnections::operation::list_sync_configurations::{
    ListSyncConfigurations, ListSyncConfigurationsOutput,
};
use generated::runtime::FakeTransport;
use std::error::Error;
use std::io;

const LINKS: &str = r#"{"RepositoryLinks": [
    {"RepositoryLinkId": "link-1", "OwnerId": "example", "RepositoryName": "infrastructure"},
    {"RepositoryLinkId": "link-2", "OwnerId": "example", "RepositoryName": "secret"}
]}"#;

const CONFIGURATIONS: &str = r#"{"SyncConfigurations": [
    {"ResourceName": "network", "Branch": "main"},
    {"ResourceName": "database", "Branch": "main"}
]}"#;

const STATUS: &str = r#"{"LatestSync": {"Status": "SUCCEEDED", "StartedAt": 1764000000}}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let links: ListRepositoryLinksOutput = serde_json::from_str(LINKS)?;
    let configurations: ListSyncConfigurationsOutput = serde_json::from_str(CONFIGURATIONS)?;
    let status: GetResourceSyncStatusOutput = serde_json::from_str(STATUS)?;
    let fake = FakeTransport::new()
        .on::<ListRepositoryLinks>(move |_| Ok(links.clone()))
        .on::<ListSyncConfigurations>(move |input| match input.repository_link_id.as_str() {
            "link-1" => Ok(configurations.clone()),
            _ => Err(AccessDeniedException::new().into()),
        })
        .on::<GetResourceSyncStatus>(move |input| match input.resource_name.as_str() {
            "network" => Ok(status.clone()),
            _ => Err(ResourceNotFoundException::new().into()),
        });
    let client = Client::new(&fake.config_builder().build()?);

    let failures = stacks::report(&client, &mut io::stdout()).await?;
    assert_eq!(failures, 1);
    assert_eq!(fake.requests::<GetResourceSyncStatus>()?.len(), 2);
    Ok(())
}

//! Prints where the Git sync of a stack stands, as a recorded response has it, without a network:
//! `cargo run --package tests --example status_fake`
//!
//! So can a test do with code that takes a client.

mod table;

use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::error::ResourceNotFoundException;
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatus, GetResourceSyncStatusInput, GetResourceSyncStatusOutput,
};
use generated::runtime::FakeTransport;
use std::error::Error;

const RECORDED: &str = r#"{
    "DesiredState": {"Branch": "main", "Sha": "5f2c3de", "RepositoryName": "infrastructure"},
    "LatestSync": {
        "Status": "IN_PROGRESS",
        "StartedAt": 1764000000.5,
        "Target": "my-stack",
        "Events": [{"Event": "Stack update started", "Time": 1764000001, "Type": "CLOUDFORMATION"}]
    },
    "LatestSuccessfulSync": {"Status": "SUCCEEDED", "StartedAt": 1763900000, "Target": "my-stack"}
}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let recorded: GetResourceSyncStatusOutput = serde_json::from_str(RECORDED)?;
    let fake = FakeTransport::new().on::<GetResourceSyncStatus>(move |input| {
        match input.resource_name.as_str() {
            "my-stack" => Ok(recorded.clone()),
            _ => Err(ResourceNotFoundException::new()
                .with_message("no such stack")
                .into()),
        }
    });
    let client = Client::new(&fake.config_builder().build()?);

    let input = |stack| GetResourceSyncStatusInput::new(stack, SyncConfigurationType::CfnStackSync);
    let status = client.get_resource_sync_status(input("my-stack")).await?;
    print!("{}", table::table(&status));

    let refused = client.get_resource_sync_status(input("other-stack")).await;
    if let Err(error) = refused {
        println!("{error}");
    }
    let asked = fake.requests::<GetResourceSyncStatus>()?;
    assert_eq!(asked, [input("my-stack"), input("other-stack")]);
    Ok(())
}

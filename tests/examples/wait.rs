//! Waits until the Git sync of a stack has succeeded: `cargo run --package tests --example wait -- my-stack`

mod table;

use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatusInput;
use std::error::Error;
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let stack = std::env::args().nth(1).ok_or("name a stack")?;
    let client = Client::from_env().await?;
    let input = GetResourceSyncStatusInput::new(&stack, SyncConfigurationType::CfnStackSync);
    let synced = client
        .wait_until_resource_sync_succeeded(input, Duration::from_secs(30 * 60))
        .on_progress(|status| eprintln!("{stack}: {}", status.latest_sync.status))
        .await?;
    print!("{}", table::table(&synced));
    Ok(())
}

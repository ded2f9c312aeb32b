//! Prints where the Git sync of a stack stands: `cargo run --package tests --example status -- my-stack`

mod table;

use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatusError, GetResourceSyncStatusInput,
};
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let stack = std::env::args().nth(1).ok_or("name a stack")?;
    let client = Client::from_env().await?;
    let input = GetResourceSyncStatusInput::new(&stack, SyncConfigurationType::CfnStackSync);
    match client.get_resource_sync_status(input).await {
        Ok(status) => print!("{}", table::table(&status)),
        Err(error) => match error.as_service_error() {
            Some(GetResourceSyncStatusError::ResourceNotFoundException(_)) => {
                println!("{stack} is not kept in sync with a repository");
            }
            _ => return Err(error.into()),
        },
    }
    Ok(())
}

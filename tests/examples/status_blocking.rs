//! Prints where the Git sync of a stack stands, without async:
//! `cargo run --package tests --example status_blocking -- my-stack`

mod table;

use generated::codeconnections::blocking::Client;
use generated::codeconnections::enums::SyncConfigurationType;
use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatusInput;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let stack = std::env::args().nth(1).ok_or("name a stack")?;
    let client = Client::from_env()?;
    let input = GetResourceSyncStatusInput::new(stack, SyncConfigurationType::CfnStackSync);
    print!("{}", table::table(&client.get_resource_sync_status(input)?));
    Ok(())
}

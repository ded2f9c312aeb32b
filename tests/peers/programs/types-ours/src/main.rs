//! The types of the two services and serde, without a client: reads recorded responses.

use generated::codeconnections::operation::get_repository_sync_status as codeconnections;
use generated::proton::operation::get_repository_sync_status as proton;
use std::io::read_to_string;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let recorded = read_to_string(std::io::stdin())?;
    let status: proton::GetRepositorySyncStatusOutput = serde_json::from_str(&recorded)?;
    println!("{:?}", status.latest_sync.map(|it| it.status));
    let status: codeconnections::GetRepositorySyncStatusOutput = serde_json::from_str(&recorded)?;
    println!("{}", serde_json::to_string(&status)?);
    Ok(())
}

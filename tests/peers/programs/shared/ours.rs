//! One call to each of the two services by this project's crate: the same for every choice of its features.

#[path = "inputs.rs"]
mod inputs;

use generated::runtime::Config;

pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Makes the calls.
pub fn run(config: &Config) -> Result {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(calls(config))
}

async fn calls(config: &Config) -> Result {
    let client = generated::proton::Client::new(config);
    let status = client.get_repository_sync_status(inputs::proton()).await?;
    println!("{:?}", status.latest_sync.map(|it| it.status));
    let client = generated::codeconnections::Client::new(config);
    let input = inputs::codeconnections();
    let status = client.get_repository_sync_status(input).await?;
    println!("{}", status.latest_sync.status);
    Ok(())
}

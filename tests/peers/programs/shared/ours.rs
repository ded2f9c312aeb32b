//! One call to each of the two services by this project's crate: the same for every choice of its features.

use generated::codeconnections::operation::get_repository_sync_status as codeconnections;
use generated::proton::operation::get_repository_sync_status as proton;
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
    let input = proton::GetRepositorySyncStatusInputRequired {
        repository_name: "owner/name".to_owned(),
        repository_provider: "GITHUB".into(),
        branch: "main".to_owned(),
        sync_type: "TEMPLATE_SYNC".into(),
    };
    let input = proton::GetRepositorySyncStatusInput::new(input);
    let status = client.get_repository_sync_status(input).await?;
    println!("{:?}", status.latest_sync.map(|it| it.status));
    let client = generated::codeconnections::Client::new(config);
    let input = codeconnections::GetRepositorySyncStatusInputRequired {
        branch: "main".to_owned(),
        repository_link_id: "8e4d1a3c-0000-4000-8000-000000000000".to_owned(),
        sync_type: "CFN_STACK_SYNC".into(),
    };
    let input = codeconnections::GetRepositorySyncStatusInput::new(input);
    let status = client.get_repository_sync_status(input).await?;
    println!("{}", status.latest_sync.status);
    Ok(())
}

//! One call to each of the two services by the official SDK: the same for every choice of its features.

use aws_types::SdkConfig;

pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Makes the calls, configured by what `config` gives.
pub fn run(config: impl Future<Output = SdkConfig>) -> Result {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async { calls(&config.await).await })
}

async fn calls(config: &SdkConfig) -> Result {
    let proton = aws_sdk_proton::Client::new(config);
    let status = proton
        .get_repository_sync_status()
        .repository_name("owner/name")
        .repository_provider(aws_sdk_proton::types::RepositoryProvider::Github)
        .branch("main")
        .sync_type(aws_sdk_proton::types::SyncType::TemplateSync)
        .send()
        .await?;
    println!("{:?}", status.latest_sync().map(|it| it.status()));
    let codeconnections = aws_sdk_codeconnections::Client::new(config);
    let status = codeconnections
        .get_repository_sync_status()
        .branch("main")
        .repository_link_id("8e4d1a3c-0000-4000-8000-000000000000")
        .sync_type(aws_sdk_codeconnections::types::SyncConfigurationType::CfnStackSync)
        .send()
        .await?;
    println!("{:?}", status.latest_sync().map(|it| it.status()));
    Ok(())
}

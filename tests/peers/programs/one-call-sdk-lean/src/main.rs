//! One call to each of the two services, by the official SDK with as little of it as it allows.

use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(calls())
}

async fn calls() -> Result {
    let http = aws_smithy_http_client::Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .build_https();
    let config = aws_config::defaults(aws_config::BehaviorVersion::latest())
        .http_client(http)
        .load()
        .await;
    let proton = aws_sdk_proton::Client::new(&config);
    let status = proton
        .get_repository_sync_status()
        .repository_name("owner/name")
        .repository_provider(aws_sdk_proton::types::RepositoryProvider::Github)
        .branch("main")
        .sync_type(aws_sdk_proton::types::SyncType::TemplateSync)
        .send()
        .await?;
    println!("{:?}", status.latest_sync().map(|it| it.status()));
    let codeconnections = aws_sdk_codeconnections::Client::new(&config);
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

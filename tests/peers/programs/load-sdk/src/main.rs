//! The official SDK under load, as its default configuration has it.

use aws_sdk_codeconnections::types::SyncConfigurationType;
use aws_sdk_proton::types::{RepositoryProvider, SyncType};
use measure::{Call, Result, call, expect};

fn main() -> Result {
    measure::main(client)
}

async fn client(name: String) -> Result<Call> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    Ok(match name.as_str() {
        "proton" => proton(aws_sdk_proton::Client::new(&config)),
        "codeconnections" => codeconnections(aws_sdk_codeconnections::Client::new(&config)),
        "lambda" => lambda(aws_sdk_lambda::Client::new(&config)),
        "sqs" => sqs(aws_sdk_sqs::Client::new(&config)),
        _ => return Err(format!("there is no call {name}").into()),
    })
}

fn proton(client: aws_sdk_proton::Client) -> Call {
    call(move || {
        let call = client
            .get_repository_sync_status()
            .repository_name("owner/name")
            .repository_provider(RepositoryProvider::Github)
            .branch("main")
            .sync_type(SyncType::TemplateSync);
        async move {
            let status = call.send().await?;
            expect(
                status
                    .latest_sync()
                    .is_some_and(|it| it.events().len() == 24),
            )
        }
    })
}

fn codeconnections(client: aws_sdk_codeconnections::Client) -> Call {
    call(move || {
        let call = client
            .get_repository_sync_status()
            .branch("main")
            .repository_link_id("8e4d1a3c-0000-4000-8000-000000000000")
            .sync_type(SyncConfigurationType::CfnStackSync);
        async move {
            let status = call.send().await?;
            expect(
                status
                    .latest_sync()
                    .is_some_and(|it| it.events().len() == 24),
            )
        }
    })
}

fn lambda(client: aws_sdk_lambda::Client) -> Call {
    call(move || {
        let call = client.list_functions().max_items(50);
        async move {
            let listed = call.send().await?;
            expect(listed.functions().len() == 5)
        }
    })
}

fn sqs(client: aws_sdk_sqs::Client) -> Call {
    call(move || {
        let call = client
            .receive_message()
            .queue_url("https://sqs.eu-west-1.amazonaws.com/123456789012/queue")
            .max_number_of_messages(10);
        async move {
            let received = call.send().await?;
            expect(received.messages().len() == 10)
        }
    })
}

//! The same calls written by hand over reqwest, aws-sigv4 and serde: what is left when everything else is left out.

mod call;
mod types;

use call::Service;
use measure::{Call, Result, call, expect};
use std::sync::Arc;
use types::{CodeConnectionsInput, Functions, Messages, ProtonInput, ReceiveMessage, Status};

fn main() -> Result {
    measure::main(client)
}

async fn client(name: String) -> Result<Call> {
    let service = |name| Service::new(name).map(Arc::new);
    Ok(match name.as_str() {
        "proton" => proton(service("proton")?),
        "codeconnections" => codeconnections(service("codeconnections")?),
        "lambda" => lambda(service("lambda")?),
        "sqs" => sqs(service("sqs")?),
        _ => return Err(format!("there is no call {name}").into()),
    })
}

fn proton(service: Arc<Service>) -> Call {
    call(move || {
        let service = Arc::clone(&service);
        let input = ProtonInput {
            repository_name: "owner/name".to_owned(),
            repository_provider: "GITHUB".to_owned(),
            branch: "main".to_owned(),
            sync_type: "TEMPLATE_SYNC".to_owned(),
        };
        async move {
            let status: Status = service
                .call("AwsProton20200720.GetRepositorySyncStatus", &input)
                .await?;
            expect(status.latest_sync.events.len() == 24)
        }
    })
}

fn codeconnections(service: Arc<Service>) -> Call {
    call(move || {
        let service = Arc::clone(&service);
        let input = CodeConnectionsInput {
            branch: "main".to_owned(),
            repository_link_id: "8e4d1a3c-0000-4000-8000-000000000000".to_owned(),
            sync_type: "CFN_STACK_SYNC".to_owned(),
        };
        async move {
            let status: Status = service
                .call("CodeConnections_20231201.GetRepositorySyncStatus", &input)
                .await?;
            expect(status.latest_sync.events.len() == 24)
        }
    })
}

fn lambda(service: Arc<Service>) -> Call {
    call(move || {
        let service = Arc::clone(&service);
        let max_items = 50;
        async move {
            let path = format!("/2015-03-31/functions?MaxItems={max_items}");
            let listed: Functions = service.get(&path).await?;
            expect(listed.functions.len() == 5)
        }
    })
}

fn sqs(service: Arc<Service>) -> Call {
    call(move || {
        let service = Arc::clone(&service);
        let input = ReceiveMessage {
            queue_url: "https://sqs.eu-west-1.amazonaws.com/123456789012/queue".to_owned(),
            max_number_of_messages: 10,
        };
        async move {
            let received: Messages = service.call("AmazonSQS.ReceiveMessage", &input).await?;
            expect(received.messages.len() == 10)
        }
    })
}

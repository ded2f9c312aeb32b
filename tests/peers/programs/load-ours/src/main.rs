//! This project's crates under load, as their default configuration has it.

#[path = "../../shared/inputs.rs"]
mod inputs;

use generated::runtime::{Config, Environment, Protocol};
use measure::{Call, Result, call, expect};
use whole::lambda::operation::list_functions::ListFunctionsInput;
use whole::sqs::operation::receive_message::ReceiveMessageInput;

fn main() -> Result {
    measure::main(client)
}

async fn client(name: String) -> Result<Call> {
    let config = Config::from_env()?;
    Ok(match name.as_str() {
        "proton" => proton(generated::proton::Client::new(&config)),
        "codeconnections" => codeconnections(generated::codeconnections::Client::new(&config)),
        "codeconnections-cbor" => {
            let config = Config::builder().environment(Environment::process());
            let config = config.protocol(Protocol::RpcV2Cbor).build()?;
            codeconnections(generated::codeconnections::Client::new(&config))
        }
        "lambda" => lambda(whole::lambda::Client::new(&config)),
        "sqs" => sqs(whole::sqs::Client::new(&config)),
        _ => return Err(format!("there is no call {name}").into()),
    })
}

fn proton(client: generated::proton::Client) -> Call {
    call(move || {
        let client = client.clone();
        let input = inputs::proton();
        async move {
            let status = client.get_repository_sync_status(input).await?;
            expect(status.latest_sync.is_some_and(|it| it.events.len() == 24))
        }
    })
}

fn codeconnections(client: generated::codeconnections::Client) -> Call {
    call(move || {
        let client = client.clone();
        let input = inputs::codeconnections();
        async move {
            let status = client.get_repository_sync_status(input).await?;
            expect(status.latest_sync.events.len() == 24)
        }
    })
}

fn lambda(client: whole::lambda::Client) -> Call {
    call(move || {
        let client = client.clone();
        let input = ListFunctionsInput::new().max_items(50);
        async move {
            let listed = client.list_functions(input).await?;
            expect(listed.functions.is_some_and(|it| it.len() == 5))
        }
    })
}

fn sqs(client: whole::sqs::Client) -> Call {
    call(move || {
        let client = client.clone();
        let input =
            ReceiveMessageInput::new("https://sqs.eu-west-1.amazonaws.com/123456789012/queue");
        let input = input.max_number_of_messages(10);
        async move {
            let received = client.receive_message(input).await?;
            expect(received.messages.is_some_and(|it| it.len() == 10))
        }
    })
}

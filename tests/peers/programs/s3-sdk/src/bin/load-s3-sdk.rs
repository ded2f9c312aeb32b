//! The official SDK's client of Amazon S3 under load, as its default configuration has it.

use aws_sdk_s3::Client;
use measure::{Call, Result, call, expect};

fn main() -> Result {
    measure::main(client)
}

async fn client(name: String) -> Result<Call> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let client = Client::new(&config);
    Ok(match name.as_str() {
        "get" => get(client),
        "list" => list(client),
        _ => return Err(format!("there is no call {name}").into()),
    })
}

fn get(client: Client) -> Call {
    call(move || {
        let call = client.get_object().bucket("bucket").key("key");
        async move {
            let content = call.send().await?.body.collect().await?;
            expect(content.into_bytes().len() == 1024)
        }
    })
}

fn list(client: Client) -> Call {
    call(move || {
        let call = client.list_objects_v2().bucket("bucket");
        async move {
            let listed = call.send().await?;
            expect(listed.contents().len() == 1000)
        }
    })
}

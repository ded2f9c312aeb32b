//! The official SDK's client of Amazon Bedrock under load, as its default configuration has it but without TLS.

use aws_credential_types::Credentials;
use aws_sdk_bedrockruntime::Client;
use aws_sdk_bedrockruntime::config::{BehaviorVersion, Config, Region};
use aws_sdk_bedrockruntime::types::{
    ContentBlock, ContentBlockDelta, ConversationRole, ConverseStreamOutput, Message,
};
use measure::{Call, Result, call, expect};
use std::env::var;
use std::sync::Arc;

fn main() -> Result {
    measure::main(client)
}

async fn client(name: String) -> Result<Call> {
    let keys = Credentials::new(
        var("AWS_ACCESS_KEY_ID")?,
        var("AWS_SECRET_ACCESS_KEY")?,
        None,
        None,
        "static",
    );
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .region(Region::new(var("AWS_REGION")?))
        .endpoint_url(var("AWS_ENDPOINT_URL")?)
        .credentials_provider(keys)
        .build();
    let client = Client::from_conf(config);
    let answer = samples::events::named(&name).ok_or(format!("there is no answer {name}"))?;
    Ok(converse(client, name.into(), answer.into()))
}

fn converse(client: Client, model: Arc<str>, answer: Arc<str>) -> Call {
    call(move || {
        let (answer, client) = (Arc::clone(&answer), client.clone());
        let model = model.to_string();
        async move {
            let message = Message::builder()
                .role(ConversationRole::User)
                .content(ContentBlock::Text("Why is the sea blue?".to_owned()))
                .build()?;
            let call = client.converse_stream().model_id(model).messages(message);
            let mut events = call.send().await?.stream;
            let mut text = String::new();
            while let Some(event) = events.recv().await? {
                if let ConverseStreamOutput::ContentBlockDelta(event) = event
                    && let Some(ContentBlockDelta::Text(piece)) = event.delta()
                {
                    text.push_str(piece);
                }
            }
            expect(text == *answer)
        }
    })
}

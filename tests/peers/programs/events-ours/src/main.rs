//! This project's client of Amazon Bedrock under load, as its default configuration has it.

use events::bedrockruntime::Client;
use events::bedrockruntime::enums::ConversationRole;
use events::bedrockruntime::operation::converse_stream::ConverseStreamInput;
use events::bedrockruntime::types::{
    ContentBlock, ContentBlockDelta, ConverseStreamOutput, Message,
};
use measure::{Call, Result, call, expect};
use std::sync::Arc;

fn main() -> Result {
    measure::main(client)
}

async fn client(name: String) -> Result<Call> {
    let client = Client::from_env().await?;
    let answer = samples::events::named(&name).ok_or(format!("there is no answer {name}"))?;
    Ok(converse(client, name.into(), answer.into()))
}

fn converse(client: Client, model: Arc<str>, answer: Arc<str>) -> Call {
    call(move || {
        let (answer, client) = (Arc::clone(&answer), client.clone());
        let model = model.to_string();
        async move {
            let content = ContentBlock::Text("Why is the sea blue?".to_owned());
            let message = Message::new(ConversationRole::User, [content]);
            let input = ConverseStreamInput::new(model).messages([message]);
            let mut events = client.converse_stream(input).await?.stream;
            let mut text = String::new();
            while let Some(event) = events.next().await {
                if let ConverseStreamOutput::ContentBlockDelta(event) = event?
                    && let ContentBlockDelta::Text(piece) = &event.delta
                {
                    text.push_str(piece);
                }
            }
            expect(text == *answer)
        }
    })
}

//! Chats with a model on Amazon Bedrock, by default Amazon Nova Lite, and prints its responses as they are generated:
//!
//! ```sh
//! cargo run -p bedrock --bin chat
//! cargo run -p bedrock --bin chat -- eu.amazon.nova-micro-v1:0
//! ```
//!
//! Each line of standard input is a message, sent with the conversation so far. Ctrl-C ends a response, and the program
//! if there is none. Only responses are written to standard output.

use clients::bedrock_runtime::Client;
use clients::bedrock_runtime::enums::{ConversationRole, StopReason};
use clients::bedrock_runtime::operation::converse_stream::{
    ConverseStreamError, ConverseStreamInput,
};
use clients::bedrock_runtime::types::{
    ContentBlock, ContentBlockDelta, ConverseStreamOutput, Message,
};
use clients::runtime;
use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::{env, thread};
use tokio::signal;
use tokio::sync::mpsc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(env::args().skip(1)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(mut arguments: impl Iterator<Item = String>) -> Result<()> {
    let model = arguments.next();
    let model = model.as_deref().unwrap_or("amazon.nova-lite-v1:0");
    let client = Client::from_env().await?;
    let mut lines = lines();
    let mut conversation = Vec::new();
    loop {
        eprint!("> ");
        let line = tokio::select! {
            line = lines.recv() => line,
            interrupted = signal::ctrl_c() => return Ok(interrupted?),
        };
        let Some(line) = line.transpose()? else {
            return Ok(());
        };
        if line.trim().is_empty() {
            continue;
        }
        conversation.push(message(ConversationRole::User, line));
        let mut response = String::new();
        tokio::select! {
            done = respond(&client, model, &conversation, &mut response) => {
                if let Err(error) = done {
                    eprint!("\nerror: {error}");
                }
            }
            // The other future is dropped, and with it the stream, which ends the call.
            interrupted = signal::ctrl_c() => interrupted?,
        }
        println!();
        // The service rejects messages without text. The first part of a response is kept: the next message may be
        // `go on`.
        if response.trim().is_empty() {
            conversation.pop();
        } else {
            conversation.push(message(ConversationRole::Assistant, response));
        }
    }
}

/// Sends a conversation, prints the text of the response as it arrives, and appends it to `response`, which has its
/// first part after an error.
async fn respond(
    client: &Client,
    model: &str,
    conversation: &[Message],
    response: &mut String,
) -> Result<()> {
    let input = ConverseStreamInput::new(model).messages(conversation);
    let output = client.converse_stream(input).await.map_err(explain)?;
    let mut events = output.stream;
    while let Some(event) = events.next().await {
        match event.map_err(explain)? {
            ConverseStreamOutput::ContentBlockDelta(event) => {
                // Models that reason send other kinds of content, too.
                if let ContentBlockDelta::Text(text) = event.delta {
                    print!("{text}");
                    io::stdout().flush()?;
                    response.push_str(&text);
                }
            }
            ConverseStreamOutput::MessageStop(event)
                if event.stop_reason != StopReason::EndTurn =>
            {
                eprint!("\n[{}]", event.stop_reason);
            }
            ConverseStreamOutput::Metadata(event) => {
                let (sent, generated) = (event.usage.input_tokens, event.usage.output_tokens);
                eprint!("\n[{sent} tokens sent, {generated} generated]");
            }
            // Regular ends, starts of blocks, and events that this version of the client does not know.
            _ => {}
        }
    }
    Ok(())
}

/// Explains an error of the call or of its stream, which are of one type.
fn explain(error: runtime::Error<ConverseStreamError>) -> Box<dyn Error> {
    match error.as_service_error() {
        Some(ConverseStreamError::AccessDeniedException(_)) => {
            format!("no access to the model: {error}").into()
        }
        _ if error.is_throttling() => "too many requests: try again later".into(),
        _ => error.into(),
    }
}

fn message(role: ConversationRole, text: String) -> Message {
    Message::new(role, [ContentBlock::Text(text)])
}

/// Reads lines of standard input in a thread, for which the end of the program does not wait.
fn lines() -> mpsc::Receiver<io::Result<String>> {
    let (sender, receiver) = mpsc::channel(1);
    thread::spawn(move || {
        for line in io::stdin().lines() {
            if sender.blocking_send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

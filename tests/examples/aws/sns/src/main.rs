//! Publishes messages to a topic of Amazon SNS:
//!
//! ```sh
//! cargo run -p sns -- arn:aws:sns:eu-west-1:123456789012:orders 'order 1 was paid'
//! cargo run -p sns -- arn:aws:sns:eu-west-1:123456789012:orders 'order 2' 'order 3' 'order 4'
//! ```
//!
//! One message is published by `Publish`, several by `PublishBatch`, in which each message succeeds or fails.

use clients::sns::Client;
use clients::sns::operation::publish::{PublishError, PublishInput};
use clients::sns::operation::publish_batch::PublishBatchInput;
use clients::sns::types::{PublishBatchRequestEntry, PublishBatchRequestEntryRequired};
use std::env;
use std::error::Error;
use std::process::ExitCode;

/// Maximum number of messages of a batch.
const BATCH: usize = 10;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(env::args().skip(1).collect()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Vec<String>) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env().await?;
    match arguments.as_slice() {
        [] | [_] => Err("usage: sns TOPIC MESSAGE...".into()),
        [topic, message] => publish(&client, topic, message).await,
        [topic, messages @ ..] => publish_all(&client, topic, messages).await,
    }
}

/// Publishes a message, and prints its id.
async fn publish(client: &Client, topic: &str, message: &str) -> Result<(), Box<dyn Error>> {
    let input = PublishInput::new(message).topic_arn(topic);
    match client.publish(input).await {
        Ok(output) => {
            println!("{}", output.message_id.unwrap_or_default());
            Ok(())
        }
        Err(error) => match error.as_service_error() {
            Some(PublishError::NotFoundException(_)) => {
                Err(format!("there is no topic {topic}").into())
            }
            _ => Err(error.into()),
        },
    }
}

/// Publishes messages in batches, and prints the number and the id of each. The call succeeds if some of them fail.
async fn publish_all(
    client: &Client,
    topic: &str,
    messages: &[String],
) -> Result<(), Box<dyn Error>> {
    let mut failed = 0;
    let numbered: Vec<_> = messages.iter().zip(1..).collect();
    for batch in numbered.chunks(BATCH) {
        let entries: Vec<_> = batch.iter().map(|(text, id)| entry(*id, text)).collect();
        let output = client
            .publish_batch(PublishBatchInput::new(topic, entries))
            .await?;
        for it in output.successful.unwrap_or_default() {
            let id = it.id.unwrap_or_default();
            println!("{id}  {}", it.message_id.unwrap_or_default());
        }
        for it in output.failed.unwrap_or_default() {
            let message = it.message.unwrap_or_default();
            // Otherwise the message is not at fault, and may be published again.
            let fault = if it.sender_fault {
                "rejected"
            } else {
                "failed"
            };
            eprintln!("{}  {fault}: {}: {message}", it.id, it.code);
            failed += 1;
        }
    }
    match failed {
        0 => Ok(()),
        _ => Err(format!("{failed} of {} messages were not published", messages.len()).into()),
    }
}

/// Returns an entry of a batch. Its id identifies it in the response.
fn entry(id: usize, message: &str) -> PublishBatchRequestEntry {
    PublishBatchRequestEntry::new(PublishBatchRequestEntryRequired {
        id: id.to_string(),
        message: message.to_owned(),
    })
}

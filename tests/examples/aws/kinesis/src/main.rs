//! Prints the records of a shard as they are written (enhanced fan-out), from the oldest on, until the shard ends:
//!
//! ```sh
//! stream=arn:aws:kinesis:eu-west-1:123456789012:stream/orders
//! aws kinesis register-stream-consumer --stream-arn "$stream" --consumer-name printer
//! cargo run -p kinesis -- "$stream/consumer/printer:1764500000" shardId-000000000000
//! ```
//!
//! A subscription ends after five minutes: the program subscribes again. Only records are written to standard output.

use clients::kinesis::Client;
use clients::kinesis::enums::ShardIteratorType;
use clients::kinesis::operation::subscribe_to_shard::{
    SubscribeToShardError, SubscribeToShardInput, SubscribeToShardInputRequired,
};
use clients::kinesis::types::{ChildShard, Record, StartingPosition, SubscribeToShardEventStream};
use clients::runtime::{self, EventStream};
use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;
use tokio::time::sleep;

/// The service allows one call per second for a consumer and a shard.
const PAUSE: Duration = Duration::from_secs(1);

type Events = EventStream<SubscribeToShardEventStream, SubscribeToShardError>;
/// Error of a call, or of its events.
type CallError = runtime::Error<SubscribeToShardError>;

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

async fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = arguments.collect();
    let [consumer_arn, shard_id] = &arguments[..] else {
        return Err("usage: kinesis CONSUMER_ARN SHARD_ID".into());
    };
    let client = Client::from_env().await?;
    // To continue after the end of this program, store the position, once the records before it are processed.
    let mut position = StartingPosition::new(ShardIteratorType::TrimHorizon);
    loop {
        let input = SubscribeToShardInput::new(SubscribeToShardInputRequired {
            consumer_arn: consumer_arn.clone(),
            shard_id: shard_id.clone(),
            starting_position: position.clone(),
        });
        let mut events = subscribe(&client, input).await?;
        match print_records(&mut events, &mut position).await {
            Ok(Some(children)) => {
                let children: Vec<_> = children.into_iter().map(|it| it.shard_id).collect();
                eprintln!("[the shard ended: read {}]", children.join(", "));
                return Ok(());
            }
            // After five minutes.
            Ok(None) => {}
            Err(error) if error.is_retryable() => eprintln!("[subscription lost: {error}]"),
            // Another subscription of the same consumer has replaced this one, for example.
            Err(error) => return Err(error.into()),
        }
        sleep(PAUSE).await;
    }
}

/// Subscribes, as soon as the service is available, the consumer active, and its last subscription to the shard five
/// seconds old.
async fn subscribe(client: &Client, input: SubscribeToShardInput) -> Result<Events, CallError> {
    loop {
        match client.subscribe_to_shard(input.clone()).await {
            Ok(output) => return Ok(output.event_stream),
            Err(error) if error.is_retryable() || is_in_use(&error) => eprintln!("[{error}]"),
            Err(error) => return Err(error),
        }
        sleep(PAUSE).await;
    }
}

fn is_in_use(error: &CallError) -> bool {
    let error = error.as_service_error();
    matches!(
        error,
        Some(SubscribeToShardError::ResourceInUseException(_))
    )
}

/// Prints the records of a subscription, and moves `position` after them. Returns the child shards at the end of the
/// shard, and `None` at that of the subscription.
async fn print_records(
    events: &mut Events,
    position: &mut StartingPosition,
) -> Result<Option<Vec<ChildShard>>, CallError> {
    while let Some(event) = events.next().await {
        let SubscribeToShardEventStream::SubscribeToShardEvent(event) = event? else {
            // An event that this version of the client does not know.
            continue;
        };
        event.records.iter().for_each(print);
        let children = event.child_shards.unwrap_or_default();
        if !children.is_empty() {
            return Ok(Some(children));
        }
        // Events without records move on, too.
        *position = StartingPosition::new(ShardIteratorType::AfterSequenceNumber)
            .sequence_number(event.continuation_sequence_number);
    }
    Ok(None)
}

fn print(record: &Record) {
    let data = String::from_utf8_lossy(&record.data);
    println!("{}  {data}", record.partition_key);
}

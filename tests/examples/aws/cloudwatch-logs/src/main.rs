//! Prints the events of a log group as they are ingested (Live Tail), until Ctrl-C:
//!
//! ```sh
//! cargo run -p cloudwatch-logs -- arn:aws:logs:eu-west-1:123456789012:log-group:my-group
//! cargo run -p cloudwatch-logs -- arn:aws:logs:eu-west-1:123456789012:log-group:my-group 'error -404'
//! ```
//!
//! The second argument is a filter pattern. Only events are written to standard output.

use clients::cloudwatch_logs::Client;
use clients::cloudwatch_logs::operation::start_live_tail::{
    StartLiveTailError, StartLiveTailInput,
};
use clients::cloudwatch_logs::types::{LiveTailSessionLogEvent, StartLiveTailResponseStream};
use clients::runtime::{self, Timestamp};
use std::env;
use std::error::Error;
use std::process::ExitCode;

const SAMPLED: &str = "more than 500 events a second: a sample is shown";
const COMPLETE: &str = "all events are shown again";

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

async fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let usage = "usage: cloudwatch-logs LOG_GROUP_ARN [FILTER]";
    let mut input = StartLiveTailInput::new([arguments.next().ok_or(usage)?]);
    input.log_event_filter_pattern = arguments.next();
    let client = Client::from_env().await?;
    loop {
        match tail(&client, input.clone()).await {
            // After three hours. Events that are ingested before the next session starts are not shown.
            Err(error) if is_timeout(&error) => eprintln!("[the session timed out]"),
            done => return Ok(done?),
        }
    }
}

fn is_timeout(error: &runtime::Error<StartLiveTailError>) -> bool {
    let error = error.as_service_error();
    matches!(error, Some(StartLiveTailError::SessionTimeoutException(_)))
}

/// Prints the events of one session.
///
/// # Errors
///
/// The call fails, or the session does: their errors are of one type.
async fn tail(
    client: &Client,
    input: StartLiveTailInput,
) -> Result<(), runtime::Error<StartLiveTailError>> {
    let mut events = client.start_live_tail(input).await?.response_stream;
    let mut was_sampled = false;
    while let Some(event) = events.next().await {
        match event? {
            StartLiveTailResponseStream::SessionStart(session) => {
                let id = session.session_id.unwrap_or_default();
                eprintln!("[session {id} started]");
            }
            // One each second, which may have no events.
            StartLiveTailResponseStream::SessionUpdate(update) => {
                let is_sampled = update.session_metadata.is_some_and(|it| it.sampled);
                if is_sampled != was_sampled {
                    eprintln!("[{}]", if is_sampled { SAMPLED } else { COMPLETE });
                }
                was_sampled = is_sampled;
                update.session_results.iter().flatten().for_each(print);
            }
            // Events that this version of the client does not know.
            _ => {}
        }
    }
    Ok(())
}

/// Prints an event, on one line unless its message has several.
fn print(event: &LiveTailSessionLogEvent) {
    let time = event.timestamp.map(Timestamp::from_millisecond);
    let time = time.map_or("-".to_owned(), |it| it.to_string());
    let stream = event.log_stream_name.as_deref().unwrap_or("-");
    let message = event.message.as_deref().unwrap_or_default();
    println!("{time}  {stream}  {}", message.trim_end());
}

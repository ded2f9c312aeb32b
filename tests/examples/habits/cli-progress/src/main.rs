//! Waits until the Git sync of a stack has ended, and shows its progress: `cargo run -p cli-progress -- network`
//!
//! The exit code is 0 if the sync succeeded, 1 if it failed, and 130 after Ctrl-C.

use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType::CfnStackSync;
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatusInput, GetResourceSyncStatusOutput,
};
use indicatif::ProgressBar;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;
use tokio::{select, signal};

const MAX_WAIT: Duration = Duration::from_secs(30 * 60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(100));
    let result = run(&bar).await;
    bar.finish_and_clear();
    match result {
        Ok(Some(output)) => {
            println!("{}", describe(&output));
            ExitCode::SUCCESS
        }
        Ok(None) => ExitCode::from(130),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(bar: &ProgressBar) -> Result<Option<GetResourceSyncStatusOutput>, Box<dyn Error>> {
    let stack = std::env::args().nth(1).ok_or("name a stack")?;
    let client = Client::from_env().await?;
    let interrupted = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    };
    let progress = |line: String| {
        // Without a terminal there is no bar: a log gets a line.
        if bar.is_hidden() {
            eprintln!("{line}");
        }
        bar.set_message(line);
    };
    wait(&client, &stack, progress, interrupted).await
}

/// Waits until the sync of `stack` has succeeded, and calls `progress` when its status changes.
///
/// Returns `None` if `interrupted` ends first: the wait is dropped, which cancels a call in progress.
async fn wait(
    client: &Client,
    stack: &str,
    mut progress: impl FnMut(String) + Send,
    interrupted: impl Future<Output = ()>,
) -> Result<Option<GetResourceSyncStatusOutput>, Box<dyn Error>> {
    let input = GetResourceSyncStatusInput::new(stack, CfnStackSync);
    let mut last = String::new();
    let wait = client
        .wait_until_resource_sync_succeeded(input, MAX_WAIT)
        .on_progress(|output| {
            let line = describe(output);
            if line != last {
                progress(line.clone());
                last = line;
            }
        });
    select! {
        result = wait => Ok(Some(result?)),
        () = interrupted => Ok(None),
    }
}

/// Returns the status of the latest sync, with its latest event.
fn describe(output: &GetResourceSyncStatusOutput) -> String {
    let sync = &output.latest_sync;
    let latest = sync.events.iter().max_by_key(|event| event.time);
    let event = latest.map_or("", |latest| &latest.event);
    format!("{}  {event}", sync.status).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{MAX_WAIT, wait};
    use generated::codeconnections::Client;
    use generated::codeconnections::operation::get_resource_sync_status::*;
    use generated::runtime::FakeTransport;
    use serde_json::json;
    use std::future::pending;
    use std::time::Duration;
    use tokio::time::sleep;

    fn client(fake: &FakeTransport) -> Client {
        Client::new(&fake.config_builder().build().unwrap())
    }
    fn output(status: &str, event: &str) -> GetResourceSyncStatusOutput {
        let events = json!([{"Event": event, "Time": 2}, {"Event": "Sync started", "Time": 1}]);
        let sync = json!({"Status": status, "Events": events});
        serde_json::from_value(json!({"LatestSync": sync})).unwrap()
    }

    /// Time is paused in all tests, so that they do not wait.
    #[tokio::test(start_paused = true)]
    async fn each_change_is_shown_once() {
        let fake = FakeTransport::new()
            .once::<GetResourceSyncStatus>(Ok(output("IN_PROGRESS", "Commit found")))
            .once::<GetResourceSyncStatus>(Ok(output("IN_PROGRESS", "Commit found")))
            .once::<GetResourceSyncStatus>(Ok(output("IN_PROGRESS", "Stack updated")))
            .once::<GetResourceSyncStatus>(Ok(output("SUCCEEDED", "Sync ended")));
        let mut lines = Vec::new();
        let progress = |line| lines.push(line);

        let last = wait(&client(&fake), "network", progress, pending()).await;
        assert!(last.unwrap().is_some());
        let expected = [
            "IN_PROGRESS  Commit found",
            "IN_PROGRESS  Stack updated",
            "SUCCEEDED  Sync ended",
        ];
        assert_eq!(lines, expected);
    }

    #[tokio::test(start_paused = true)]
    async fn a_failed_sync_is_an_error() {
        let fake = FakeTransport::new()
            .once::<GetResourceSyncStatus>(Ok(output("FAILED", "Stack not found")));
        let result = wait(&client(&fake), "network", |_| (), pending()).await;
        assert!(result.unwrap_err().to_string().contains("FAILED"));
    }

    #[tokio::test(start_paused = true)]
    async fn ctrl_c_ends_the_wait() {
        let fake = FakeTransport::new()
            .on::<GetResourceSyncStatus>(|_| Ok(output("IN_PROGRESS", "Commit found")));
        let interrupted = sleep(Duration::from_secs(90));

        let result = wait(&client(&fake), "network", |_| (), interrupted).await;
        assert_eq!(result.unwrap(), None);
        let calls = fake.sent().len();
        sleep(MAX_WAIT).await;
        assert_eq!(fake.sent().len(), calls, "no call is made after it");
    }
}

//! A status as a table.

use generated::codeconnections::operation::get_resource_sync_status::GetResourceSyncStatusOutput;
use std::fmt::Write as _;

/// What is wanted, the latest attempt to get there with all that happened, and the latest that succeeded.
pub fn table(status: &GetResourceSyncStatusOutput) -> String {
    let mut rows = Vec::new();
    if let Some(wanted) = &status.desired_state {
        rows.push(["wanted", &wanted.branch, &wanted.sha].map(str::to_owned));
    }
    let successful = status.latest_successful_sync.iter();
    let attempts = [("latest", &status.latest_sync)];
    for (name, attempt) in attempts
        .into_iter()
        .chain(successful.map(|it| ("succeeded", it)))
    {
        let started_at = attempt.started_at.to_string();
        rows.push([name.to_owned(), attempt.status.to_string(), started_at]);
        for event in &attempt.events {
            rows.push([String::new(), event.event.clone(), event.time.to_string()]);
        }
    }
    let mut table = String::new();
    for [name, what, when] in rows {
        // Writing to a `String` does not fail.
        let _ = writeln!(table, "{name:<9}  {what:<30}  {when}");
    }
    table
}

//! The sync states of all stacks, a line each.

use generated::codeconnections::Client;
use generated::codeconnections::enums::SyncConfigurationType::CfnStackSync;
use generated::codeconnections::operation::get_resource_sync_status::{
    GetResourceSyncStatusError, GetResourceSyncStatusInput,
};
use generated::codeconnections::operation::list_repository_links::ListRepositoryLinksInput;
use generated::codeconnections::operation::list_sync_configurations::ListSyncConfigurationsInput;
use generated::codeconnections::types::{RepositoryLinkInfo, SyncConfiguration};
use std::fmt::Display;
use std::io::{self, Write};

/// Writes a line for each stack that follows a repository, and one for each call that failed.
///
/// Returns the number of failed calls. A failed call hides what it was to find, and stops nothing else.
///
/// # Errors
/// Errors of writing.
pub async fn report(client: &Client, out: &mut impl Write) -> io::Result<usize> {
    let mut failures = 0;
    let mut pages = client.list_repository_links_pages(ListRepositoryLinksInput::new());
    loop {
        match pages.next_page().await {
            Ok(Some(page)) => {
                for link in &page.repository_links {
                    failures += report_link(client, link, out).await?;
                }
            }
            Ok(None) => return Ok(failures),
            // There are no pages after an error.
            Err(error) => failures += failure(out, "repository links", &error)?,
        }
    }
}

/// Writes the lines of one repository link.
async fn report_link(
    client: &Client,
    link: &RepositoryLinkInfo,
    out: &mut impl Write,
) -> io::Result<usize> {
    let repository = format!("{}/{}", link.owner_id, link.repository_name);
    let input = ListSyncConfigurationsInput::new(&link.repository_link_id, CfnStackSync);
    let mut failures = 0;
    let mut pages = client.list_sync_configurations_pages(input);
    loop {
        match pages.next_page().await {
            Ok(Some(page)) => {
                for stack in &page.sync_configurations {
                    failures += report_stack(client, &repository, stack, out).await?;
                }
            }
            Ok(None) => return Ok(failures),
            Err(error) => failures += failure(out, &repository, &error)?,
        }
    }
}

/// Writes the line of one stack.
async fn report_stack(
    client: &Client,
    repository: &str,
    stack: &SyncConfiguration,
    out: &mut impl Write,
) -> io::Result<usize> {
    let name = &stack.resource_name;
    let input = GetResourceSyncStatusInput::new(name, CfnStackSync);
    let state = match client.get_resource_sync_status(input).await {
        Ok(status) => {
            let latest = status.latest_sync;
            format!("{} since {}", latest.status, latest.started_at)
        }
        Err(error) => match error.as_service_error() {
            Some(GetResourceSyncStatusError::ResourceNotFoundException(_)) => "never synced".into(),
            _ => return failure(out, name, &error),
        },
    };
    writeln!(
        out,
        "{name:<20}  {state:<40}  {repository}@{}",
        stack.branch
    )?;
    Ok(0)
}

/// Writes the line of a failed call, and counts it.
fn failure(out: &mut impl Write, subject: &str, error: &dyn Display) -> io::Result<usize> {
    writeln!(out, "{subject:<20}  error: {error}")?;
    Ok(1)
}

//! The waiters and paginators of the generated clients, against the fake transport, in time that is paused.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use generated::codeconnections::enums::{RepositorySyncStatus, ResourceSyncStatus};
use generated::codeconnections::operation::get_repository_sync_status::*;
use generated::codeconnections::operation::get_resource_sync_status::*;
use generated::codeconnections::operation::list_repository_links::*;
use generated::codeconnections::operation::list_sync_configurations::*;
use generated::codeconnections::{Client, types::SyncConfiguration};
use runtime::FakeTransport;
use serde_json::{Value, json};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn client(fake: &FakeTransport) -> Client {
    let config = fake.config_builder().build();
    Client::new(&config.expect("a configuration"))
}

fn output<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("an output")
}

/// Answers with one status after the other, and with the last for ever.
fn resource(statuses: &'static [&'static str]) -> FakeTransport {
    let calls = AtomicUsize::new(0);
    FakeTransport::new().on::<GetResourceSyncStatus>(move |_| {
        let call = calls.fetch_add(1, Ordering::SeqCst).min(statuses.len() - 1);
        Ok(output(json!({"LatestSync": {"Status": statuses[call]}})))
    })
}

fn input() -> GetResourceSyncStatusInput {
    GetResourceSyncStatusInput::new("my-stack", "CFN_STACK_SYNC")
}

#[tokio::test(start_paused = true)]
async fn a_wait_ends_with_the_answer_that_shows_success() {
    let fake = resource(&["INITIATED", "IN_PROGRESS", "SUCCEEDED"]);
    let seen = Mutex::new(Vec::new());
    let last = client(&fake)
        .wait_until_resource_sync_succeeded(input(), Duration::from_secs(600))
        .on_progress(|status| {
            seen.lock()
                .unwrap()
                .push(status.latest_sync.status.to_string())
        })
        .await
        .unwrap();
    assert_eq!(last.latest_sync.status, ResourceSyncStatus::Succeeded);
    assert_eq!(
        *seen.lock().unwrap(),
        ["INITIATED", "IN_PROGRESS", "SUCCEEDED"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_wait_fails_at_once_when_the_sync_has_failed() {
    let fake = resource(&["IN_PROGRESS", "FAILED", "SUCCEEDED"]);
    let wait = client(&fake).wait_until_resource_sync_succeeded(input(), Duration::from_secs(600));
    let error = wait.await.unwrap_err();
    assert!(error.to_string().contains("FAILED"), "{error}");
    assert_eq!(fake.requests::<GetResourceSyncStatus>().unwrap().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_wait_lasts_no_longer_than_it_may() {
    let fake = resource(&["IN_PROGRESS"]);
    let wait = client(&fake).wait_until_resource_sync_succeeded(input(), Duration::from_secs(60));
    let error = wait.await.unwrap_err();
    assert!(error.to_string().contains("60s"), "{error}");
    let end = "; in the last response LatestSync.Status is IN_PROGRESS";
    assert!(error.to_string().ends_with(end), "{error}");
    assert!(fake.requests::<GetResourceSyncStatus>().unwrap().len() > 1);
}

#[tokio::test(start_paused = true)]
async fn a_branch_is_waited_for_as_well() {
    let fake = FakeTransport::new().on::<GetRepositorySyncStatus>(|_| {
        Ok(output(json!({"LatestSync": {"Status": "SUCCEEDED"}})))
    });
    let input = GetRepositorySyncStatusInput::new(GetRepositorySyncStatusInputRequired {
        branch: "main".to_owned(),
        repository_link_id: "link".to_owned(),
        sync_type: "CFN_STACK_SYNC".into(),
    });
    let wait = client(&fake).wait_until_repository_sync_succeeded(input, Duration::from_secs(60));
    let last = wait.await.unwrap();
    assert_eq!(last.latest_sync.status, RepositorySyncStatus::Succeeded);
}

#[tokio::test]
async fn pages_follow_the_token_until_it_is_empty() {
    let fake = FakeTransport::new().on::<ListSyncConfigurations>(|input| {
        let (name, next) = match input.next_token.as_deref() {
            None => ("first", json!("2")),
            Some("2") => ("second", json!("3")),
            _ => ("third", json!("")),
        };
        let configuration = json!({"ResourceName": name});
        Ok(output(
            json!({"SyncConfigurations": [configuration], "NextToken": next}),
        ))
    });
    let input = ListSyncConfigurationsInput::new("link", "CFN_STACK_SYNC");
    let mut pages = client(&fake).list_sync_configurations_pages(input);
    let mut names = Vec::new();
    while let Some(page) = pages.next_page().await.unwrap() {
        let of_page = page.sync_configurations.into_iter();
        names.extend(of_page.map(|it: SyncConfiguration| it.resource_name));
    }
    assert_eq!(names, ["first", "second", "third"]);
}

#[tokio::test]
async fn links_are_listed_page_by_page_from_nothing() {
    let fake = FakeTransport::new().on::<ListRepositoryLinks>(|input| {
        let (id, next) = match input.next_token.as_deref() {
            None => ("first", json!("2")),
            _ => ("second", Value::Null),
        };
        let link = json!({"RepositoryLinkId": id});
        Ok(output(
            json!({"RepositoryLinks": [link], "NextToken": next}),
        ))
    });
    let input = ListRepositoryLinksInput::new();
    let mut pages = client(&fake).list_repository_links_pages(input.clone());
    let mut ids = Vec::new();
    while let Some(page) = pages.next_page().await.unwrap() {
        let of_page = page.repository_links.into_iter();
        ids.extend(of_page.map(|it| it.repository_link_id));
    }
    assert_eq!(ids, ["first", "second"]);
    let sent = fake.requests::<ListRepositoryLinks>().unwrap();
    assert_eq!(sent, [input.clone(), input.next_token("2")]);
}

#[tokio::test]
async fn a_token_that_comes_again_is_an_error_and_no_endless_loop() {
    let fake = FakeTransport::new().on::<ListSyncConfigurations>(|_| {
        Ok(output(
            json!({"SyncConfigurations": [], "NextToken": "again"}),
        ))
    });
    let input = ListSyncConfigurationsInput::new("link", "CFN_STACK_SYNC");
    let mut pages = client(&fake).list_sync_configurations_pages(input);
    assert!(pages.next_page().await.unwrap().is_some());
    let error = loop {
        match pages.next_page().await {
            Ok(page) => assert!(page.is_some(), "the second page has the token of the first"),
            Err(error) => break error,
        }
    };
    assert!(error.to_string().contains("token"), "{error}");
}

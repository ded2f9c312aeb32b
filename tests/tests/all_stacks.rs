//! The report that the examples `all_stacks` and `all_stacks_fake` print has every stack, whatever fails besides.

#[cfg(test)]
#[path = "../examples/stacks/mod.rs"]
mod stacks;

#[cfg(test)]
mod report {
    use crate::stacks;
    use generated::codeconnections::Client;
    use generated::codeconnections::error::{
        AccessDeniedException, InternalServerException, ResourceNotFoundException,
    };
    use generated::codeconnections::operation::get_resource_sync_status::*;
    use generated::codeconnections::operation::list_repository_links::*;
    use generated::codeconnections::operation::list_sync_configurations::*;
    use runtime::FakeTransport;
    use serde_json::{Value, json};

    fn output<T: serde::de::DeserializeOwned>(value: Value) -> T {
        serde_json::from_value(value).expect("an output")
    }

    /// Returns the page that a token requests (`""` is no token), which fails if it is `None`, and the next token.
    fn page<'a, T>(pages: &'a [(&str, Option<T>)], token: Option<&str>) -> (Option<&'a T>, Value) {
        let at = pages
            .iter()
            .position(|(it, _)| *it == token.unwrap_or_default())
            .expect("a page");
        let next = pages.get(at + 1).map(|(token, _)| json!(token));
        (pages[at].1.as_ref(), next.unwrap_or_default())
    }

    /// An account with pages of links. Each link `x` has two pages of one stack, `x-1` and `x-2`. The first page of
    /// the link "denied" fails, and the second one of the link "cut".
    fn account(links: Vec<(&'static str, Option<Vec<&'static str>>)>) -> FakeTransport {
        let links = move |input: ListRepositoryLinksInput| {
            let (ids, next) = page(&links, input.next_token.as_deref());
            let ids = ids.ok_or_else(|| InternalServerException::new().with_message("down"))?;
            let link =
                |id| json!({"RepositoryLinkId": id, "OwnerId": "owner", "RepositoryName": id});
            let links: Vec<_> = ids.iter().map(link).collect();
            Ok(output(json!({"RepositoryLinks": links, "NextToken": next})))
        };
        let configurations = |input: ListSyncConfigurationsInput| {
            let link = input.repository_link_id;
            let pages = [
                ("", (link != "denied").then_some("1")),
                ("2", (link != "cut").then_some("2")),
            ];
            let (number, next) = page(&pages, input.next_token.as_deref());
            let number = number.ok_or_else(AccessDeniedException::new)?;
            let stack = json!({"ResourceName": format!("{link}-{number}"), "Branch": "main"});
            Ok(output(
                json!({"SyncConfigurations": [stack], "NextToken": next}),
            ))
        };
        FakeTransport::new()
            .on::<ListRepositoryLinks>(links)
            .on::<ListSyncConfigurations>(configurations)
            .on::<GetResourceSyncStatus>(|input| match input.resource_name.as_str() {
                "new-1" => Err(ResourceNotFoundException::new().into()),
                "broken-1" => Err(InternalServerException::new().into()),
                _ => {
                    let latest = json!({"Status": "FAILED", "StartedAt": 1_764_000_000});
                    Ok(output(json!({"LatestSync": latest})))
                }
            })
    }

    /// The lines, each without the spaces that align it, and the number of failures.
    async fn report(account: &FakeTransport) -> (Vec<String>, usize) {
        let client = Client::new(&account.config_builder().build().expect("a configuration"));
        let mut out = Vec::new();
        let failures = stacks::report(&client, &mut out).await.expect("lines");
        let text = String::from_utf8(out).expect("text");
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        (text.lines().map(words).collect(), failures)
    }

    #[tokio::test]
    async fn every_stack_of_every_page_has_a_line() {
        let account = account(vec![
            ("", Some(vec!["a", "b"])),
            ("empty", Some(vec![])),
            ("last", Some(vec!["new"])),
        ]);
        let (lines, failures) = report(&account).await;
        let state = "FAILED since 2025-11-24T16:00:00Z";
        let expected = [
            format!("a-1 {state} owner/a@main"),
            format!("a-2 {state} owner/a@main"),
            format!("b-1 {state} owner/b@main"),
            format!("b-2 {state} owner/b@main"),
            "new-1 never synced owner/new@main".to_owned(),
            format!("new-2 {state} owner/new@main"),
        ];
        assert_eq!((lines, failures), (expected.to_vec(), 0));
    }

    #[tokio::test]
    async fn a_failure_is_a_line_and_stops_nothing_else() {
        let account = account(vec![
            ("", Some(vec!["denied", "broken", "cut"])),
            ("2", Some(vec!["z"])),
            ("3", None),
        ]);
        let (lines, failures) = report(&account).await;
        let state = "FAILED since 2025-11-24T16:00:00Z";
        let denied = "error: ListSyncConfigurations: HTTP 403 AccessDeniedException";
        let expected = [
            format!("owner/denied {denied} (request id fake)"),
            "broken-1 error: GetResourceSyncStatus: HTTP 503 InternalServerException (request id fake)"
                .to_owned(),
            format!("broken-2 {state} owner/broken@main"),
            format!("cut-1 {state} owner/cut@main"),
            format!("owner/cut {denied} (request id fake)"),
            format!("z-1 {state} owner/z@main"),
            format!("z-2 {state} owner/z@main"),
            "repository links error: ListRepositoryLinks: HTTP 503 InternalServerException: down (request id fake)"
                .to_owned(),
        ];
        assert_eq!((lines, failures), (expected.to_vec(), 4));
    }
}

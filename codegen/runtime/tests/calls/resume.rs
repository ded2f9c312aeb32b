//! Long lists that are continued where another run of the program left them, and the metadata of their pages.

use crate::pages::{List, Page, page, pages, token, tokens};
use crate::script::{Answer, answer, error};
use crate::world::{World, secs};
use runtime::Pages;
use std::pin::pin;

/// Pages that start from a saved token.
fn resumed(world: &World, token: Option<&str>) -> Pages<List> {
    pages(world).resume(token.map(str::to_owned))
}

/// A page whose response has a request id.
fn page_of(request_id: &str, items: &[i32], next: Option<&str>) -> Answer {
    let body = serde_json::json!({"items": items, "next": next}).to_string();
    answer(200, &[("x-amzn-requestid", request_id)], body)
}

#[test]
fn the_token_of_the_next_page_is_where_another_run_continues() {
    let world = World::new([page(&[1], "b"), page(&[2], "c")]);
    let mut first = pages(&world);
    assert_eq!(first.token(), None, "nothing is saved yet");
    let saved = world.clock.run(async {
        first.next_page().await.unwrap();
        assert_eq!(first.token(), token("b").as_ref());
        first.next_page().await.unwrap();
        first.token().cloned()
    });
    drop(first);
    assert_eq!(saved, token("c"));
    assert_eq!(tokens(&world), [None, token("b")]);

    world.script.add([page(&[3], "d"), page(&[4], "")]);
    let mut second = pages(&world).resume(saved);
    assert_eq!(second.token(), token("c").as_ref());
    let rest: Vec<Page> = world.clock.run(async {
        let third = second.next_page().await.unwrap().unwrap();
        let fourth = second.next_page().await.unwrap().unwrap();
        assert_eq!(second.token(), None, "the last page has no token");
        assert_eq!(second.next_page().await.unwrap(), None);
        vec![third, fourth]
    });
    assert_eq!(rest[0].items, Some(vec![3]));
    assert_eq!(rest[1].items, Some(vec![4]));
    assert_eq!(tokens(&world), [token("c"), token("d")]);
}

#[test]
fn without_a_saved_token_the_input_says_where_the_pages_begin() {
    let world = World::new([page(&[1], "")]);
    world.clock.run(resumed(&world, None).next_page()).unwrap();
    assert_eq!(tokens(&world), [None]);
}

#[test]
fn pages_that_failed_continue_with_the_page_that_failed() {
    let world = World::new([page(&[1], "b"), error(400, "ExpiredToken")]);
    let mut failed = pages(&world);
    world.clock.run(async {
        failed.next_page().await.unwrap();
        failed.next_page().await.unwrap_err();
        assert_eq!(failed.next_page().await.unwrap(), None);
    });
    tokens(&world);
    let saved = failed.token().cloned();
    assert_eq!(saved, token("b"));

    world.script.add([page(&[2], "")]);
    let items = pages(&world).resume(saved).items();
    let items: Vec<i32> = world.clock.run(items.try_collect()).unwrap();
    assert_eq!(items, [2]);
    assert_eq!(tokens(&world), [token("b")]);
}

#[test]
fn a_page_under_way_is_the_next_one() {
    let world = World::new([page(&[1], "b"), page(&[2], "").after(secs(1))]);
    let mut pages = pages(&world);
    world.clock.run(pages.next_page()).unwrap();
    assert!(world.clock.poll(pin!(pages.next_page())).is_pending());
    assert_eq!(pages.token(), token("b").as_ref());
}

/// Amazon CloudWatch Logs, `GetLogEvents`: at the end of the stream the token is the one that was sent.
#[test]
fn a_list_that_ends_with_a_repeated_token_continues_there_when_it_grows() {
    let world = World::new([page(&[1], "b"), page(&[], "b")]);
    let mut ended = pages(&world).stop_at_repeated_token();
    world
        .clock
        .run(async { while ended.next_page().await.unwrap().is_some() {} });
    assert_eq!(ended.token(), token("b").as_ref());
    assert_eq!(tokens(&world), [None, token("b")]);

    world.script.add([page(&[2], "c"), page(&[], "c")]);
    let grown = resumed(&world, Some("b")).stop_at_repeated_token().items();
    let grown: Vec<i32> = world.clock.run(grown.try_collect()).unwrap();
    assert_eq!(grown, [2]);
    assert_eq!(tokens(&world), [token("b"), token("c")]);
}

#[test]
fn all_pages_are_collected_or_the_error_is_returned() {
    let world = World::new([page(&[1, 2], "b"), page(&[3], "")]);
    let all: Vec<Page> = world.clock.run(pages(&world).try_collect()).unwrap();
    let items: Vec<_> = all.into_iter().map(|page| page.items).collect();
    assert_eq!(items, [Some(vec![1, 2]), Some(vec![3])]);

    world.script.add([page(&[1], "b"), error(400, "Wrong")]);
    let failed = world.clock.run(pages(&world).try_collect::<Vec<Page>>());
    assert_eq!(failed.unwrap_err().code(), Some("Wrong"));
}

#[test]
fn each_page_has_the_metadata_of_its_response() {
    let answers = [
        page_of("id-1", &[1], Some("b")),
        error(500, "Oops"),
        page_of("id-2", &[2], Some("c")),
        error(400, "Wrong"),
    ];
    let world = World::new(answers);
    let mut pages = pages(&world);
    assert!(pages.metadata().is_none());
    world.clock.run(async {
        for (request_id, attempts) in [("id-1", 1), ("id-2", 2)] {
            pages.next_page().await.unwrap();
            let metadata = pages.metadata().unwrap();
            assert_eq!(metadata.status(), 200);
            assert_eq!(metadata.attempts(), attempts);
            assert_eq!(metadata.request_id().as_deref(), Some(request_id));
            assert_eq!(metadata.headers()["x-amzn-requestid"], request_id);
        }
        pages.next_page().await.unwrap_err();
    });
    let latest = pages.metadata().unwrap().request_id();
    assert_eq!(latest.as_deref(), Some("id-2"), "the latest page there is");
}

/// The token of a page stays until all of its items are taken, so that no item is skipped.
#[test]
fn each_item_has_the_metadata_and_the_token_of_its_page() {
    let answers = [
        page_of("id-1", &[1, 2], Some("b")),
        page_of("id-2", &[], Some("c")),
        page_of("id-3", &[3, 4], None),
    ];
    let world = World::new(answers);
    let mut items = resumed(&world, Some("a")).items();
    assert_eq!(items.token(), token("a").as_ref());
    assert!(items.metadata().is_none());
    let expected = [
        (1, "id-1", token("a")),
        (2, "id-1", token("b")),
        (3, "id-3", token("c")),
        (4, "id-3", None),
    ];
    world.clock.run(async {
        for (item, request_id, token) in expected {
            assert_eq!(items.next_item().await.unwrap(), Some(item));
            let metadata = items.metadata().unwrap();
            assert_eq!(metadata.request_id().as_deref(), Some(request_id), "{item}");
            assert_eq!(items.token(), token.as_ref(), "{item}");
        }
        assert_eq!(items.next_item().await.unwrap(), None);
    });
    assert_eq!(items.token(), None);
}

#[test]
fn tokens_are_not_printed() {
    let world = World::new([]);
    let pages = resumed(&world, Some("the secret of a token"));
    assert_eq!(format!("{pages:?}"), r#"Pages { operation: "List", .. }"#);
}

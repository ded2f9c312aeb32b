//! Long lists, page by page.

use crate::sample::Service;
use crate::script::{Answer, Sent, answer, error, ok, silence};
use crate::world::{World, client, secs};
use futures_core::Stream;
use runtime::{
    Credentials, Error, Items, Operation, Pages, Paginated, PaginatedItems, RepeatedTokenError,
};
use std::collections::BTreeMap;
use std::error::Error as _;
use std::future::poll_fn;
use std::pin::{Pin, pin};

pub struct List;

impl Operation for List {
    const NAME: &'static str = "List";
    type Service = Service;
    type Input = Input;
    type Output = Page;
    type Error = Refusal;
}

impl Paginated for List {
    type Token = String;

    fn token(input: &mut Input) -> &mut Option<String> {
        &mut input.token
    }

    fn next_token(page: &Page) -> Option<&String> {
        page.next.as_ref()
    }
}

impl PaginatedItems for List {
    type Items = Vec<i32>;

    fn items(page: Page) -> Option<Vec<i32>> {
        page.items
    }
}

#[derive(Clone, Default)]
pub struct Input {
    pub filter: String,
    pub token: Option<String>,
}

runtime::input!(Input {
    filter: "filter",
    token: "token",
});

#[derive(Debug, PartialEq)]
pub struct Page {
    pub items: Option<Vec<i32>>,
    pub next: Option<String>,
}

runtime::structure!(Page {
    items: "items",
    next: "next",
});

#[derive(Debug)]
pub enum Refusal {}

runtime::operation_error!(Refusal {});

pub fn page(items: &[i32], next: &str) -> Answer {
    let next = if next.is_empty() {
        "null".to_owned()
    } else {
        format!("{next:?}")
    };
    answer(
        200,
        &[],
        format!(r#"{{"items": {items:?}, "next": {next}}}"#),
    )
}

pub fn pages(world: &World) -> Pages<List> {
    client(world.config()).pages(Input {
        filter: "all".into(),
        token: None,
    })
}

/// The tokens that were sent since this was asked last.
pub fn tokens(world: &World) -> Vec<Option<String>> {
    let token = |sent: &Sent| -> Option<String> {
        let body: serde_json::Value = serde_json::from_slice(sent.request.body()).unwrap();
        assert_eq!(body["filter"], "all", "the filter is sent for every page");
        body["token"].as_str().map(str::to_owned)
    };
    world.script.take_sent().iter().map(token).collect()
}

pub fn token(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The next of a stream.
async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

#[test]
fn every_page_asks_for_the_one_after_the_page_before() {
    let world = World::new([page(&[1, 2], "b"), page(&[], "c"), page(&[3], "")]);
    let mut pages = pages(&world);
    assert_eq!(
        tokens(&world),
        [] as [Option<String>; 0],
        "nothing is sent unasked"
    );
    world.clock.run(async {
        let mut found = Vec::new();
        while let Some(page) = pages.next_page().await.unwrap() {
            found.push(page.items.unwrap());
        }
        assert_eq!(found, [vec![1, 2], vec![], vec![3]]);
        assert_eq!(pages.next_page().await.unwrap(), None, "over is over");
    });
    assert_eq!(tokens(&world), [None, token("b"), token("c")]);
}

#[test]
fn every_page_is_requested_with_the_credentials_of_the_pages() {
    let world = World::new([page(&[1], "b"), page(&[2], "")]);
    let credentials = Credentials::new("AKIDTENANT", "secret of the tenant");
    let items = pages(&world).credentials(credentials).items();
    let items: Vec<i32> = world.clock.run(items.try_collect()).unwrap();
    assert_eq!(items, [1, 2]);
    let sent = world.script.take_sent();
    let keys = sent
        .iter()
        .map(|it| it.signature("secret of the tenant").access_key_id);
    assert!(keys.eq(["AKIDTENANT", "AKIDTENANT"]));
}

#[test]
fn an_absent_an_empty_and_a_null_token_end_the_pages() {
    for body in [r"{}", r#"{"next": ""}"#, r#"{"next": null}"#] {
        let world = World::new([answer(200, &[], body)]);
        let mut pages = pages(&world);
        world.clock.run(async {
            assert!(pages.next_page().await.unwrap().is_some(), "{body}");
            assert!(pages.next_page().await.unwrap().is_none(), "{body}");
        });
        assert_eq!(tokens(&world).len(), 1, "{body}");
    }
}

#[test]
fn the_token_of_the_input_is_where_the_pages_begin() {
    let world = World::new([page(&[3], "")]);
    let mut pages: Pages<List> = client(world.config()).pages(Input {
        filter: "all".into(),
        token: token("c"),
    });
    world.clock.run(pages.next_page()).unwrap();
    assert_eq!(tokens(&world), [token("c")]);
}

/// The error of a token that is given again.
pub fn repeated_token() -> Box<dyn std::error::Error> {
    let world = World::new([page(&[], "b"), page(&[], "b")]);
    let mut pages = pages(&world);
    world.clock.run(async {
        for _ in 0..2 {
            pages.next_page().await.unwrap();
        }
        pages.next_page().await.unwrap_err().into()
    })
}

#[test]
fn a_page_with_the_token_that_asked_for_it_is_given_before_the_error() {
    let world = World::new([page(&[1], "b"), page(&[2], "b")]);
    let mut pages = pages(&world);
    world.clock.run(async {
        assert_eq!(pages.next_page().await.unwrap().unwrap().next, token("b"));
        assert_eq!(pages.next_page().await.unwrap().unwrap().items, Some(vec![2]));
        let error = pages.next_page().await.unwrap_err();
        assert!(matches!(error, Error::Construction(_)));
        assert!(error.source().unwrap().is::<RepeatedTokenError>());
        assert_eq!(
            error.to_string(),
            "List: the request could not be built: the service repeated the token of the latest page, so the next page \
             would be the same: if this ends the list, use `stop_at_repeated_token`"
        );
        assert_eq!(pages.next_page().await.unwrap(), None);
    });
    assert_eq!(tokens(&world), [None, token("b")]);
}

#[test]
fn a_repeated_token_can_be_taken_for_the_end() {
    let world = World::new([page(&[1], "b"), page(&[2], "b")]);
    let items = pages(&world).stop_at_repeated_token().items();
    let items: Vec<i32> = world.clock.run(items.try_collect()).unwrap();
    assert_eq!(items, [1, 2]);
}

#[test]
fn a_call_that_fails_ends_the_pages_with_its_error() {
    let world = World::new([page(&[1], "b"), error(400, "Wrong"), page(&[2], "")]);
    let mut pages = pages(&world);
    world.clock.run(async {
        pages.next_page().await.unwrap();
        assert_eq!(pages.next_page().await.unwrap_err().code(), Some("Wrong"));
        assert_eq!(pages.next_page().await.unwrap(), None);
    });
    assert_eq!(tokens(&world).len(), 2);
}

#[test]
fn pages_are_retried_like_any_call() {
    let world = World::new([
        error(500, "Oops"),
        page(&[1], "b"),
        error(503, "Oops"),
        page(&[2], ""),
    ]);
    let items: Vec<i32> = world
        .clock
        .run(pages(&world).items().try_collect())
        .unwrap();
    assert_eq!(items, [1, 2]);
}

#[test]
fn items_come_one_by_one_and_ask_for_a_page_only_when_they_have_to() {
    let world = World::new([page(&[1, 2], "b"), ok(), page(&[3], "")]);
    let mut items = pages(&world).items();
    world.clock.run(async {
        assert_eq!(items.next_item().await.unwrap(), Some(1));
        assert_eq!(items.next_item().await.unwrap(), Some(2));
        assert_eq!(tokens(&world).len(), 1);
        assert_eq!(
            items.next_item().await.unwrap(),
            None,
            "a page without a list is empty"
        );
        assert_eq!(items.next_item().await.unwrap(), None);
    });
    assert_eq!(tokens(&world), [token("b")]);
}

#[test]
fn pages_and_items_are_streams() {
    let world = World::new([
        page(&[1], "b"),
        page(&[2], ""),
        page(&[3], "c"),
        error(400, "Wrong"),
    ]);
    world.clock.run(async {
        let mut stream = pages(&world);
        assert_eq!(
            next(&mut stream).await.unwrap().unwrap().items,
            Some(vec![1])
        );
        assert_eq!(
            next(&mut stream).await.unwrap().unwrap().items,
            Some(vec![2])
        );
        assert!(next(&mut stream).await.is_none());
        let mut stream = pages(&world).items();
        assert_eq!(next(&mut stream).await.unwrap().unwrap(), 3);
        assert!(next(&mut stream).await.unwrap().is_err());
        assert!(next(&mut stream).await.is_none());
    });
}

#[test]
fn who_stops_waiting_for_a_page_gets_it_when_he_asks_again() {
    let world = World::new([page(&[1], "b").after(secs(1)), page(&[2], "")]);
    let mut pages = pages(&world);
    assert!(world.clock.poll(pin!(pages.next_page())).is_pending());
    let page = world.clock.run(pages.next_page()).unwrap().unwrap();
    assert_eq!(page.items, Some(vec![1]));
    assert_eq!(tokens(&world), [None], "the call was not made again");
    world.clock.run(pages.next_page()).unwrap();
    assert_eq!(tokens(&world), [token("b")]);
}

#[test]
fn a_call_under_way_ends_with_its_pages() {
    let world = World::new([silence()]);
    let mut pages = pages(&world);
    assert!(world.clock.poll(pin!(pages.next_page())).is_pending());
    assert_eq!(world.script.in_flight(), 1);
    drop(pages);
    assert_eq!((world.script.in_flight(), world.clock.sleepers()), (0, 0));
}

#[test]
fn pages_hold_on_to_nothing_and_go_between_threads() {
    fn goes<T: Send + Unpin + 'static>(_: &T) {}
    let world = World::new([page(&[1], "")]);
    let pages = pages(&world);
    goes(&pages);
    let items: Items<List> = pages.items();
    goes(&items);
    assert_eq!(
        format!("{items:?}"),
        r#"Items { pages: Pages { operation: "List", .. }, .. }"#
    );
}

#[test]
fn the_user_agent_says_that_a_paginator_calls() {
    let world = World::new([page(&[1], ""), ok()]);
    let client = client(world.plain_config());
    let mut pages: Pages<List> = client.pages(Input::default());
    world.clock.run(pages.next_page()).unwrap();
    let _ = world.clock.run(client.call::<List>(Input::default()));
    let metrics: Vec<String> = world.script.take_sent().iter().map(metrics).collect();
    assert_eq!(metrics, ["C,E,N,e", "E,N,e"]);
}

/// The letters in the user agent.
pub fn metrics(sent: &Sent) -> String {
    let agent = sent.header("user-agent");
    let metrics = agent.split(' ').find_map(|part| part.strip_prefix("m/"));
    metrics.unwrap_or_default().to_owned()
}

/// Some services say where a page begins by the key of an item.
#[test]
fn a_token_may_be_a_map() {
    struct Scan;

    #[derive(Clone, Default)]
    struct Start {
        start: Option<BTreeMap<String, i32>>,
    }

    runtime::input!(Start { start: "start" });

    struct Found {
        last: Option<BTreeMap<String, i32>>,
    }

    runtime::structure!(Found { last: "last" });

    impl Operation for Scan {
        const NAME: &'static str = "Scan";
        type Service = Service;
        type Input = Start;
        type Output = Found;
        type Error = Refusal;
    }

    impl Paginated for Scan {
        type Token = BTreeMap<String, i32>;

        fn token(input: &mut Start) -> &mut Option<Self::Token> {
            &mut input.start
        }

        fn next_token(page: &Found) -> Option<&Self::Token> {
            page.last.as_ref()
        }
    }

    let last = |last: &str| answer(200, &[], format!(r#"{{"last": {last}}}"#));
    let world = World::new([last(r#"{"id": 7}"#), last("{}")]);
    let mut pages: Pages<Scan> = client(world.config()).pages(Start::default());
    world.clock.run(async {
        assert!(pages.next_page().await.unwrap().is_some());
        assert!(pages.next_page().await.unwrap().is_some());
        assert!(
            pages.next_page().await.unwrap().is_none(),
            "an empty map is none"
        );
    });
    let sent = world.script.take_sent();
    assert_eq!(sent[1].request.body(), r#"{"start":{"id":7}}"#);
}

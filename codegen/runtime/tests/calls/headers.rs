//! Headers of requests.

use crate::sample::operation::get_state::GetState;
use crate::script::{Sent, ok, status};
use crate::world::{SECRET, World, client, input, secs};
use http::{HeaderName, HeaderValue};
use runtime::retry::{Attempt, Decision, Retry, RetryCall, RetryFacts, RetryPolicy};
use runtime::{Environment, Timeouts, http};
use std::collections::BTreeSet;

const NO_FILES: [(&str, &str); 0] = [];

fn values(sent: &[Sent], header: &str) -> BTreeSet<String> {
    sent.iter()
        .map(|sent| sent.header(header).to_owned())
        .collect()
}

#[test]
fn attempts_of_a_call_have_one_id_and_one_token() {
    let world = World::new([status(503), status(503), ok(), ok()]);
    // Without fixed randomness.
    let config = world.plain_config().entropy(|| Ok(rand()));
    let client = client(config);
    world.call_of(&client).unwrap();
    let sent = world.script.take_sent();
    assert_eq!(sent.len(), 3);
    let id = values(&sent, "amz-sdk-invocation-id");
    let bodies: BTreeSet<_> = sent
        .iter()
        .map(|sent| sent.request.body().clone())
        .collect();
    assert_eq!((id.len(), bodies.len()), (1, 1));

    world.call_of(&client).unwrap();
    let next = world.only_request();
    assert!(!id.contains(next.header("amz-sdk-invocation-id")));
    assert!(!bodies.contains(next.request.body()), "another token");
}

/// A different value each time.
fn rand() -> [u8; 16] {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    u128::from(number).to_be_bytes()
}

#[test]
fn each_attempt_says_which_one_it_is() {
    let world = World::new([status(503), status(503), ok()]);
    world.call_of(&world.limited_client()).unwrap();
    let sent = world.script.take_sent();
    let requests: Vec<_> = sent
        .iter()
        .map(|sent| sent.header("amz-sdk-request"))
        .collect();
    assert_eq!(
        requests,
        [
            "attempt=1; max=3",
            "ttl=20270115T080030Z; attempt=2; max=3",
            "ttl=20270115T080030Z; attempt=3; max=3",
        ]
    );
    for sent in sent {
        let signature = sent.signature(SECRET);
        let mut signed = signature.signed_headers.iter();
        assert!(signed.all(|name| !name.starts_with("amz-sdk")));
        assert_eq!(sent.header("amz-sdk-invocation-id").len(), 36);
    }
}

#[test]
fn without_a_limit_an_attempt_names_no_end() {
    let world = World::new([status(503), ok(), ok()]);
    let timeouts = Timeouts::default().attempt(None);
    let client = client(world.config().timeouts(timeouts));
    world.call_of(&client).unwrap();
    assert_eq!(
        world.script.take_sent()[1].header("amz-sdk-request"),
        "attempt=2; max=3"
    );

    world.script.add([status(503), ok()]);
    world.script.add([]);
    world.call_of(&client).unwrap();
    world.script.take_sent();
    let call = client.request::<GetState>(input()).attempt_timeout(secs(5));
    world.clock.run(call.send()).unwrap();
    assert_eq!(world.script.take_sent().len(), 2);
}

#[derive(Debug)]
struct Endless;

impl RetryPolicy for Endless {
    fn start(&self, _: RetryFacts) -> Box<dyn RetryCall> {
        Box::new(|_: &Attempt<'_>| Decision::Retry(secs(1)))
    }
}

#[test]
fn where_the_number_of_attempts_is_not_known_this_one_is_the_last() {
    let world = World::new([status(503), ok()]);
    let timeouts = Timeouts::default().attempt(None);
    let config = world
        .config()
        .timeouts(timeouts)
        .retry(Retry::custom(Endless));
    world.call_of(&client(config)).unwrap();
    let sent = world.script.take_sent();
    let requests: Vec<_> = sent
        .iter()
        .map(|sent| sent.header("amz-sdk-request"))
        .collect();
    assert_eq!(requests, ["attempt=1; max=1", "attempt=2; max=2"]);
}

#[test]
fn both_user_agents_say_who_calls() {
    let world = World::new([ok()]);
    let variables = [
        ("AWS_EXECUTION_ENV", "AWS_Lambda_rust"),
        ("AWS_SDK_UA_APP_ID", "board"),
    ];
    let config = world
        .plain_config()
        .environment(Environment::fixed(variables, NO_FILES));
    world.call_of(&client(config)).unwrap();
    let request = world.only_request();
    let agent = request.header("user-agent");
    assert_eq!(agent, request.header("x-amz-user-agent"));
    let words: Vec<_> = agent.split(' ').collect();
    assert!(words[0].starts_with("leansmith/"), "{agent}");
    assert_eq!(words[1..3], ["ua/2.1", "api/example/2020-07-20"]);
    assert_eq!(
        words[4..],
        [
            "lang/rust",
            "exec-env/AWS_Lambda_rust",
            "m/E,N,e",
            "app/board"
        ]
    );
    assert!(
        !request
            .signature(SECRET)
            .signed_headers
            .contains(&"user-agent".to_owned())
    );
}

#[test]
fn the_trace_of_a_lambda_function_is_handed_on_unsigned() {
    let world = World::new([ok(), ok()]);
    let trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
    let variables = [
        ("AWS_LAMBDA_FUNCTION_NAME", "sync"),
        ("_X_AMZN_TRACE_ID", trace),
    ];
    let config = world
        .config()
        .environment(Environment::fixed(variables, NO_FILES));
    let client = client(config);
    world.call_of(&client).unwrap();
    let request = world.only_request();
    assert_eq!(request.header("x-amzn-trace-id"), trace);
    assert!(
        !request
            .signature(SECRET)
            .signed_headers
            .contains(&"x-amzn-trace-id".to_owned())
    );

    let call = client.request::<GetState>(input());
    let own = HeaderValue::from_static("Root=own");
    let call = call.header(HeaderName::from_static("x-amzn-trace-id"), own);
    world.clock.run(call.send()).unwrap();
    assert_eq!(world.only_request().header("x-amzn-trace-id"), "Root=own");
}

#[test]
fn a_call_may_add_headers_of_its_own() {
    let world = World::new([status(503), ok()]);
    let client = world.client();
    let call = client
        .request::<GetState>(input())
        .header(
            HeaderName::from_static("x-team"),
            HeaderValue::from_static("first"),
        )
        .header(
            HeaderName::from_static("x-team"),
            HeaderValue::from_static("sync"),
        )
        .header(
            HeaderName::from_static("user-agent"),
            HeaderValue::from_static("board/1"),
        );
    world.clock.run(call.send()).unwrap();
    let sent = world.script.take_sent();
    assert_eq!(sent.len(), 2);
    for sent in sent {
        assert_eq!(
            (sent.header("x-team"), sent.header("user-agent")),
            ("sync", "board/1")
        );
        assert!(
            sent.signature(SECRET)
                .signed_headers
                .contains(&"x-team".to_owned())
        );
    }
}

#[test]
fn headers_of_a_calls_own_leave_the_protocol_alone() {
    let world = World::new([ok(), ok()]);
    let client = world.client();
    world.call_of(&client).unwrap();
    let usual = world.only_request();
    let names = [
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "authorization",
        "content-length",
        "content-type",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-target",
    ];
    let mut call = client.request::<GetState>(input());
    for name in names {
        call = call.header(
            HeaderName::from_static(name),
            HeaderValue::from_static("other"),
        );
    }
    world.clock.run(call.send()).unwrap();
    let request = world.only_request();
    assert_eq!(request.signature(SECRET), usual.signature(SECRET));
    for name in names {
        assert_eq!(request.header(name), usual.header(name), "{name}");
    }
}

#[test]
fn a_header_with_a_sensitive_value_is_signed_like_any_other() {
    let world = World::new([status(503), ok()]);
    let client = world.client();
    let sensitive = |value| {
        let mut value = HeaderValue::from_static(value);
        value.set_sensitive(true);
        value
    };
    let call = client
        .request::<GetState>(input())
        .header(HeaderName::from_static("x-api-key"), sensitive("key"))
        .header(HeaderName::from_static("x-amz-key"), sensitive("key"))
        .header(HeaderName::from_static("authorization"), sensitive("key"))
        .header(HeaderName::from_static("content-type"), sensitive("key"));
    world.clock.run(call.send()).unwrap();
    let sent = world.script.take_sent();
    assert_eq!(sent.len(), 2);
    for sent in sent {
        let signed = sent.signature(SECRET).signed_headers;
        let is_signed = |name: &str| signed.iter().any(|signed| signed == name);
        assert!(is_signed("x-api-key") && is_signed("x-amz-key"));
        assert_eq!(sent.header("x-api-key"), "key");
        assert_eq!(sent.header("content-type"), "application/x-amz-json-1.0");
    }
}

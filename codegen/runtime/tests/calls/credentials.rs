//! Credentials that requests are signed with, from attempt to attempt.

use crate::open::{Look, Open};
use crate::sample::operation::ping::PingInput;
use crate::script::{error, ok, status};
use crate::world::{SECRET, World, client, ms};
use runtime::{BoxFuture, Client, Credentials, CredentialsError, Error, ProvideCredentials};
use std::collections::VecDeque;
use std::error::Error as _;
use std::sync::{Arc, Mutex};

type Provided = Result<Credentials, CredentialsError>;

/// Gives what it has, one after the other, then nothing.
#[derive(Clone)]
struct Provider(Arc<Mutex<(VecDeque<Provided>, usize)>>);

impl Provider {
    fn new(credentials: impl IntoIterator<Item = Provided>) -> Self {
        let credentials = credentials.into_iter().collect();
        Self(Arc::new(Mutex::new((credentials, 0))))
    }

    fn left(&self) -> usize {
        self.0.lock().unwrap().0.len()
    }

    fn asked(&self) -> usize {
        self.0.lock().unwrap().1
    }
}

impl ProvideCredentials for Provider {
    fn provide(&self) -> BoxFuture<'_, Provided> {
        let mut state = self.0.lock().unwrap();
        state.1 += 1;
        let next = state.0.pop_front();
        let next =
            next.unwrap_or_else(|| Err(CredentialsError::new("the session is over; log in")));
        Box::pin(std::future::ready(next))
    }
}

fn session(number: u32) -> Provided {
    let credentials = Credentials::new(format!("ASIA{number}"), format!("secret {number}"));
    Ok(credentials.session_token(format!("token {number}")))
}

#[test]
fn a_request_is_signed_for_the_service_and_the_region() {
    let world = World::new([ok()]);
    world.call().unwrap();
    let request = world.only_request();
    let signature = request.signature(SECRET);
    assert_eq!(signature.access_key_id, "AKIDEXAMPLE");
    assert_eq!(signature.date, "20270115T080000Z");
    assert_eq!(
        (&*signature.region, &*signature.service),
        ("eu-west-1", "example")
    );
    let headers = [
        "content-length",
        "content-type",
        "host",
        "x-amz-date",
        "x-amz-target",
        "x-amz-user-agent",
    ];
    assert_eq!(signature.signed_headers, headers);
    assert_eq!(request.header("x-amz-security-token"), "");
}

#[test]
fn credentials_that_expire_are_replaced_before_the_next_attempt() {
    for code in ["ExpiredToken", "ExpiredTokenException", "RequestExpired"] {
        let world = World::new([error(400, code), ok(), ok()]);
        let provider = Provider::new([session(1), session(2), session(3)]);
        let client = client(world.config().credentials(provider.clone()));
        world.call_of(&client).unwrap();
        let sent = world.script.take_sent();
        assert_eq!([sent[0].at, sent[1].at], [ms(0), ms(50)]);
        for (sent, number) in sent.iter().zip(["1", "2"]) {
            let signature = sent.signature(&format!("secret {number}"));
            assert_eq!(signature.access_key_id, format!("ASIA{number}"));
            assert!(
                signature
                    .signed_headers
                    .iter()
                    .any(|name| name == "x-amz-security-token")
            );
            assert_eq!(
                sent.header("x-amz-security-token"),
                format!("token {number}")
            );
        }
        assert_eq!((sent.len(), provider.left()), (2, 1));

        world.call_of(&client).unwrap();
        assert_eq!(provider.left(), 1, "the new ones are kept for later calls");
    }
}

#[test]
fn expired_credentials_that_cannot_be_replaced_are_used_on_and_told_with_what_the_service_said() {
    let expired = || error(400, "ExpiredTokenException");
    let world = World::new([expired(), expired(), expired(), ok()]);
    let provider = Provider::new([session(1)]);
    let client = client(world.config().credentials(provider.clone()));
    let failed = world.call_of(&client).unwrap_err();
    assert!(matches!(failed, Error::Credentials(_)));
    assert_eq!(
        failed.to_string(),
        "GetState: no credentials after 3 attempts: the session is over; log in; \
         the latest attempt failed: HTTP 400 ExpiredTokenException"
    );
    assert_eq!((failed.attempts(), failed.is_retryable()), (3, false));
    assert!(failed.source().unwrap().is::<CredentialsError>());
    assert_eq!(provider.asked(), 2, "at first, and for the first rejection");

    // The service decides about the next call too.
    world.call_of(&client).unwrap();
    let sent = world.script.take_sent();
    assert_eq!(sent[3].signature("secret 1").access_key_id, "ASIA1");
    assert_eq!(provider.asked(), 2);
}

#[test]
fn credentials_that_stay_expired_end_the_call_after_three_attempts() {
    let expired = || error(400, "ExpiredToken");
    let world = World::new([expired(), expired(), expired()]);
    let failed = world.call().unwrap_err();
    assert_eq!(
        (failed.attempts(), failed.code()),
        (3, Some("ExpiredToken"))
    );
    assert_eq!(world.bucket.available(), 472);
}

#[test]
fn without_credentials_nothing_is_sent() {
    let world = World::new([ok()]);
    let client = client(world.config().credentials(Provider::new([])));
    let failed = world.call_of(&client).unwrap_err();
    assert_eq!(
        failed.to_string(),
        "GetState: no credentials: the session is over; log in"
    );
    assert_eq!((failed.attempts(), failed.operation()), (0, "GetState"));
    assert!(world.times().is_empty());
}

#[test]
fn a_secret_that_no_header_can_carry_is_not_shown() {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).session_token("hid\nden");
    let world = World::new([ok()]);
    let failed = world
        .call_of(&client(world.config().credentials(credentials)))
        .unwrap_err();
    assert!(matches!(failed, Error::Construction(_)));
    let shown = format!("{failed} {failed:?}");
    assert!(failed.to_string().contains("the session token"), "{shown}");
    assert!(!shown.contains("hid") && !shown.contains(SECRET), "{shown}");
    assert!(world.times().is_empty());
}

#[test]
fn a_service_without_signatures_needs_no_credentials() {
    let world = World::new([status(503), ok()]);
    let provider = Provider::new([session(1)]);
    let config = world
        .config()
        .credentials(provider.clone())
        .build()
        .unwrap();
    let client = Client::new::<Open>(&config);
    world
        .clock
        .run(client.call::<Look>(PingInput::default()))
        .unwrap();
    for sent in world.script.take_sent() {
        for header in ["authorization", "x-amz-date", "x-amz-security-token"] {
            assert_eq!(sent.header(header), "");
        }
    }
    assert_eq!(provider.left(), 1);
}

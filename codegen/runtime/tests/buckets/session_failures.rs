//! Sessions of directory buckets that cannot be created, or are rejected.

use crate::service::{Buckets, DeleteObject, object};
use crate::sessions::{BUCKET, delete, key, session};
use crate::wire::{SECRET, Wire, ok, response};
use http::{Request, Response};
use runtime::bytes::Bytes;
use runtime::{
    Body, BoxFuture, Client, Credentials, CredentialsError, ProvideCredentials, Transport,
    TransportError,
};
use std::future::poll_fn;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::{Duration, UNIX_EPOCH};

const END: &str = "2027-01-15T08:05:00Z";

fn expired() -> Response<Bytes> {
    response(
        400,
        &[],
        "<Error><Code>ExpiredToken</Code><Message>The token has expired.</Message></Error>",
    )
}

fn unavailable() -> Response<Bytes> {
    response(503, &[], "")
}

fn keys(wire: &Wire) -> Vec<String> {
    wire.sent().iter().map(key).collect()
}

/// A provider with other credentials each time, which notes the rejected ones.
#[derive(Clone, Default)]
struct Rotating {
    count: Arc<AtomicU32>,
    rejected: Arc<Mutex<Vec<String>>>,
}

impl ProvideCredentials for Rotating {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move { Ok(Credentials::new(format!("OWNER{number}"), SECRET)) })
    }

    fn reject(&self, credentials: &Credentials) {
        let mut rejected = self.rejected.lock().unwrap();
        rejected.push(credentials.access_key_id().to_owned());
    }
}

impl Rotating {
    fn client(&self, wire: &Wire) -> Client {
        let config = wire.config().credentials(self.clone());
        Client::new::<Buckets>(&config.build().unwrap())
    }
}

#[test]
fn credentials_that_are_rejected_by_create_session_are_renewed() {
    let wire = Wire::new([expired(), session(1, END), ok()]);
    let owners = Rotating::default();
    delete(&wire, &owners.client(&wire), BUCKET).unwrap();
    assert_eq!(keys(&wire), ["OWNER1", "OWNER2", "SESSION1"]);
    assert_eq!(*owners.rejected.lock().unwrap(), ["OWNER1"]);
}

#[test]
fn the_provider_of_credentials_does_not_see_those_of_a_session() {
    let wire = Wire::new([session(1, END), expired(), session(2, END), ok()]);
    let owners = Rotating::default();
    delete(&wire, &owners.client(&wire), BUCKET).unwrap();
    assert_eq!(keys(&wire), ["OWNER1", "SESSION1", "OWNER1", "SESSION2"]);
    assert!(owners.rejected.lock().unwrap().is_empty());
}

/// Other expired credentials remain in use for minutes if they cannot be renewed, which the metadata service of an instance
/// needs. A session is created again at once.
#[test]
fn a_session_that_could_not_be_renewed_is_created_by_the_next_call() {
    let wire = Wire::new([
        session(1, END),
        ok(),
        // After its end: no new session, and the old one is of no use.
        unavailable(),
        unavailable(),
        unavailable(),
        expired(),
        unavailable(),
        unavailable(),
        unavailable(),
        // The next call.
        session(2, "2027-01-15T08:15:00Z"),
        ok(),
    ]);
    let client = wire.client();
    delete(&wire, &client, BUCKET).unwrap();
    wire.clock
        .show(UNIX_EPOCH + Duration::from_secs(1_800_000_301));
    let error = delete(&wire, &client, BUCKET).unwrap_err();
    assert!(error.contains("CreateSession: HTTP 503"), "{error}");
    delete(&wire, &client, BUCKET).unwrap();
    assert_eq!(keys(&wire)[9..], ["AKIDEXAMPLE", "SESSION2"]);
}

/// A transport whose responses come later.
#[derive(Clone)]
struct Slow(Wire);

impl Transport for Slow {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async {
            let mut is_due = false;
            poll_fn(|_| match std::mem::replace(&mut is_due, true) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            })
            .await;
            self.0.send(request).await
        })
    }
}

#[test]
fn calls_at_once_share_one_request_for_a_session() {
    // The first call may also be dropped while it waits.
    for dropped in [false, true] {
        let wire = Wire::new([session(1, END), ok(), ok(), ok()]);
        let config = wire.config().transport(Slow(wire.clone()));
        let client = Client::new::<Buckets>(&config.build().unwrap());
        let call = || Box::pin(client.call::<DeleteObject>(object(BUCKET, "k")));
        let mut calls = vec![call(), call(), call()];
        for call in &mut calls {
            assert!(wire.clock.poll(call.as_mut()).is_pending());
        }
        if dropped {
            drop(calls.remove(0));
        }
        let count = calls.len();
        for _ in 0..10 {
            calls.retain_mut(|call| wire.clock.poll(call.as_mut()).is_pending());
        }
        assert!(calls.is_empty());
        let mut expected = vec!["AKIDEXAMPLE"];
        expected.resize(count + 1, "SESSION1");
        assert_eq!(keys(&wire), expected);
    }
}

/// More buckets than sessions that are kept: the oldest session makes room.
#[test]
fn the_session_that_was_used_longest_ago_makes_room() {
    let all = (0..101).flat_map(|number| [session(number, END), ok()]);
    let again = [ok(), session(200, END), ok()];
    let wire = Wire::new(all.chain(again));
    let client = wire.client();
    let name = |number: u32| format!("b{number}--euw1-az1--x-s3");
    for number in 0..101 {
        delete(&wire, &client, &name(number)).unwrap();
    }
    delete(&wire, &client, &name(1)).unwrap();
    delete(&wire, &client, &name(0)).unwrap();
    assert_eq!(
        keys(&wire)[202..],
        ["SESSION1", "AKIDEXAMPLE", "SESSION200"]
    );
}

#[test]
fn secrets_of_a_session_are_not_shown() {
    let malformed = session(1, "no date");
    let wire = Wire::new([malformed]);
    let client = wire.client();
    let call = client.call::<DeleteObject>(object(BUCKET, "k"));
    let error = wire.clock.run(call).unwrap_err();
    let shown = format!("{error} {error:?} {client:?}");
    assert!(error.to_string().contains("Expiration"), "{error}");
    for secret in [SECRET, "token1"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

//! Calls from a machine whose clock is wrong.

use crate::script::{Answer, answer, ok};
use crate::sigv4::{Received, verify};
use crate::world::{SECRET, World, client, ms};
use bytes::Bytes;
use http::{Request, Response};
use runtime::{Body, BoxFuture, Client, Retry, Transport, TransportError, bytes, http};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// Returns the time of the service's clock.
fn right() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}

const DATE: &str = "Fri, 15 Jan 2027 08:00:00 GMT";
const MINUTE: Duration = Duration::from_secs(60);

fn refusal(code: &str) -> Answer {
    let body = format!(r#"{{"__type": "{code}"}}"#);
    answer(403, &[("date", DATE)], body)
}

/// Returns the times that new requests were signed for; their signatures must be genuine.
fn signed_for(world: &World) -> Vec<String> {
    let sent = world.script.take_sent();
    sent.iter()
        .map(|sent| sent.signature(SECRET).date)
        .collect()
}

#[test]
fn a_clock_that_is_10_minutes_off_is_corrected_and_the_call_made_again() {
    for (shown, first) in [
        (right() - 10 * MINUTE, "20270115T075000Z"),
        (right() + 10 * MINUTE, "20270115T081000Z"),
    ] {
        for code in [
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "RequestTimeTooSkewed",
            "AuthFailure",
            "AccessDeniedException",
        ] {
            let world = World::new([refusal(code), ok(), ok()]);
            world.clock.show(shown);
            let client = world.client();
            world.call_of(&client).unwrap();
            let dates = signed_for(&world);
            assert_eq!(dates, [first, "20270115T080000Z"], "{code}");
            assert_eq!(world.bucket.available(), 500);

            world.call_of(&client).unwrap();
            assert_eq!(signed_for(&world), ["20270115T080000Z"], "it is remembered");
        }
    }
}

#[test]
fn a_refusal_by_a_service_whose_time_is_ours_is_final() {
    for shown in [right(), right() - 4 * MINUTE, right() + 4 * MINUTE] {
        let world = World::new([refusal("AccessDeniedException")]);
        world.clock.show(shown);
        let failed = world.call().unwrap_err();
        assert_eq!((failed.attempts(), failed.is_retryable()), (1, false));
        assert_eq!(failed.code(), Some("AccessDeniedException"));
    }
}

#[test]
fn a_refusal_after_the_correction_is_final() {
    let world = World::new([
        refusal("AccessDeniedException"),
        refusal("AccessDeniedException"),
    ]);
    world.clock.show(right() - 10 * MINUTE);
    let failed = world.call().unwrap_err();
    assert_eq!((failed.attempts(), failed.is_retryable()), (2, false));
    assert_eq!(
        failed.to_string(),
        "GetState: HTTP 403 AccessDeniedException after 2 attempts"
    );
}

#[test]
fn every_response_tells_the_time() {
    let world = World::new([answer(200, &[("date", DATE)], "{}"), ok()]);
    world.clock.show(right() - 2 * MINUTE);
    let client = world.client();
    world.call_of(&client).unwrap();
    world.call_of(&client).unwrap();
    assert_eq!(signed_for(&world), ["20270115T075800Z", "20270115T080000Z"]);
}

#[test]
fn the_end_that_a_retry_names_is_by_the_services_clock() {
    let world = World::new([refusal("RequestTimeTooSkewed"), ok()]);
    world.clock.show(right() - 10 * MINUTE);
    world.call_of(&world.limited_client()).unwrap();
    let sent = world.script.take_sent();
    assert_eq!(
        sent[1].header("amz-sdk-request"),
        "ttl=20270115T080030Z; attempt=2; max=3"
    );
    assert_eq!(sent[1].at, ms(50));
}

#[test]
fn the_correction_can_be_switched_off() {
    let world = World::new([refusal("RequestTimeTooSkewed"), ok()]);
    world.clock.show(right() - 10 * MINUTE);
    let client = client(world.config().disable_clock_skew_correction(true));
    assert_eq!(world.call_of(&client).unwrap_err().attempts(), 1);
    world.call_of(&client).unwrap();
    assert_eq!(signed_for(&world), ["20270115T075000Z", "20270115T075000Z"]);
}

/// A service that refuses what is signed for a time more than five minutes off, as AWS does, behind something that answers
/// in its place now and then.
struct Judge {
    lies: Mutex<VecDeque<(u16, &'static str, &'static str)>>,
    dates: Mutex<Vec<String>>,
}

impl Judge {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            lies: Mutex::default(),
            dates: Mutex::default(),
        })
    }

    /// Answers the next request with this status, `Date` and body.
    fn lie(&self, lie: (u16, &'static str, &'static str)) {
        self.lies.lock().unwrap().push_back(lie);
    }

    /// Takes the times that requests were signed for since the last call.
    fn take_dates(&self) -> Vec<String> {
        std::mem::take(&mut self.dates.lock().unwrap())
    }

    fn response(&self, request: &Request<Bytes>) -> Response<Bytes> {
        const REFUSED: &str = r#"{"__type": "InvalidSignatureException"}"#;
        let date = verify(&Received::of(request), SECRET).unwrap().date;
        let is_right = ("20270115T075500Z"..="20270115T080500Z").contains(&&*date);
        self.dates.lock().unwrap().push(date);
        let lie = self.lies.lock().unwrap().pop_front();
        let (status, date, body) = lie.unwrap_or(match is_right {
            true => (200, DATE, "{}"),
            false => (403, DATE, REFUSED),
        });
        let response = Response::builder().status(status).header("date", date);
        response.body(Bytes::from_static(body.as_bytes())).unwrap()
    }
}

impl Transport for Judge {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let request = request.map(|body| body.into_bytes().unwrap());
        let response = self.response(&request).map(Body::from);
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// A world at this time, and a client without retries for the judge in it.
fn judged(shown: SystemTime) -> (World, Client, Arc<Judge>) {
    let world = World::new([]);
    world.clock.show(shown);
    let judge = Judge::new();
    let config = world.config().retry(Retry::off());
    let client = client(config.transport(Arc::clone(&judge)));
    (world, client, judge)
}

const RIGHT: &str = "20270115T080000Z";

/// Values of `Date` that are far off, or nothing.
const LIES: [&str; 9] = [
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Sat, 01 Jan 2000 00:00:00 GMT",
    "Thu, 14 Jan 2027 22:00:00 GMT",
    "Fri, 15 Jan 2027 18:00:00 GMT",
    "Fri, 15 Jan 2027 08:06:00 GMT",
    "Wed, 29 Dec 9999 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "garbage",
    "",
];

/// Responses of captive portals, proxies and services that do not look at the signature.
const ANSWERS: [(u16, &str); 6] = [
    (200, "{}"),
    (200, "<html>log in</html>"),
    (302, ""),
    (400, r#"{"__type": "ValidationException"}"#),
    (403, "<html>forbidden</html>"),
    (511, ""),
];

#[test]
fn a_response_whose_date_lies_makes_no_other_call_fail() {
    // Our clock is right, or it is not and has been corrected.
    for (shown, first) in [(right(), true), (right() + 600 * MINUTE, false)] {
        for lie in LIES {
            for (status, body) in ANSWERS {
                let (world, client, judge) = judged(shown);
                if first {
                    judge.lie((status, lie, body));
                }
                let _ = world.call_of(&client);
                let _ = world.call_of(&client);
                judge.take_dates();
                // Now a later response lies, more than once.
                for _ in 0..2 {
                    judge.lie((status, lie, body));
                    let _ = world.call_of(&client);
                    world.call_of(&client).unwrap();
                }
                assert_eq!(judge.take_dates(), [RIGHT; 4], "{lie}: {status} {body}");
            }
        }
    }
}

#[test]
fn a_refusal_whose_date_lies_is_forgotten_with_the_next_response() {
    let refused = r#"{"__type": "InvalidSignatureException"}"#;
    for lie in LIES {
        let (world, client, judge) = judged(right());
        judge.lie((403, lie, refused));
        world.call_of(&client).unwrap_err();
        // What it says is tried once at most.
        let _ = world.call_of(&client);
        world.call_of(&client).unwrap();
        world.call_of(&client).unwrap();
        let dates = judge.take_dates();
        assert_eq!(dates.len(), 4);
        assert_eq!([&*dates[0], &*dates[2], &*dates[3]], [RIGHT; 3], "{lie}");
        // Of other years it is not even tried.
        assert_eq!(dates[1] != RIGHT, lie.contains("2027"), "{lie}");
    }
}

#[test]
fn a_clock_that_is_far_off_is_corrected_for_the_following_call() {
    for shown in [
        SystemTime::UNIX_EPOCH,
        SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_800),
        right() - 600 * MINUTE,
        right() + 600 * MINUTE,
        // 2099-12-31T00:00:00Z and 9998-12-31T00:00:00Z
        SystemTime::UNIX_EPOCH + Duration::from_secs(4_102_358_400),
        SystemTime::UNIX_EPOCH + Duration::from_secs(253_370_678_400),
    ] {
        let (world, client, judge) = judged(shown);
        world.call_of(&client).unwrap_err();
        judge.take_dates();
        for _ in 0..3 {
            world.call_of(&client).unwrap();
        }
        assert_eq!(judge.take_dates(), [RIGHT; 3], "{shown:?}");
        // Then somebody sets it right.
        world.clock.show(right());
        let _ = world.call_of(&client);
        world.call_of(&client).unwrap();
        world.call_of(&client).unwrap();
        assert_eq!(judge.take_dates()[1..], [RIGHT; 2], "{shown:?}");
    }
}

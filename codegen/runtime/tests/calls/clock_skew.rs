//! Calls from a machine whose clock is wrong.

use crate::script::{Answer, answer, ok};
use crate::world::{SECRET, World, client, ms};
use std::time::{Duration, SystemTime};

/// What the service's clock shows.
fn right() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000)
}

const DATE: &str = "Fri, 15 Jan 2027 08:00:00 GMT";
const MINUTE: Duration = Duration::from_secs(60);

fn refusal(code: &str) -> Answer {
    let body = format!(r#"{{"__type": "{code}"}}"#);
    answer(403, &[("date", DATE)], body)
}

/// What the requests were signed for since this was asked last, whose signatures must be genuine.
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

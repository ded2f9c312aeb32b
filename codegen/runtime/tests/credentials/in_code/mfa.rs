//! Roles in code that require the code of a multi-factor authentication device.

use super::{ROLE, config, expected, only_request, parameters};
use crate::carrier::Carrier;
use runtime::{AssumeRole, ProvideCredentials};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const DEVICE: &str = "arn:aws:iam::111111111111:mfa/u";

fn role() -> AssumeRole {
    AssumeRole::new(ROLE).mfa_serial(DEVICE).session_name("s")
}

#[tokio::test]
async fn the_device_and_its_code_are_sent() {
    let carrier = Carrier::default();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let config = config(&carrier).mfa_code(move |serial| {
        count.fetch_add(1, Ordering::SeqCst);
        async move {
            assert_eq!(serial, DEVICE);
            // As somebody types it.
            Ok::<_, io::Error>(" 246802\n".to_owned())
        }
    });
    let role = role().build(&config.build().unwrap()).unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 0, "nobody is asked unasked");
    for _ in 0..3 {
        role.provide().await.unwrap();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1, "the cache keeps the role");
    let sent = expected(&[
        ("Action", "AssumeRole"),
        ("RoleArn", ROLE),
        ("RoleSessionName", "s"),
        ("SerialNumber", DEVICE),
        ("TokenCode", "246802"),
        ("Version", "2011-06-15"),
    ]);
    assert_eq!(parameters(&only_request(&carrier)), sent);
}

#[test]
fn without_a_callback_it_is_not_built() {
    let carrier = Carrier::default();
    let error = role().build(&config(&carrier).build().unwrap());
    assert_eq!(
        error.unwrap_err().to_string(),
        "AssumeRole::mfa_serial: nothing returns the code of the device: set `ConfigBuilder::mfa_code`"
    );
    assert_eq!(carrier.take().1.len(), 0);
}

#[tokio::test]
async fn a_code_that_is_none_is_an_error_and_nothing_is_sent() {
    for (code, why) in [
        (Ok(""), "expected 6 digits"),
        (Ok("24680"), "expected 6 digits"),
        (Ok("2468o2"), "expected 6 digits"),
        (Ok("246802\r\n1"), "expected 6 digits"),
        (Ok("\u{662}\u{664}\u{666}"), "expected 6 digits"),
        (Err("the user went away"), "the user went away"),
    ] {
        let carrier = Carrier::default();
        let config = config(&carrier)
            .mfa_code(move |_| async move { code.map(str::to_owned).map_err(io::Error::other) });
        let role = role().build(&config.build().unwrap()).unwrap();
        let error = role.provide().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("AssumeRole: assuming {ROLE}: the code of the device {DEVICE}: {why}")
        );
        let shown = format!("{error:?}");
        assert!(!shown.contains("2468"), "{shown}");
        assert_eq!(carrier.take().1.len(), 0);
    }
}

/// A bug of the callback is one of the call that asks, as with any provider. The next call asks again.
#[tokio::test]
async fn after_a_callback_that_panics_the_next_call_asks_again() {
    let carrier = Carrier::default();
    let asked = Arc::new(AtomicUsize::new(0));
    let config = config(&carrier).mfa_code(move |_| {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        assert_ne!(number, 0, "a bug in the callback itself");
        async move {
            assert_ne!(number, 1, "a bug in its future");
            Ok::<_, io::Error>("246802".to_owned())
        }
    });
    let role = role().build(&config.build().unwrap()).unwrap();
    for _ in 0..2 {
        let role = role.clone();
        let call = tokio::spawn(async move { role.provide().await.map(drop) });
        assert!(call.await.unwrap_err().is_panic());
    }
    role.provide().await.unwrap();
    assert_eq!(carrier.take().1.len(), 1);
}

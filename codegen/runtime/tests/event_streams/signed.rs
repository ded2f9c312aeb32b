//! Signatures of events, checked like a service does. Source: Amazon Transcribe Developer Guide, "Event stream encoding".

use crate::frames::{Frame, Value};
use crate::service::{Empty, Event, Input, Plain, RestJson, rest_json};
use hmac::{Hmac, KeyInit, Mac};
use runtime::bytes::Bytes;
use runtime::hooks::{before_sending, before_signing};
use runtime::http::Request;
use runtime::{BoxFuture, Client, Clock, FakeTransport};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// A clock that advances by 100 s whenever it is read; it begins on 2025-06-15T15:06:40Z.
#[derive(Default)]
struct Ticking(AtomicU64);

impl Clock for Ticking {
    fn now(&self) -> SystemTime {
        let ticks = self.0.fetch_add(1, Ordering::Relaxed);
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_750_000_000 + 100 * ticks)
    }

    fn instant(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Returns a time in the format of signatures.
fn basic(milliseconds: i64) -> String {
    let time = jiff::Timestamp::from_millisecond(milliseconds).unwrap();
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Checks the chain of a request's events, and returns their dates.
fn dates(request: &Request<Bytes>, frames: &[Frame]) -> Vec<String> {
    let authorization = request.headers()["authorization"].to_str().unwrap();
    let (_, seed) = authorization.rsplit_once("Signature=").unwrap();
    let mut previous = seed.to_owned();
    let mut dates = Vec::new();
    for frame in frames {
        let (Some(Value::Timestamp(date)), Some(Value::Bytes(signature)), 2) = (
            frame.header(":date"),
            frame.header(":chunk-signature"),
            frame.headers.len(),
        ) else {
            panic!("{frame:?}");
        };
        let time = basic(*date);
        let day = &time[..8];
        let scope = format!("{day}/us-east-1/events/aws4_request");
        // The encoded header: its name, the type 8, and the milliseconds.
        let header = [&b"\x05:date\x08"[..], &date.to_be_bytes()].concat();
        let text = [
            "AWS4-HMAC-SHA256-PAYLOAD",
            &time,
            &scope,
            &previous,
            &sha256(&header),
            &sha256(&frame.payload),
        ];
        let parts = scope.split('/');
        let key = parts.fold(b"AWS4fake".to_vec(), |key, part| mac(&key, part));
        let expected = mac(&key, &text.join("\n"));
        assert_eq!(hex(signature), hex(&expected));
        previous = hex(&expected);
        dates.push(time);
    }
    dates
}

#[test]
fn events_and_the_end_are_signed_in_a_chain() {
    let fake = FakeTransport::new()
        .clock(Ticking::default())
        .on::<rest_json::In>(|_| Ok(Plain::default()));
    let client = Client::new::<RestJson>(&fake.config_builder().build().unwrap());
    let input = Input {
        name: None,
        stream: vec![Event::Empty(Empty {}); 3].into(),
    };
    crate::run::run(client.call::<rest_json::In>(input)).unwrap();
    let request = fake.sent().pop().unwrap();
    let frames = Frame::all(request.body());
    let dates = dates(&request, &frames);
    assert_eq!(frames.len(), 4);
    assert!(frames.last().unwrap().payload.is_empty());
    let signed_at = request.headers()["x-amz-date"].to_str().unwrap();
    assert!(dates.is_sorted_by(|a, b| a < b), "{dates:?}");
    assert!(signed_at < dates[0].as_str(), "{signed_at} {dates:?}");
    let inner = Frame::all(&frames[0].payload);
    assert_eq!(inner[0].text(":event-type"), "empty");
}

/// The chain begins with the signature of the request, which hooks cannot change.
#[test]
fn hooks_do_not_break_the_chain() {
    let fake = FakeTransport::new()
        .clock(Ticking::default())
        .on::<rest_json::In>(|_| Ok(Plain::default()));
    let signing = before_signing(|request| {
        assert_eq!(request.body(), None);
        assert!(request.insert_header("content-type", "text/plain").is_err());
        request.insert_header("x-signed", "1")?;
        Ok(())
    });
    let sending = before_sending(|request| {
        assert!(request.remove_header("authorization").is_err());
        assert!(request.insert_header("x-amz-date", "now").is_err());
        request.insert_header("x-unsigned", "1")?;
        Ok(())
    });
    let config = fake.config_builder().hook(signing).hook(sending);
    let client = Client::new::<RestJson>(&config.build().unwrap());
    let input = || Input {
        name: None,
        stream: vec![Event::Empty(Empty {}); 2].into(),
    };
    crate::run::run(client.call::<rest_json::In>(input())).unwrap();
    let request = fake.sent().pop().unwrap();
    assert_eq!(request.headers()["x-unsigned"], "1");
    let authorization = request.headers()["authorization"].to_str().unwrap();
    assert!(authorization.contains(";x-signed,"), "{authorization}");
    assert_eq!(dates(&request, &Frame::all(request.body())).len(), 3);

    let signed = client.request::<rest_json::In>(input()).sign();
    let error = crate::run::run(signed).unwrap_err().to_string();
    assert!(error.contains("this one is a stream"), "{error}");
}

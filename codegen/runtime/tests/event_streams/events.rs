//! Events in headers and payloads of frames, in each format.

use crate::event;
use crate::frames::{Frame, Value};
use crate::service::{
    BlobEvent, Document, Empty, Event, Headers, Inner, InnerEvent, Input, Mixed, Output, Plain,
    StreamError, TextEvent, aws_json, cbor, rest_json, rest_xml,
};
use crate::{body, client, received, run::run, sent};
use runtime::{Blob, FakeTransport, Operation, Timestamp};

/// Documents of events in a format.
struct Documents {
    content_type: &'static str,
    inner: &'static [u8],
    mixed: &'static [u8],
    document: &'static [u8],
}

const JSON: Documents = Documents {
    content_type: "application/json",
    inner: br#"{"value":"v"}"#,
    mixed: br#"{"value":7}"#,
    document: br#"{"text":"t","count":2}"#,
};

const XML: Documents = Documents {
    content_type: "application/xml",
    inner: b"<Inner><value>v</value></Inner>",
    mixed: b"<Mixed><value>7</value></Mixed>",
    document: b"<Document><text>t</text><count>2</count></Document>",
};

/// RFC 8949: maps (a1, a2), strings (61, 64, 65) and integers.
const CBOR: Documents = Documents {
    content_type: "application/cbor",
    inner: b"\xa1\x65value\x61v",
    mixed: b"\xa1\x65value\x07",
    document: b"\xa2\x64text\x61t\x65count\x02",
};

/// One event of each kind.
fn events() -> Vec<Event> {
    vec![
        Event::Headers(Headers {
            flag: Some(true),
            byte: Some(-1),
            short: Some(-2),
            integer: Some(3),
            long: Some(4_294_967_294),
            blob: Some(Blob::from("foo".to_owned().into_bytes())),
            text: Some("é".to_owned()),
            // 2024-10-31T14:15:14Z
            time: Some(Timestamp::from_millisecond(1_730_384_114_000)),
        }),
        Event::Headers(Headers {
            flag: Some(false),
            ..Headers::default()
        }),
        Event::Blob(BlobEvent {
            payload: Some(Blob::from(vec![0, 0xff])),
        }),
        Event::Text(TextEvent {
            payload: Some("text".to_owned()),
        }),
        Event::Inner(InnerEvent {
            payload: Some(Inner {
                value: Some("v".to_owned()),
            }),
        }),
        Event::Mixed(Mixed {
            header: Some("h".to_owned()),
            value: Some(7),
        }),
        Event::Document(Document {
            text: Some("t".to_owned()),
            count: 2,
        }),
        Event::Empty(Empty {}),
    ]
}

/// Their frames.
fn frames(documents: &Documents) -> Vec<Vec<u8>> {
    let content_type = Some(documents.content_type);
    vec![
        event(
            "headers",
            &[
                ("flag", Value::Bool(true)),
                ("byte", Value::Byte(-1)),
                ("short", Value::Short(-2)),
                ("integer", Value::Integer(3)),
                ("long", Value::Long(4_294_967_294)),
                ("blob", Value::Bytes(b"foo".to_vec())),
                ("text", Value::String("é".to_owned())),
                ("time", Value::Timestamp(1_730_384_114_000)),
            ],
            None,
            b"",
        ),
        event("headers", &[("flag", Value::Bool(false))], None, b""),
        event("blob", &[], Some("application/octet-stream"), b"\x00\xff"),
        event("text", &[], Some("text/plain"), b"text"),
        event("inner", &[], content_type, documents.inner),
        event(
            "mixed",
            &[("header", Value::String("h".to_owned()))],
            content_type,
            documents.mixed,
        ),
        event("document", &[], content_type, documents.document),
        event("empty", &[], None, b""),
    ]
}

fn receives<Op>(documents: &Documents)
where
    Op: Operation<Input = Plain, Output = Output, Error = StreamError>,
{
    let (found, error) = run(received::<Op>(body(&frames(documents))));
    assert!(error.is_none(), "{error:?}");
    assert_eq!(found, events());
}

fn sends<Op: Operation<Input = Input, Output = Plain, Error = StreamError>>(documents: &Documents) {
    let fake = FakeTransport::new().on::<Op>(|_| Ok(Plain::default()));
    let input = Input {
        name: None,
        stream: events().into(),
    };
    run(client::<Op>(&fake).call::<Op>(input)).unwrap();
    let mut frames: Vec<_> = frames(documents)
        .iter()
        .flat_map(|frame| Frame::all(frame))
        .collect();
    let mut sent = sent(&fake);
    if sent[0].text(":event-type") == "initial-request" {
        sent.remove(0);
    }
    // The order of headers means nothing.
    for frame in frames.iter_mut().chain(&mut sent) {
        frame.headers.sort_by(|a, b| a.0.cmp(&b.0));
        frame.encoded_headers.clear();
    }
    assert_eq!(sent, frames);
}

#[test]
fn events_of_each_kind_are_received() {
    receives::<rest_json::Out>(&JSON);
    receives::<aws_json::Out>(&JSON);
    receives::<rest_xml::Out>(&XML);
    receives::<cbor::Out>(&CBOR);
}

#[test]
fn events_of_each_kind_are_sent() {
    sends::<rest_json::In>(&JSON);
    sends::<aws_json::In>(&JSON);
    sends::<rest_xml::In>(&XML);
    sends::<cbor::In>(&CBOR);
}

#[test]
fn headers_that_are_absent_or_of_no_member_do_not_matter() {
    let headers = [
        ("other", Value::Uuid([7; 16])),
        ("text", Value::String("x".into())),
    ];
    let frames = [event("headers", &headers, Some("text/plain"), b"ignored")];
    let (events, error) = run(received::<rest_json::Out>(body(&frames)));
    assert!(error.is_none());
    let expected = Headers {
        text: Some("x".to_owned()),
        ..Headers::default()
    };
    assert_eq!(events, [Event::Headers(expected)]);
}

#[test]
fn a_header_of_another_type_is_an_error_that_names_it() {
    let frames = [event(
        "headers",
        &[("integer", Value::String("1".into()))],
        None,
        b"",
    )];
    let (events, error) = run(received::<rest_json::Out>(body(&frames)));
    assert!(events.is_empty());
    let text = error.unwrap().to_string();
    assert!(text.contains("a string in an event, expected"), "{text}");
    assert!(text.contains("`headers.integer`"), "{text}");
}

#[test]
fn integers_of_any_width_are_read_if_they_fit() {
    let of = |value: Value| body(&[event("headers", &[("byte", value)], None, b"")]);
    let (events, error) = run(received::<rest_json::Out>(of(Value::Long(5))));
    assert!(error.is_none());
    assert_eq!(events[0].as_headers().unwrap().byte, Some(5));
    let (events, error) = run(received::<rest_json::Out>(of(Value::Long(500))));
    assert!(events.is_empty() && error.is_some());
}

#[test]
fn an_unknown_event_is_the_unknown_variant() {
    let frames = [
        crate::json("later", r#"{"a":1}"#),
        crate::json("document", r#"{"count":1,"later":{}}"#),
    ];
    let (events, error) = run(received::<rest_json::Out>(body(&frames)));
    assert!(error.is_none());
    assert_eq!(events[0].as_unknown().unwrap().tag(), "later");
    assert_eq!(events[1].as_document().unwrap().count, 1);
}

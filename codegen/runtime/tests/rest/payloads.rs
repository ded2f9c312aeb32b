//! Bodies, content types and statuses.
//!
//! Expected values are those of Smithy's protocol tests and specification ("HTTP binding traits").

use crate::service::*;
use crate::{received, sent};
use runtime::{Blob, Document, Error, Operation};

/// Content of a request: content type, content length and body.
fn content<Op: Operation>(input: Op::Input) -> (Option<String>, Option<String>, String) {
    let request = sent::<Op>(input).unwrap();
    let header = |name| {
        let value = request.headers().get(name)?;
        Some(value.to_str().unwrap().to_owned())
    };
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    (header("content-type"), header("content-length"), body)
}

fn typed(content_type: &str, body: &str) -> (Option<String>, Option<String>, String) {
    (
        Some(content_type.to_owned()),
        Some(body.len().to_string()),
        body.to_owned(),
    )
}

fn empty(length: Option<&str>) -> (Option<String>, Option<String>, String) {
    (None, length.map(str::to_owned), String::new())
}

const JSON: &str = "application/json";

/// `RestJsonHttpPostWithNoModeledBody`, `RestJsonHttpGetWithNoModeledBody`, `RestJsonEmptyInputAndEmptyOutput`,
/// `RestJsonNoInputAndNoOutput`.
#[test]
fn without_members_in_the_body_there_is_none() {
    assert_eq!(
        content::<TestGetNoPayload>(NoPayload::default()),
        empty(None)
    );
    assert_eq!(
        content::<TestPostNoPayload>(NoPayload::default()),
        empty(Some("0"))
    );
    assert_eq!(
        content::<EmptyInputAndEmptyOutput>(Empty {}),
        empty(Some("0"))
    );
    assert_eq!(content::<HttpResponseCode>(()), empty(Some("0")));
    assert_eq!(content::<IgnoreQueryParamsInResponse>(()), empty(None));
}

/// `RestJsonHttpWithEmptyBody`.
#[test]
fn with_members_in_the_body_there_is_a_document() {
    let mut input = PutThingInput {
        id: "1".to_owned(),
        ..PutThingInput::default()
    };
    assert_eq!(content::<PutThing>(input.clone()), typed(JSON, "{}"));
    input.name = Some("n".to_owned());
    input.r#type = Some("t".to_owned());
    input.token = Some("u".to_owned());
    let body = r#"{"name":"n","Type":"t"}"#;
    assert_eq!(content::<PutThing>(input), typed(JSON, body));
}

/// `RestJsonHttpWithHeadersButNoPayload`, `RestJsonHttpPayloadWithUnsetUnion`.
#[test]
fn an_unset_payload_is_an_empty_structure_or_nothing() {
    let input = PayloadStructure::default();
    assert_eq!(content::<TestPayloadStructure>(input), typed(JSON, "{}"));
    let input = PayloadWithUnion::default();
    assert_eq!(content::<HttpPayloadWithUnion>(input), empty(Some("0")));
    let input = DocumentTypeAsPayloadIo::default();
    assert_eq!(content::<DocumentTypeAsPayload>(input), empty(Some("0")));
    let input = HttpPayloadTraitsIo::default();
    assert_eq!(content::<HttpPayloadTraits>(input), empty(Some("0")));
    let input = StringPayload::default();
    assert_eq!(content::<HttpStringPayload>(input), empty(Some("0")));
}

/// `RestJsonTestPayloadBlob`, `RestJsonHttpPayloadWithUnion`, `RestJsonStringPayloadRequest`.
#[test]
fn a_payload_is_the_body_in_its_type() {
    let blob = |content_type: Option<&str>, data: &[u8]| PayloadBlob {
        content_type: content_type.map(str::to_owned),
        data: Some(Blob::from(data)),
    };
    let octets = "application/octet-stream";
    assert_eq!(
        content::<TestPayloadBlob>(blob(None, b"1234")),
        typed(octets, "1234")
    );
    assert_eq!(
        content::<TestPayloadBlob>(blob(None, b"")),
        typed(octets, "")
    );
    let image = "image/jpg";
    assert_eq!(
        content::<TestPayloadBlob>(blob(Some(image), b"1234")),
        typed(image, "1234")
    );
    let input = StringPayload {
        payload: Some("raw\"string".to_owned()),
    };
    assert_eq!(
        content::<HttpStringPayload>(input),
        typed("text/plain", "raw\"string")
    );
    let input = PayloadWithUnion {
        nested: Some(UnionPayload::Greeting("hello".to_owned())),
    };
    let body = r#"{"greeting":"hello"}"#;
    assert_eq!(content::<HttpPayloadWithUnion>(input), typed(JSON, body));
    let input = DocumentTypeAsPayloadIo {
        document_value: Some(Document::from("hello")),
    };
    assert_eq!(
        content::<DocumentTypeAsPayload>(input),
        typed(JSON, "\"hello\"")
    );
}

fn put(status: u16, headers: &[(&str, &[u8])], body: &'static str) -> PutThingOutput {
    let input = PutThingInput {
        id: "1".to_owned(),
        ..PutThingInput::default()
    };
    received::<PutThing>(input, status, headers, body).unwrap()
}

#[test]
fn an_output_comes_from_everywhere() {
    let headers: [(&str, &[u8]); 3] = [
        ("etag", b"\"7\""),
        ("Last-Modified", b"Mon, 16 Dec 2019 23:48:18.123 GMT"),
        ("content-type", b"text/plain"),
    ];
    // A member of the body may have the name of a header; a bound member is not read from the body.
    let body = r#"{"name": "n", "ETag": "body", "Changed": 5, "Status": 7, "more": {}}"#;
    let output = put(202, &headers, body);
    assert_eq!(output.status, 202);
    assert_eq!(output.etag.as_deref(), Some("\"7\""));
    let changed = output.changed.unwrap();
    assert_eq!(changed.to_string(), "2019-12-16T23:48:18.123Z");
    assert_eq!(output.name.as_deref(), Some("n"));
    assert_eq!(output.e_tag.as_deref(), Some("body"));
    let output = put(200, &[], r#"{"ETag": "body", "Changed": 5, "Status": 7}"#);
    let expected = PutThingOutput {
        status: 200,
        e_tag: Some("body".to_owned()),
        ..PutThingOutput::default()
    };
    assert_eq!(output, expected);
}

#[test]
fn any_status_of_success_is_read_with_its_body_or_without() {
    for status in [200, 201, 204, 205, 299] {
        let expected = PutThingOutput {
            status: i32::from(status),
            ..PutThingOutput::default()
        };
        assert_eq!(put(status, &[], ""), expected);
        let output = put(
            status,
            &[("content-type", b"text/html")],
            r#"{"name": "n"}"#,
        );
        assert_eq!(output.name.as_deref(), Some("n"));
    }
}

#[test]
fn a_body_that_is_not_a_document_is_an_error_of_reading() {
    let input = PutThingInput {
        id: "1".to_owned(),
        ..PutThingInput::default()
    };
    for body in ["<html>", r#"{"name": 5}"#, r#"{"name": "n""#] {
        let error = received::<PutThing>(input.clone(), 200, &[], body).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
    }
    // An output without members in the body does not look at it.
    let output = received::<HttpResponseCode>((), 200, &[], "<html>").unwrap();
    assert_eq!(output.status, Some(200));
}

/// `RestJsonHttpPayloadTraitsWithNoBlobBody`, `RestJsonHttpPayloadWithUnsetUnion`, `RestJsonEnumPayloadResponse`.
#[test]
fn a_missing_payload_is_unset() {
    let output = received::<HttpPayloadTraits>(
        HttpPayloadTraitsIo::default(),
        200,
        &[("X-Foo", b"Foo")],
        "",
    );
    let expected = HttpPayloadTraitsIo {
        foo: Some("Foo".to_owned()),
        blob: None,
    };
    assert_eq!(output.unwrap(), expected);
    let output = received::<HttpEnumPayload>(EnumPayload::default(), 200, &[], "");
    assert_eq!(output.unwrap().payload, None);
    for body in ["", "null", " "] {
        let input = PayloadStructure::default();
        let output = received::<TestPayloadStructure>(input, 200, &[], body);
        assert_eq!(output.unwrap().payload_config, None);
    }
    let input = PayloadStructure::default();
    let output = received::<TestPayloadStructure>(input, 200, &[], "{}");
    assert_eq!(
        output.unwrap().payload_config,
        Some(PayloadConfig::default())
    );
}

#[test]
fn a_raw_payload_is_any_bytes() {
    // It looks like an error, and is the user's.
    let body = br#"{"__type": "FooError"}"#;
    let read = |body: &'static [u8]| {
        received::<HttpPayloadTraits>(HttpPayloadTraitsIo::default(), 200, &[], body)
    };
    assert_eq!(read(body).unwrap().blob, Some(Blob::from(body)));
    assert_eq!(read(b"\xff\0").unwrap().blob, Some(Blob::from(b"\xff\0")));
    let read = |body: &'static [u8]| {
        received::<HttpStringPayload>(StringPayload::default(), 200, &[], body)
    };
    assert_eq!(
        read(b"caf\xc3\xa9").unwrap().payload.as_deref(),
        Some("café")
    );
    let error = read(b"caf\xe9").unwrap_err().to_string();
    assert!(
        error.contains("the body is not UTF-8 in `payload`"),
        "{error}"
    );
    let output = received::<HttpEnumPayload>(EnumPayload::default(), 200, &[], "enumvalue");
    assert_eq!(output.unwrap().payload, Some(StringEnum::V));
}

#[test]
fn the_path_of_an_invalid_payload_begins_with_its_member() {
    let input = PayloadStructure::default();
    let error = received::<TestPayloadStructure>(input, 200, &[], r#"{"data": "s3cret"}"#);
    let error = error.unwrap_err().to_string();
    assert!(error.contains("in `payloadConfig.data`"), "{error}");
    assert!(!error.contains("s3cret"), "{error}");
}

/// `SDKAppendedGzipAfterProvidedEncoding_restJson1`.
#[cfg(feature = "compression")]
#[test]
fn gzip_follows_the_encoding_of_the_input() {
    use crate::run;
    use runtime::{Client, FakeTransport};

    let fake = FakeTransport::new().on::<Compressed>(|_| Ok(()));
    let config = fake
        .config_builder()
        .request_compression(true)
        .request_min_compression_size(40);
    let client = Client::new::<Service>(&config.build().unwrap());
    let with = |encoding: Option<&str>, data: &str| Encoded {
        encoding: encoding.map(str::to_owned),
        data: Some(data.to_owned()),
    };
    let long = "RjCEL3kBwqPivZUXGiyA5JCujtWgJAkKRlnTEsNYfBRGOS0f7LT6R3bCSOXeJ4auSHzQ4BEZZTklUyj5";
    for (input, expected) in [
        (with(Some("custom"), long), "custom, gzip"),
        (with(None, long), "gzip"),
        (with(Some("custom"), "short"), "custom"),
    ] {
        run(client.call::<Compressed>(input.clone())).unwrap();
        let request = fake.sent().pop().unwrap();
        assert_eq!(request.headers()["content-encoding"], expected);
        let length = request.body().len().to_string();
        assert_eq!(request.headers()["content-length"], length);
    }
    let inputs = fake.requests::<Compressed>().unwrap();
    assert_eq!(inputs[0].data.as_deref(), Some(long));
}

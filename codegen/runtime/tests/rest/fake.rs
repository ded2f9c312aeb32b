//! The fake transport with operations of restJson1: inputs and outputs with their bindings, both ways.

use crate::run;
use crate::service::*;
use runtime::{Client, FakeTransport, Timestamp};
use std::collections::BTreeMap;

fn map(key: &str, value: &str) -> Option<BTreeMap<String, String>> {
    Some(BTreeMap::from([(key.to_owned(), value.to_owned())]))
}

fn input() -> PutThingInput {
    PutThingInput {
        id: "a/b c%2F".to_owned(),
        token: Some("t".to_owned()),
        tags: Some(vec!["x y".to_owned(), "+".to_owned()]),
        filters: map("size&", "=5"),
        meta: map("owner", "me, you"),
        name: Some("n".to_owned()),
        r#type: None,
    }
}

#[test]
fn an_input_arrives_as_it_was_given() {
    let fake = FakeTransport::new().on::<PutThing>(|input| {
        Ok(PutThingOutput {
            status: 201,
            etag: input.token,
            changed: Timestamp::from_second(5).ok(),
            name: Some(input.id),
            e_tag: Some("b".to_owned()),
        })
    });
    for endpoint in ["https://fake.example", "https://fake.example/things/x"] {
        let config = fake
            .config_builder()
            .endpoint_url(endpoint)
            .build()
            .unwrap();
        let client = Client::new::<Service>(&config);
        let response = run(client.request::<PutThing>(input()).send()).unwrap();
        assert_eq!(response.metadata.status(), 201);
        assert_eq!(response.metadata.headers()["etag"], "t");
        let expected = PutThingOutput {
            status: 201,
            etag: Some("t".to_owned()),
            changed: Timestamp::from_second(5).ok(),
            name: Some("a/b c%2F".to_owned()),
            e_tag: Some("b".to_owned()),
        };
        assert_eq!(response.output, expected);
    }
    assert_eq!(fake.requests::<PutThing>().unwrap(), [input(), input()]);
}

#[test]
fn greedy_labels_arrive_whole() {
    let fake = FakeTransport::new().on::<GetObject>(|_| Ok(()));
    let client = Client::new::<Service>(&fake.config_builder().build().unwrap());
    let input = GetObjectInput {
        bucket: "b".to_owned(),
        key: "/a//ä/".to_owned(),
    };
    run(client.call::<GetObject>(input.clone())).unwrap();
    assert_eq!(fake.requests::<GetObject>().unwrap(), [input]);
}

#[test]
fn an_error_is_that_of_the_service() {
    let error = ComplexError {
        header: Some("h".to_owned()),
        top_level: Some("t".to_owned()),
        nested: None,
        retry_after: Some(5),
    };
    let of_service = error.clone();
    let fake =
        FakeTransport::new().on::<GreetingWithErrors>(move |()| Err(of_service.clone().into()));
    let client = Client::new::<Service>(&fake.config_builder().build().unwrap());
    let failed = run(client.call::<GreetingWithErrors>(())).unwrap_err();
    assert_eq!(failed.status().unwrap(), 403);
    assert_eq!(failed.code(), Some("ComplexError"));
    let expected = GreetingError::ComplexError(error);
    assert_eq!(failed.as_service_error(), Some(&expected));
}

#[test]
fn payloads_arrive() {
    let fake = FakeTransport::new().on::<HttpPayloadTraits>(Ok);
    let client = Client::new::<Service>(&fake.config_builder().build().unwrap());
    let input = HttpPayloadTraitsIo {
        foo: Some("f".to_owned()),
        blob: Some(runtime::Blob::from(b"\xff\0")),
    };
    let output = run(client.call::<HttpPayloadTraits>(input.clone())).unwrap();
    assert_eq!(output, input);
    let headers = fake.sent()[0].headers().clone();
    assert_eq!(headers["content-type"], "application/octet-stream");
}

//! Presigned operations.

use crate::run;
use crate::service::*;
use crate::sigv4::Received;
use crate::sigv4::query::verify_presigned;
use runtime::http::{Method, Request};
use runtime::{Client, Credentials, FakeTransport};
use std::time::Duration;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const MINUTE: Duration = Duration::from_secs(60);

fn client(fake: &FakeTransport) -> Client {
    let credentials = Credentials::new("AKIDEXAMPLE", SECRET).session_token("the-token");
    let config = fake.config_builder().credentials(credentials).build();
    Client::new::<Service>(&config.unwrap())
}

#[test]
fn an_operation_without_a_body_can_be_presigned() {
    let fake = FakeTransport::new();
    let input = WithTokens {
        id: "a b/../c".to_owned(),
        trace: Some("t".to_owned()),
        tags: Some(vec!["x y".to_owned()]),
        token: None,
    };
    let client = client(&fake);
    let request = client.request::<ListTokens>(input);
    let presigned = run(request.presign(MINUTE)).unwrap();
    assert_eq!(presigned.method(), Method::DELETE);
    let uri = presigned.uri().to_string();
    let start = "https://fake.example/tokens/a%20b%2F..%2Fc?force&tag=x%20y&token=";
    assert!(uri.starts_with(start), "{uri}");
    let names: Vec<_> = presigned.headers().keys().map(|it| it.as_str()).collect();
    assert_eq!(names, ["x-trace", "host"]);
    let received = Received::of(&Request::from(presigned).map(|()| ""));
    let verified = verify_presigned(&received, SECRET, true).unwrap();
    assert_eq!(verified.expires_in, 60);
    assert_eq!(verified.signature.service, "restjson");
    assert!(fake.sent().is_empty());
}

#[test]
fn an_operation_with_a_body_is_not_presigned() {
    let fake = FakeTransport::new();
    let client = client(&fake);
    let input = PutThingInput {
        id: "1".to_owned(),
        ..PutThingInput::default()
    };
    let error = run(client.request::<PutThing>(input).presign(MINUTE)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request could not be presigned: PutThing: the request could not be built: it has a body, and only a \
         request whose members are in the path, the query and headers can be presigned"
    );
    let input = PayloadBlob {
        data: Some(runtime::Blob::default()),
        ..PayloadBlob::default()
    };
    let request = client.request::<TestPayloadBlob>(input);
    run(request.presign(MINUTE)).unwrap_err();
    // Unset, there is none.
    let input = HttpPayloadTraitsIo::default();
    let request = client.request::<HttpPayloadTraits>(input);
    let presigned = run(request.presign(MINUTE)).unwrap();
    assert!(!presigned.headers().contains_key("content-length"));
    let error = run(client
        .request::<HttpPayloadTraits>(HttpPayloadTraitsIo::default())
        .presign(Duration::ZERO));
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("HttpPayloadTraits") && error.contains("1 to 604800 seconds"),
        "{error}"
    );
}

#[test]
fn an_operation_that_is_not_signed_is_not_presigned() {
    let fake = FakeTransport::new();
    let client = client(&fake);
    let error = run(client.request::<Anonymous>(Empty {}).presign(MINUTE)).unwrap_err();
    let error = error.to_string();
    assert!(
        error.contains("Anonymous: ") && error.contains("not signed"),
        "{error}"
    );
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_presigns() {
    let fake = FakeTransport::new();
    let client = client(&fake);
    let request = client.request::<TestGetNoPayload>(NoPayload::default());
    let presigned = runtime::Blocking::new().request(request).presign(MINUTE);
    assert_eq!(presigned.unwrap().uri().path(), "/no_payload");
    let request = client.request::<Anonymous>(Empty {});
    let presigned = runtime::Blocking::new().request(request).presign(MINUTE);
    assert!(presigned.unwrap_err().to_string().contains("not signed"));
}

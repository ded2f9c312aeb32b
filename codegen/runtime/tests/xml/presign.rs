//! Presigned operations.

use crate::run;
use crate::service::*;
use crate::values::text;
use runtime::presign::{PresignError, PresignedRequest};
use runtime::{Client, Credentials, FakeTransport, Operation};
use std::time::Duration;

fn presigned<Op: Operation>(input: Op::Input) -> Result<PresignedRequest, PresignError> {
    let fake = FakeTransport::new();
    let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    let config = fake.config_builder().credentials(credentials).build();
    let client = Client::new::<Op::Service>(&config.unwrap());
    let presigned = run(client.request::<Op>(input).presign(Duration::from_secs(60)));
    assert!(fake.sent().is_empty());
    presigned
}

#[test]
fn a_request_of_rest_xml_without_a_body_can_be_presigned() {
    let input = Payload {
        header: text("h"),
        nested: None,
    };
    let presigned = presigned::<PutPayload>(input).unwrap();
    assert_eq!(presigned.method(), "PUT");
    assert_eq!(presigned.headers()["x-header"], "h");
    let uri = presigned.uri().to_string();
    let start = "https://fake.example/payload?X-Amz-Algorithm=AWS4-HMAC-SHA256&";
    assert!(uri.starts_with(start), "{uri}");
    assert!(
        uri.contains("X-Amz-SignedHeaders=host%3Bx-header&"),
        "{uri}"
    );
}

/// The input is in the body, even that of an operation without members.
#[test]
fn parameters_cannot_be_presigned() {
    let expected = "it has a body, and only a request whose members are in the path";
    for error in [
        presigned::<QueryNothing>(()).unwrap_err(),
        presigned::<Ec2Nothing>(()).unwrap_err(),
        presigned::<PutValues>(Values::default()).unwrap_err(),
    ] {
        assert!(error.to_string().contains(expected), "{error}");
    }
}

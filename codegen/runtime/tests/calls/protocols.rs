//! Which protocol calls are made with, and calls over rpcv2Cbor.

use crate::sample::Service;
use crate::world::{World, client};
use runtime::{Client, Protocol, Service as _};

/// A service that has one protocol alone.
struct Of<const CBOR: bool>;

impl<const CBOR: bool> runtime::Service for Of<CBOR> {
    const SHAPE_NAME: &'static str = "Example_20200720";
    const SDK_ID: &'static str = "Alone";
    const VERSION: &'static str = "2020-07-20";
    const SIGNING_NAME: Option<&'static str> = Some("alone");
    const PROTOCOLS: &'static [Protocol] = if CBOR {
        &[Protocol::RpcV2Cbor]
    } else {
        &[Protocol::AwsJson1_0]
    };
}

#[test]
fn the_first_protocol_of_a_service_is_what_it_is_called_with() {
    assert_eq!(Service::PROTOCOLS[0], Protocol::AwsJson1_0);
    let world = World::new([crate::script::ok()]);
    world.call().unwrap();
    let request = world.only_request();
    assert_eq!(request.header("content-type"), "application/x-amz-json-1.0");
    assert_eq!(request.header("smithy-protocol"), "");
}

#[test]
fn a_protocol_that_the_service_has_not_is_an_error_before_anything_is_sent() {
    for (wanted, said) in [
        (
            Protocol::RpcV2Cbor,
            "supports awsJson1_0, but not rpcv2Cbor",
        ),
        (
            Protocol::AwsJson1_1,
            "supports awsJson1_0, but not awsJson1_1",
        ),
    ] {
        let world = World::new([]);
        let config = world.config().protocol(wanted).build().unwrap();
        let error = world.call_of(&Client::new::<Of<false>>(&config));
        let error = error.unwrap_err().to_string();
        let expected = format!(
            "GetState: the request could not be built: ConfigBuilder::protocol: Alone {said}"
        );
        assert_eq!(error, expected);
        assert!(world.times().is_empty());
    }
    let world = World::new([]);
    let config = world.config().protocol(Protocol::AwsJson1_1);
    let error = world.call_of(&client(config)).unwrap_err().to_string();
    let both = "Example supports awsJson1_0 and rpcv2Cbor, but not awsJson1_1";
    assert!(error.ends_with(both), "{error}");
}

#[cfg(not(feature = "cbor"))]
#[test]
fn a_protocol_that_this_crate_is_built_without_is_an_error_that_names_the_feature() {
    let world = World::new([]);
    let config = world.config().protocol(Protocol::RpcV2Cbor);
    let error = world.call_of(&client(config)).unwrap_err().to_string();
    let said = "ConfigBuilder::protocol: Example uses rpcv2Cbor, which needs the feature `cbor`";
    assert!(error.ends_with(said), "{error}");

    let config = world.config().build().unwrap();
    let error = world.call_of(&Client::new::<Of<true>>(&config));
    let error = error.unwrap_err().to_string();
    let said = "built: Alone uses rpcv2Cbor, which needs the feature `cbor`";
    assert!(error.ends_with(said), "{error}");
}

#[cfg(feature = "cbor")]
mod cbor {
    use super::Of;
    use crate::script::{Answer, answer, status};
    use crate::world::{SECRET, World, client, ms};
    use runtime::{Client, Error, Protocol};
    use std::error::Error as _;

    const OURS: (&str, &str) = ("smithy-protocol", "rpc-v2-cbor");
    const TYPE: (&str, &str) = ("content-type", "application/cbor");
    /// `{"nested": {"size": 7}}`
    const STATE: &[u8] = b"\xa1\x66nested\xa1\x64size\x07";

    fn ok() -> Answer {
        answer(200, &[OURS, TYPE], STATE)
    }

    fn cbor_client(world: &World) -> Client {
        client(world.config().protocol(Protocol::RpcV2Cbor))
    }

    #[test]
    fn a_call_says_and_signs_what_it_sends() {
        let world = World::new([ok()]);
        let output = world.call_of(&cbor_client(&world)).unwrap();
        assert_eq!(output.nested.size, 7);
        let sent = world.only_request();
        let path = "/service/Example_20200720/operation/GetState";
        assert_eq!(sent.request.uri().path(), path);
        assert_eq!(sent.header("smithy-protocol"), "rpc-v2-cbor");
        assert_eq!(sent.header("accept"), "application/cbor");
        assert_eq!(sent.header("content-type"), "application/cbor");
        assert_eq!(sent.header("x-amz-target"), "");
        assert!(sent.header("user-agent").contains(" m/M,N"));
        let body = sent.request.body();
        // {"name": "main", "clientToken": "ffffffff-…"}
        assert!(body.starts_with(b"\xa2\x64name\x64main\x6bclientToken\x78\x24ffffffff-ffff-4fff"));
        let signature = sent.signature(SECRET);
        for header in ["accept", "content-type", "host", "smithy-protocol"] {
            assert!(
                signature.signed_headers.iter().any(|it| it == header),
                "{header}"
            );
        }
    }

    #[test]
    fn it_is_the_default_of_a_service_that_has_nothing_else() {
        let world = World::new([ok()]);
        let config = world.config().build().unwrap();
        world.call_of(&Client::new::<Of<true>>(&config)).unwrap();
        assert_eq!(
            world.only_request().header("smithy-protocol"),
            "rpc-v2-cbor"
        );
    }

    #[test]
    fn an_error_is_the_one_that_its_body_names() {
        let body = b"\xa2\x66__type\x76ns#ThrottlingException\x67message\x62no";
        let throttled = || answer(429, &[OURS, TYPE], &body[..]);
        let world = World::new([throttled(), throttled(), ok()]);
        world.call_of(&cbor_client(&world)).unwrap();
        assert_eq!(world.times(), [ms(0), ms(1_000), ms(3_000)], "throttled");

        let world = World::new([throttled(), throttled(), throttled()]);
        let error = world.call_of(&cbor_client(&world)).unwrap_err();
        assert_eq!(error.code(), Some("ThrottlingException"));
        assert_eq!(error.message(), Some("no"));
        assert!(error.as_service_error().is_some() && error.is_throttling());
    }

    #[test]
    fn a_response_of_another_protocol_is_looked_at_no_further_than_its_status() {
        // As a proxy answers, or a service that takes the request for one of JSON.
        let json = r#"{"__type": "ValidationException", "Message": "m"}"#;
        let html = || answer(503, &[("content-type", "text/html")], "<html>");
        let world = World::new([html(), status(502), ok()]);
        world.call_of(&cbor_client(&world)).unwrap();
        assert_eq!(world.times().len(), 3, "a status alone is reason enough");

        let world = World::new([answer(400, &[], json)]);
        let error = world.call_of(&cbor_client(&world)).unwrap_err();
        assert_eq!((error.code(), error.message()), (None, None));
        assert!(error.as_service_error().is_none());
        let Error::Service(service) = &error else {
            panic!("{error}");
        };
        let source = service.source().unwrap().to_string();
        let said = "a response of another protocol: it has no header `smithy-protocol`";
        assert_eq!(source, said);
    }

    #[test]
    fn an_output_of_another_protocol_cannot_be_read() {
        for (headers, body, said) in [
            (&[][..], STATE, "it has no header `smithy-protocol`"),
            (
                &[("smithy-protocol", "rpc-v2-json")][..],
                STATE,
                "`smithy-protocol` is `rpc-v2-json`, not `rpc-v2-cbor`",
            ),
            (
                &[OURS],
                b"\x82\x01\x02",
                "expected the structure GetStateOutput at byte 0",
            ),
            (
                &[OURS],
                b"\xa1\x66nested",
                "the body ends within a value in `nested` at byte 8",
            ),
        ] {
            let world = World::new([answer(200, headers, body)]);
            let error = world.call_of(&cbor_client(&world)).unwrap_err();
            assert!(matches!(error, Error::Decode(_)), "{error}");
            assert!(error.to_string().contains(said), "{error}");
        }
    }

    #[cfg(feature = "test-util")]
    #[test]
    fn the_fake_answers_in_the_protocol_of_the_question() {
        use crate::sample::Service;
        use crate::sample::error::ThrottlingException;
        use crate::sample::operation::get_state::{GetState, GetStateError};
        use runtime::FakeTransport;

        let fake = FakeTransport::new().on::<GetState>(|input| match input.name.as_str() {
            "main" => Ok(serde_json::from_str(r#"{"nested": {"size": 3}}"#).unwrap()),
            _ => Err(GetStateError::ThrottlingException(ThrottlingException {
                message: Some("slow down".to_owned()),
            })),
        });
        let config = fake.config_builder().protocol(Protocol::RpcV2Cbor);
        let client = Client::new::<Service>(&config.build().unwrap());
        let run = |name: &str| {
            let mut input = crate::world::input();
            input.name = name.to_owned();
            crate::clock::TestClock::new().run(client.call::<GetState>(input))
        };
        assert_eq!(run("main").unwrap().nested.size, 3);
        let error = run("other").unwrap_err();
        assert_eq!(error.code(), Some("ThrottlingException"));
        assert_eq!(error.message(), Some("slow down"));
        assert!(error.as_service_error().is_some());
        assert_eq!(fake.requests::<GetState>().unwrap()[1].name, "other");
        let sent = fake.sent();
        assert_eq!(sent[0].headers()["smithy-protocol"], "rpc-v2-cbor");
    }
}

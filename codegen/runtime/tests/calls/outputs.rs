//! Successful responses that have no output: empty bodies, and errors whose status says otherwise.
//!
//! That `{}` is corrected is Smithy's ("client error correction"); nothing is said of no body at all. The names of errors are
//! those of the model and of AWS's guidelines, by which they end in `Exception`.

use crate::sample::operation::get_state::{GetStateError, GetStateInput, GetStateOutput};
use crate::sample::operation::ping::{Ping, PingInput};
use crate::script::{Answer, answer};
use crate::world::{Outcome, World, client, input};
use runtime::{Client, Error, Operation, Protocol};

/// Forms of a body in each protocol.
#[derive(Clone, Copy)]
struct Wire {
    protocol: Protocol,
    headers: &'static [(&'static str, &'static str)],
    of_json: fn(&str) -> Vec<u8>,
}

const JSON: Wire = Wire {
    protocol: Protocol::AwsJson1_0,
    headers: &[],
    of_json: |json| json.as_bytes().to_vec(),
};

#[cfg(feature = "cbor")]
const CBOR: Wire = Wire {
    protocol: Protocol::RpcV2Cbor,
    headers: &[("smithy-protocol", "rpc-v2-cbor")],
    of_json: |json| {
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        cbor2::to_vec(&value).unwrap()
    },
};

#[cfg(feature = "cbor")]
const WIRES: [Wire; 2] = [JSON, CBOR];
#[cfg(not(feature = "cbor"))]
const WIRES: [Wire; 1] = [JSON];

impl Wire {
    fn client(self, world: &World) -> Client {
        client(world.config().protocol(self.protocol))
    }

    fn answer(self, status: u16, body: &[u8]) -> Answer {
        answer(status, self.headers, body.to_vec())
    }

    fn get_state(self, status: u16, body: &[u8]) -> Outcome {
        let world = World::new([self.answer(status, body)]);
        world.call_of(&self.client(&world))
    }

    fn get_state_of(self, json: &str) -> Outcome {
        self.get_state(200, &(self.of_json)(json))
    }
}

/// The output without anything that the service said.
fn corrected() -> GetStateOutput {
    serde_json::from_str("{}").unwrap()
}

#[test]
fn an_empty_body_is_an_error_where_members_are_required() {
    let nothing: [&[u8]; 3] = [b"", b" \r\n", b"null"];
    for (status, body) in [200, 201, 204].into_iter().zip(nothing) {
        let error = JSON.get_state(status, body).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        let said = "the body is empty, but the output has required members";
        assert!(error.to_string().contains(said), "{error}");
        assert_eq!(error.status().unwrap().as_u16(), status);
    }
    assert_eq!(JSON.get_state(200, b"{}").unwrap(), corrected());
}

#[cfg(feature = "cbor")]
#[test]
fn an_empty_body_is_an_error_in_cbor_too() {
    let nothing: [&[u8]; 3] = [b"", b"\xf6", b"\xf7"];
    for body in nothing {
        let error = CBOR.get_state(200, body).unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert!(error.to_string().contains("the body is empty"), "{error}");
    }
    for body in [&b"\xa0"[..], b"\xbf\xff"] {
        assert_eq!(CBOR.get_state(200, body).unwrap(), corrected());
    }
}

#[test]
fn an_empty_body_is_an_output_without_required_members() {
    for wire in WIRES {
        let world = World::new([wire.answer(200, b""), wire.answer(204, b"")]);
        let client = wire.client(&world);
        for _ in 0..2 {
            let call = client.call::<Ping>(PingInput::default());
            world.clock.run(call).unwrap();
        }
    }
}

#[test]
fn an_error_that_comes_with_a_success_is_an_error() {
    for wire in WIRES {
        for (json, code, message) in [
            (
                r#"{"__type": "ThrottlingException"}"#,
                "ThrottlingException",
                None,
            ),
            (
                r#"{"message": "slow down", "__type": "ns#ThrottlingException"}"#,
                "ThrottlingException",
                Some("slow down"),
            ),
            // The model does not list these.
            (
                r#"{"__type": "com.amazon.coral.service#InternalFailureException"}"#,
                "InternalFailureException",
                None,
            ),
            (
                r#"{"__type": "SomeError:http://internal.example/", "Message": "m"}"#,
                "SomeError",
                Some("m"),
            ),
            // Null is no value, and what is not known to the model is no member.
            (
                r#"{"__type": "ThrottlingException", "nested": null, "size": 1}"#,
                "ThrottlingException",
                None,
            ),
        ] {
            let error = wire.get_state_of(json).unwrap_err();
            assert!(matches!(error, Error::Service(_)), "{json}: {error}");
            assert_eq!(error.code(), Some(code), "{json}");
            assert_eq!(error.message(), message, "{json}");
            assert_eq!(error.status().unwrap().as_u16(), 200);
            let is_modeled = matches!(
                error.as_service_error(),
                Some(GetStateError::ThrottlingException(_))
            );
            assert_eq!(is_modeled, code == "ThrottlingException", "{json}");
        }
        // Of an operation whose output has no members.
        let body = (wire.of_json)(r#"{"__type": "OtherException", "any": 1}"#);
        let world = World::new([wire.answer(200, &body)]);
        let client = wire.client(&world);
        let call = client.call::<Ping>(PingInput::default());
        let error = world.clock.run(call).unwrap_err();
        assert_eq!(error.code(), Some("OtherException"));
    }
}

#[test]
fn a_type_that_is_no_error_or_comes_with_members_is_of_an_output() {
    for wire in WIRES {
        for json in [
            r#"{"__type": "ns#GetStateOutput"}"#,
            r#"{"__type": "ErrorState"}"#,
            r#"{"__type": ""}"#,
            r#"{"__type": null}"#,
            r#"{"__type": {"a": "FooException"}}"#,
            r#"{"__type": ["FooException"]}"#,
            r#"{"other": "__type", "__typo": "FooException"}"#,
            r#"{"other": {"__type": "FooException"}}"#,
            r#"{"code": "FooException", "other": "__type"}"#,
        ] {
            assert_eq!(wire.get_state_of(json).unwrap(), corrected(), "{json}");
        }
        for json in [
            r#"{"__type": "ThrottlingException", "nested": {"size": 7}}"#,
            r#"{"nested": {"size": 7}, "__type": "FooError"}"#,
        ] {
            let output = wire.get_state_of(json).unwrap();
            assert_eq!(output.nested.size, 7, "{json}");
        }
    }
}

/// An operation whose output has members that another version of the model lacks.
struct Raw;

#[derive(Debug)]
struct All {
    any: Option<i32>,
}

runtime::structure!(All { any: "any" });

impl Operation for Raw {
    const NAME: &'static str = "GetState";
    type Service = crate::sample::Service;
    type Input = GetStateInput;
    type Output = All;
    type Error = GetStateError;
}

#[test]
fn an_output_with_the_name_of_an_error_is_read_if_it_has_a_member() {
    let call = |json: &str| {
        let world = World::new([JSON.answer(200, json.as_bytes())]);
        let client = JSON.client(&world);
        world.clock.run(client.call::<Raw>(input()))
    };
    let output = call(r#"{"__type": "FooException", "any": 1}"#).unwrap();
    assert_eq!(output.any, Some(1));
    let error = call(r#"{"__type": "FooException"}"#).unwrap_err();
    assert_eq!(error.code(), Some("FooException"));
}

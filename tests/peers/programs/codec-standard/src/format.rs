//! The two formats, by hand and by the generated types.

use crate::standard::Result;
use ::standard::runtime::__private::Codec;
use ::standard::runtime::wire::Structure;
use ::standard::{awsjson, rpccbor};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A format, and the generated types of the service that speaks it.
pub trait Format: 'static {
    const CODEC: Codec;

    type HealthcheckInput: Structure + 'static;
    type HealthcheckOutput: Structure + PartialEq + 'static;
    type GetItemInput: Structure + 'static;
    type GetItemOutput: Structure + PartialEq + 'static;
    type PutItemInput: Structure + 'static;

    /// Deserializes a value by serde.
    fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T>;
    /// Serializes a value by serde.
    fn write<T: Serialize>(value: &T) -> Result<Vec<u8>>;
    /// Returns a body as a case has it.
    fn body(text: &str) -> Result<Vec<u8>>;
}

pub struct Json;

impl Format for Json {
    const CODEC: Codec = Codec::Json;

    type HealthcheckInput = awsjson::operation::healthcheck::HealthcheckInput;
    type HealthcheckOutput = awsjson::operation::healthcheck::HealthcheckOutput;
    type GetItemInput = awsjson::operation::get_item::GetItemInput;
    type GetItemOutput = awsjson::operation::get_item::GetItemOutput;
    type PutItemInput = awsjson::operation::put_item::PutItemInput;

    fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
        Ok(serde_json::from_slice(body)?)
    }

    fn write<T: Serialize>(value: &T) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(value)?)
    }

    fn body(text: &str) -> Result<Vec<u8>> {
        Ok(text.as_bytes().to_owned())
    }
}

pub struct Cbor;

impl Format for Cbor {
    const CODEC: Codec = Codec::Cbor;

    type HealthcheckInput = rpccbor::operation::healthcheck::HealthcheckInput;
    type HealthcheckOutput = rpccbor::operation::healthcheck::HealthcheckOutput;
    type GetItemInput = rpccbor::operation::get_item::GetItemInput;
    type GetItemOutput = rpccbor::operation::get_item::GetItemOutput;
    type PutItemInput = rpccbor::operation::put_item::PutItemInput;

    fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
        Ok(cbor2::from_slice(body)?)
    }

    fn write<T: Serialize>(value: &T) -> Result<Vec<u8>> {
        Ok(cbor2::to_vec(value)?)
    }

    /// Binary bodies are Base64 in protocol tests, here broken into lines.
    fn body(text: &str) -> Result<Vec<u8>> {
        use base64::Engine;
        let text: String = text.split_ascii_whitespace().collect();
        Ok(base64::prelude::BASE64_STANDARD.decode(text)?)
    }
}

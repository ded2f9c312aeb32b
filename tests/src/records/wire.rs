//! Messages of a service, without the runtime's code.

use super::json::Spelling;
use super::model::Model;
use super::value::Node;
use super::{cbor, json, rest};

/// Protocol of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// awsJson.
    Json,
    /// rpcv2Cbor.
    Cbor,
    /// restJson1.
    Rest,
}

/// A response.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Response {
    pub status: u16,
    /// Headers beyond those of the protocol.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Wire {
    /// Returns the protocols that the operations of a model are called in.
    #[must_use]
    pub fn of(model: &Model) -> &'static [Self] {
        match model.is_rest() {
            true => &[Self::Rest],
            false => &[Self::Json, Self::Cbor],
        }
    }

    /// Returns true for CBOR.
    #[must_use]
    pub fn is_cbor(self) -> bool {
        self == Self::Cbor
    }

    /// Media type of responses.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/x-amz-json-1.0",
            Self::Cbor => "application/cbor",
            Self::Rest => "application/json",
        }
    }

    /// Returns the response that has an output or error; `is_unusual` for another encoding of the same values.
    #[must_use]
    pub fn response(
        self,
        model: &Model,
        id: &str,
        status: u16,
        node: &Node,
        is_unusual: bool,
    ) -> Response {
        let spelling = match is_unusual {
            true => Spelling::Unusual,
            false => Spelling::Plain,
        };
        let body = match self {
            Self::Rest => return rest::response(model, id, status, node, spelling),
            Self::Json => json::write(node, spelling).into_bytes(),
            Self::Cbor if is_unusual => cbor::write(node, cbor::Encoding::Unusual),
            Self::Cbor => cbor::write(node, cbor::Encoding::Plain),
        };
        Response {
            status,
            headers: Vec::new(),
            body,
        }
    }

    /// Returns an input as serde reads it.
    #[must_use]
    pub fn input(self, model: &Model, id: &str, node: Node) -> String {
        match self {
            Self::Rest => rest::serde_view(model, id, node),
            Self::Json | Self::Cbor => json::write(&node, Spelling::Plain),
        }
    }
}

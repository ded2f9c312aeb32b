//! How an operation becomes a request and a response becomes its output, by protocol.
//!
//! Nothing here does I/O, and nothing but [`serialize`] and [`deserialize`] depends on the operation's types.

mod aws_json;
mod failure;

pub(crate) use failure::{ErrorCodes, error_codes, metadata, request_id};

use crate::error::{DecodeError, ErrorBody, ErrorFacts, OperationError, or_empty};
use crate::operation::{Auth, Operation, Protocol, Service};
use crate::transport::BoxError;
use bytes::Bytes;
use http::{Request, Uri};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What requests of an operation have in common.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub(crate) protocol: Protocol,
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) errors: &'static [ErrorFacts],
    pub(crate) long_poll: bool,
    pub(crate) auth: Auth,
    pub(crate) gzip: bool,
    pub(crate) query_compatible: bool,
}

impl Target {
    pub(crate) const fn of<Op: Operation>() -> Self {
        Self {
            protocol: Op::Service::PROTOCOL,
            service: Op::Service::SHAPE_NAME,
            operation: Op::NAME,
            errors: <Op::Error as OperationError>::ERRORS,
            long_poll: Op::LONG_POLL,
            auth: Op::AUTH,
            gzip: Op::GZIP,
            query_compatible: Op::Service::QUERY_COMPATIBLE,
        }
    }
}

/// The request that takes `body` to `target`.
pub(crate) fn request(
    target: Target,
    endpoint: &Uri,
    body: Vec<u8>,
) -> Result<Request<Bytes>, BoxError> {
    match target.protocol {
        Protocol::AwsJson1_0 => {
            aws_json::request(target, "application/x-amz-json-1.0", endpoint, body)
        }
        Protocol::AwsJson1_1 => {
            aws_json::request(target, "application/x-amz-json-1.1", endpoint, body)
        }
    }
}

/// The body of a request.
pub(crate) fn serialize<T: Serialize>(protocol: Protocol, input: &T) -> Result<Vec<u8>, BoxError> {
    match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => Ok(serde_json::to_vec(input)?),
    }
}

/// What the body of a response holds.
pub(crate) fn deserialize<T: DeserializeOwned>(
    protocol: Protocol,
    body: &[u8],
) -> Result<T, DecodeError> {
    match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => {
            let body = or_empty(body);
            // serde takes a list for a structure whose members come in order, which no service means.
            if body.trim_ascii_start().starts_with(b"[") {
                let problem = "invalid type: sequence, expected a structure at line 1 column 0";
                return Err(DecodeError::new(problem));
            }
            serde_json::from_slice(body).map_err(|error| DecodeError::from_json(&error))
        }
    }
}

/// What the body of an error's response holds.
pub(crate) fn error_body(protocol: Protocol, body: &[u8]) -> ErrorBody<'_> {
    match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 => ErrorBody::json(body),
    }
}

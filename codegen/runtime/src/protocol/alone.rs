//! Requests and responses without a call, to measure what their protocol takes.

use super::{Target, rules};
use crate::operation::{Operation, Protocol};
use crate::transport::BoxError;
use bytes::Bytes;
use http::response::Parts;
use http::{Request, Uri};

/// Returns the request of an operation to an endpoint, as it is before it is signed.
///
/// # Errors
/// If the feature of the protocol is disabled, or the request cannot be sent.
pub fn write_request<Op: Operation>(
    protocol: Protocol,
    endpoint: &Uri,
    input: &Op::Input,
) -> Result<Request<Bytes>, BoxError> {
    let rules = rules(protocol).ok_or("the feature of the protocol is disabled")?;
    let content = super::serialize::<Op>(rules, input)?;
    let (body, parts) = (content.body.into(), content.http.as_deref());
    super::request(Target::of::<Op>(rules), endpoint, body, parts)
}

/// Reads the output of an operation from a response with a successful status.
///
/// # Errors
/// If the feature of the protocol is disabled, or the response has no output.
pub fn read_response<Op: Operation>(
    protocol: Protocol,
    head: &Parts,
    body: &[u8],
) -> Result<Op::Output, BoxError> {
    let rules = rules(protocol).ok_or("the feature of the protocol is disabled")?;
    let output = super::output::<Op>(Target::of::<Op>(rules), head, body)?;
    output.ok_or_else(|| "the response has an error".into())
}

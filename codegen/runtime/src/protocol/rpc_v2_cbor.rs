//! `smithy.protocols#rpcv2Cbor`: a `POST` of CBOR to a path for each operation.
//!
//! Source: Smithy's specification "Smithy RPC v2 CBOR protocol". Requests and responses name the protocol in a header;
//! of a response without it only the status is used.

use super::post::post;
use super::{Rules, Target, rpc_content, url};
use crate::codec::Codec;
use crate::error::{DecodeError, OneLine};
use crate::operation::Protocol;
use crate::transport::BoxError;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};

const SMITHY_PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");
const RPC_V2_CBOR: HeaderValue = HeaderValue::from_static("rpc-v2-cbor");
const APPLICATION_CBOR: HeaderValue = HeaderValue::from_static("application/cbor");

pub(super) static RULES: Rules = Rules {
    protocol: Protocol::RpcV2Cbor,
    codec: Codec::Cbor,
    is_http: false,
    content: rpc_content,
    request: |target, endpoint, body, _| request(target, endpoint, body),
    check,
    // Neither the header of other protocols nor the member `code` may be looked at.
    error_shape: |_, body| body.type_code().map(str::to_owned),
    #[cfg(feature = "test-util")]
    asked: |_, request| {
        let says = request.headers().get(SMITHY_PROTOCOL)?;
        let mut segments = request.uri().path().rsplit('/');
        let (operation, _, service) = (segments.next()?, segments.next()?, segments.next()?);
        (says == RPC_V2_CBOR).then(|| format!("{service}.{operation}"))
    },
    #[cfg(feature = "test-util")]
    respond: |response| {
        response
            .header(SMITHY_PROTOCOL, RPC_V2_CBOR)
            .header(CONTENT_TYPE, APPLICATION_CBOR)
    },
    #[cfg(feature = "test-util")]
    wrap: super::wrap_rpc,
};

fn request(target: Target, endpoint: &Uri, body: Bytes) -> Result<Request<Bytes>, BoxError> {
    let path = ["service", target.service, "operation", target.operation].join("/");
    // No input is not the same as an empty one: it has neither a body nor a type of it.
    let body = if target.has_input { body } else { Bytes::new() };
    let headers = [(SMITHY_PROTOCOL, RPC_V2_CBOR), (ACCEPT, APPLICATION_CBOR)];
    let mut request = post(url::under(endpoint, &path)?, body, headers);
    if target.has_input {
        request.headers_mut().insert(CONTENT_TYPE, APPLICATION_CBOR);
    }
    Ok(request)
}

fn check(headers: &HeaderMap) -> Result<(), DecodeError> {
    match headers.get(SMITHY_PROTOCOL) {
        Some(value) if value == RPC_V2_CBOR => Ok(()),
        Some(value) => Err(DecodeError::new(&format!(
            "a response of another protocol: its header `smithy-protocol` is `{}`, not `rpc-v2-cbor`",
            OneLine(&String::from_utf8_lossy(value.as_bytes())),
        ))),
        None => Err(DecodeError::new(
            "a response of another protocol: it has no header `smithy-protocol`",
        )),
    }
}

#[cfg(test)]
mod tests;

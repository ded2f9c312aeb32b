//! `aws.protocols#restXml`: members in the path, the query, headers and the body, which is XML.
//!
//! Source: Smithy's specification "AWS restXml protocol". An error is in an element around it or, with `noErrorWrapping`,
//! the root; the codec reads both.

use super::{Rules, rest};
use crate::codec::Codec;
use crate::operation::Protocol;

pub(super) static RULES: Rules = Rules {
    protocol: Protocol::RestXml,
    codec: Codec::Xml,
    is_http: true,
    content: rest::content,
    request: rest::request,
    check: |_| Ok(()),
    error_shape: |_, body| body.code().map(str::to_owned),
    #[cfg(feature = "test-util")]
    asked: super::asked_of,
    #[cfg(feature = "test-util")]
    respond: |response| response,
    #[cfg(feature = "test-util")]
    wrap: |_, reply, body| {
        Ok(match reply.error {
            Some(facts) => super::received::wrap_error(facts, facts.code, &body),
            None => body,
        })
    },
};

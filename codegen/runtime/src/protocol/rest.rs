//! Requests of restJson1 and restXml.

use super::http_binding::build;
use super::{Content, Heading, HttpParts, Message, Target};
use crate::transport::BoxError;
use bytes::Bytes;
use http::{Request, Uri};

pub(super) fn content(heading: Heading, message: Message) -> Result<Content, BoxError> {
    match heading.http {
        Some(http) => message.into_request(http, heading.dot_segments),
        None => {
            let operation = heading.operation;
            Err(format!("{operation} has no HTTP method and URI (`smithy.api#http`)").into())
        }
    }
}

pub(super) fn request(
    _: Target,
    endpoint: &Uri,
    body: Bytes,
    parts: Option<&HttpParts>,
) -> Result<Request<Bytes>, BoxError> {
    match parts {
        Some(parts) => build(endpoint, parts, body),
        None => Err("the request has no HTTP method and URI".into()),
    }
}

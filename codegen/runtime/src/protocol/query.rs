//! `aws.protocols#awsQuery` and `ec2Query`: every request is a `POST` of parameters to the same path, and every response is
//! XML.
//!
//! Source: Smithy's specifications "AWS query protocol" and "Amazon EC2 query protocol".

use super::post::post;
use super::{Content, Heading, Message, Rules, Target, url};
use crate::codec::Codec;
use crate::error::ErrorBody;
use crate::operation::Protocol;
use crate::percent::push_encoded;
use crate::transport::BoxError;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::uri::Uri;
use http::{HeaderMap, HeaderValue, Request};

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

pub(super) static AWS: Rules = rules(Protocol::AwsQuery, Codec::AwsQuery);

pub(super) static EC2: Rules = Rules {
    #[cfg(feature = "test-util")]
    respond: |response| response.header(CONTENT_TYPE, "text/xml;charset=UTF-8"),
    #[cfg(feature = "test-util")]
    wrap: |_, reply, body| Ok(received::ec2(reply, body)),
    ..rules(Protocol::Ec2Query, Codec::Ec2Query)
};

const fn rules(protocol: Protocol, codec: Codec) -> Rules {
    Rules {
        protocol,
        codec,
        is_http: false,
        content,
        request: |_: Target, endpoint, body, _| request(endpoint, body),
        check: |_| Ok(()),
        error_shape,
        #[cfg(feature = "test-util")]
        asked: super::asked_of,
        #[cfg(feature = "test-util")]
        respond: |response| response.header(CONTENT_TYPE, "text/xml"),
        #[cfg(feature = "test-util")]
        wrap: |_, reply, body| Ok(received::aws(reply, &body)),
    }
}

/// Puts the name of the operation and the version of the service before the parameters.
fn content(heading: Heading, message: Message) -> Result<Content, BoxError> {
    let mut body = ["Action=", heading.operation, "&Version="].concat();
    push_encoded(&mut body, heading.version, b"");
    body.reserve_exact(message.body.len());
    let mut body = body.into_bytes();
    body.extend_from_slice(&message.body);
    Ok(Content::new(body, None))
}

fn request(endpoint: &Uri, body: Bytes) -> Result<Request<Bytes>, BoxError> {
    Ok(post(
        url::under(endpoint, "")?,
        body,
        [(CONTENT_TYPE, FORM)],
    ))
}

fn error_shape(_: &HeaderMap, body: &ErrorBody<'_>) -> Option<String> {
    body.code().map(str::to_owned)
}

/// Elements around errors and outputs.
#[cfg(feature = "test-util")]
mod received {
    use crate::protocol::Reply;
    use crate::protocol::received::{error, members, wrap_error};

    pub(super) fn aws(reply: Reply, body: &[u8]) -> Vec<u8> {
        if let Some(facts) = reply.error {
            return wrap_error(facts, facts.query_code.unwrap_or(facts.code), body);
        }
        let operation = reply.operation;
        let start = format!("<{operation}Response>");
        let end = format!(
            "<ResponseMetadata><RequestId>fake</RequestId></ResponseMetadata></{operation}Response>"
        );
        [start.as_bytes(), body, end.as_bytes()].concat()
    }

    pub(super) fn ec2(reply: Reply, body: Vec<u8>) -> Vec<u8> {
        let Some(facts) = reply.error else {
            return body;
        };
        let start = format!("<Response><Errors>{}", error(facts, facts.code));
        let end = b"</Error></Errors><RequestID>fake</RequestID></Response>";
        [start.as_bytes(), members(&body), end].concat()
    }
}

//! `aws.protocols#awsJson1_0` and `awsJson1_1`: every request is a `POST` of JSON to the same path.

use super::post::post;
use super::{MakeRequest, Rules, Target, failure, rpc_content, url};
use crate::codec::Codec;
use crate::operation::Protocol;
use crate::transport::BoxError;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::uri::Uri;
use http::{HeaderName, HeaderValue, Request};

const X_AMZ_TARGET: HeaderName = HeaderName::from_static("x-amz-target");

pub(super) static V1_0: Rules = rules(Protocol::AwsJson1_0, |target, endpoint, body, _| {
    request(target, "application/x-amz-json-1.0", endpoint, body)
});

pub(super) static V1_1: Rules = rules(Protocol::AwsJson1_1, |target, endpoint, body, _| {
    request(target, "application/x-amz-json-1.1", endpoint, body)
});

const fn rules(protocol: Protocol, request: MakeRequest) -> Rules {
    Rules {
        protocol,
        codec: Codec::Json,
        is_http: false,
        content: rpc_content,
        request,
        check: |_| Ok(()),
        error_shape: failure::header_or_body,
        #[cfg(feature = "test-util")]
        asked: |_, request| {
            let target = request.headers().get(X_AMZ_TARGET)?;
            Some(String::from_utf8_lossy(target.as_bytes()).into_owned())
        },
        #[cfg(feature = "test-util")]
        respond: |response| response,
        #[cfg(feature = "test-util")]
        wrap: super::wrap_rpc,
    }
}

fn request(
    target: Target,
    content_type: &'static str,
    endpoint: &Uri,
    body: Bytes,
) -> Result<Request<Bytes>, BoxError> {
    let operation = [target.service, target.operation].join(".");
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (X_AMZ_TARGET, HeaderValue::try_from(operation)?),
    ];
    Ok(post(url::under(endpoint, "")?, body, headers))
}

#[cfg(test)]
mod tests;

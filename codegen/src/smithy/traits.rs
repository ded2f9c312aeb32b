//! The traits that are honoured, and the table of all known traits.

mod table;

use crate::smithy::ast::Traits;
use crate::smithy::json::Node;

pub use table::{Effect, effect};

/// Ids of the traits that the generator reads.
#[expect(
    missing_docs,
    reason = "each is the trait of that name in Smithy's specification"
)]
pub mod id {
    pub const AWS_SERVICE: &str = "aws.api#service";
    pub const AUTH: &str = "smithy.api#auth";
    pub const AWS_QUERY_COMPATIBLE: &str = "aws.protocols#awsQueryCompatible";
    pub const AWS_QUERY_ERROR: &str = "aws.protocols#awsQueryError";
    pub const CLIENT_DISCOVERED_ENDPOINT: &str = "aws.api#clientDiscoveredEndpoint";
    pub const HTTP: &str = "smithy.api#http";
    pub const HTTP_BEARER_AUTH: &str = "smithy.api#httpBearerAuth";
    pub const SIGV4: &str = "aws.auth#sigv4";
    pub const SIGV4A: &str = "aws.auth#sigv4a";
    pub const CLIENT_OPTIONAL: &str = "smithy.api#clientOptional";
    pub const DEFAULT: &str = "smithy.api#default";
    pub const DEPRECATED: &str = "smithy.api#deprecated";
    pub const DOCUMENTATION: &str = "smithy.api#documentation";
    pub const EC2_QUERY_NAME: &str = "aws.protocols#ec2QueryName";
    pub const ENDPOINT: &str = "smithy.api#endpoint";
    pub const ENUM: &str = "smithy.api#enum";
    pub const ENUM_VALUE: &str = "smithy.api#enumValue";
    pub const ERROR: &str = "smithy.api#error";
    pub const EVENT_HEADER: &str = "smithy.api#eventHeader";
    pub const EVENT_PAYLOAD: &str = "smithy.api#eventPayload";
    pub const EVENT_STREAM_TESTS: &str = "smithy.test#eventStreamTests";
    pub const HOST_LABEL: &str = "smithy.api#hostLabel";
    pub const HTTP_ERROR: &str = "smithy.api#httpError";
    pub const HTTP_CHECKSUM: &str = "aws.protocols#httpChecksum";
    pub const HTTP_CHECKSUM_REQUIRED: &str = "smithy.api#httpChecksumRequired";
    pub const HTTP_HEADER: &str = "smithy.api#httpHeader";
    pub const HTTP_LABEL: &str = "smithy.api#httpLabel";
    pub const HTTP_PAYLOAD: &str = "smithy.api#httpPayload";
    pub const HTTP_PREFIX_HEADERS: &str = "smithy.api#httpPrefixHeaders";
    pub const HTTP_QUERY: &str = "smithy.api#httpQuery";
    pub const HTTP_QUERY_PARAMS: &str = "smithy.api#httpQueryParams";
    pub const HTTP_REQUEST_TESTS: &str = "smithy.test#httpRequestTests";
    pub const HTTP_RESPONSE_CODE: &str = "smithy.api#httpResponseCode";
    pub const HTTP_RESPONSE_TESTS: &str = "smithy.test#httpResponseTests";
    pub const IDEMPOTENCY_TOKEN: &str = "smithy.api#idempotencyToken";
    pub const IDEMPOTENT: &str = "smithy.api#idempotent";
    pub const JSON_NAME: &str = "smithy.api#jsonName";
    pub const LONG_POLL: &str = "smithy.api#longPoll";
    pub const MEDIA_TYPE: &str = "smithy.api#mediaType";
    pub const OPTIONAL_AUTH: &str = "smithy.api#optionalAuth";
    pub const PAGINATED: &str = "smithy.api#paginated";
    pub const READONLY: &str = "smithy.api#readonly";
    pub const REQUEST_COMPRESSION: &str = "smithy.api#requestCompression";
    pub const REQUIRED: &str = "smithy.api#required";
    pub const REQUIRES_LENGTH: &str = "smithy.api#requiresLength";
    pub const CLIENT_CONTEXT_PARAMS: &str = "smithy.rules#clientContextParams";
    pub const CONTEXT_PARAM: &str = "smithy.rules#contextParam";
    pub const ENDPOINT_BDD: &str = "smithy.rules#endpointBdd";
    pub const ENDPOINT_RULE_SET: &str = "smithy.rules#endpointRuleSet";
    pub const ENDPOINT_TESTS: &str = "smithy.rules#endpointTests";
    pub const OPERATION_CONTEXT_PARAMS: &str = "smithy.rules#operationContextParams";
    pub const STATIC_CONTEXT_PARAMS: &str = "smithy.rules#staticContextParams";
    pub const RETRYABLE: &str = "smithy.api#retryable";
    pub const S3_UNWRAPPED_XML_OUTPUT: &str = "aws.customizations#s3UnwrappedXmlOutput";
    pub const SENSITIVE: &str = "smithy.api#sensitive";
    pub const SPARSE: &str = "smithy.api#sparse";
    pub const STREAMING: &str = "smithy.api#streaming";
    pub const TIMESTAMP_FORMAT: &str = "smithy.api#timestampFormat";
    pub const TITLE: &str = "smithy.api#title";
    pub const UNSIGNED_PAYLOAD: &str = "aws.auth#unsignedPayload";
    pub const WAITABLE: &str = "smithy.waiters#waitable";
    pub const XML_ATTRIBUTE: &str = "smithy.api#xmlAttribute";
    pub const XML_FLATTENED: &str = "smithy.api#xmlFlattened";
    pub const XML_NAME: &str = "smithy.api#xmlName";
    pub const XML_NAMESPACE: &str = "smithy.api#xmlNamespace";
}

/// Typed views of trait values. A value of the wrong JSON type reads as absent.
pub trait TraitsExt {
    /// Returns whether the trait is present.
    fn has(&self, id: &str) -> bool;
    /// Returns the value of a trait that is a string.
    fn text(&self, id: &str) -> Option<&str>;
    /// Returns a string inside a trait that is a structure.
    fn text_in(&self, id: &str, key: &str) -> Option<&str>;
    /// Returns the default; `None` if there is none and where it is `null`, which takes a default away.
    fn default_value(&self) -> Option<&Node>;
    /// Returns the note for callers of something deprecated.
    fn deprecation(&self) -> Option<String>;
}

impl TraitsExt for Traits {
    fn has(&self, id: &str) -> bool {
        self.contains_key(id)
    }

    fn text(&self, id: &str) -> Option<&str> {
        self.get(id).and_then(Node::as_str)
    }

    fn text_in(&self, id: &str, key: &str) -> Option<&str> {
        self.get(id)
            .and_then(|value| value.get(key))
            .and_then(Node::as_str)
    }

    fn default_value(&self) -> Option<&Node> {
        self.get(id::DEFAULT).filter(|value| **value != Node::Null)
    }

    fn deprecation(&self) -> Option<String> {
        let value = self.get(id::DEPRECATED)?;
        let message = value
            .get("message")
            .and_then(Node::as_str)
            .unwrap_or_default();
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        // The date goes into the note: `since` of Rust's attribute is a version of the crate, which Smithy's is not.
        Some(
            match (
                message.is_empty(),
                value.get("since").and_then(Node::as_str),
            ) {
                (true, None) => "deprecated by the service".to_owned(),
                (true, Some(since)) => format!("deprecated by the service since {since}"),
                (false, None) => message,
                (false, Some(since)) => format!("{message} (since {since})"),
            },
        )
    }
}

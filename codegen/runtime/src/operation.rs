//! Services and operations: facts of a model as constants and types.

#[cfg(feature = "streams")]
use crate::ByteStream;
use crate::auth::AuthScheme;
#[cfg(feature = "client")]
use crate::endpoint::{self, BuiltIns, Endpoint, EndpointError};
use crate::error::OperationError;
#[cfg(feature = "event-streams")]
use crate::event_stream::{ReceivesEvents, SendsEvents};
#[cfg(feature = "tracing")]
use crate::tracer::{self, Tracer};
use crate::wire::{Structure, XmlNamespace};
use std::fmt;
use std::time::Duration;

/// A service.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service",
    label = "not a service",
    note = "the type `Service` in the module of a generated service is one; its `Client` calls it"
)]
pub trait Service: 'static {
    /// Name of the service's shape, which protocols send before the operation's name.
    const SHAPE_NAME: &'static str;
    /// Name of the service in configuration (`aws.api#service$sdkId`).
    const SDK_ID: &'static str;
    /// Version of the service's interface.
    const VERSION: &'static str;
    /// Signing name (`aws.auth#sigv4$name`, `aws.auth#sigv4a$name`), which the variable of a bearer token is also named
    /// after; `None` if requests are not authenticated.
    const SIGNING_NAME: Option<&'static str>;
    /// Authentication schemes, the preferred first (`smithy.api#auth`).
    const AUTH: &'static [AuthScheme] = match Self::SIGNING_NAME {
        Some(_) => &[AuthScheme::SigV4],
        None => &[AuthScheme::NoAuth],
    };
    /// Supported protocols, the default first: see [`ConfigBuilder::protocol`].
    ///
    /// [`ConfigBuilder::protocol`]: crate::ConfigBuilder::protocol
    const PROTOCOLS: &'static [Protocol];
    /// Delay before the first retry, without jitter.
    const RETRY_BASE: Duration = Duration::from_millis(50);
    /// Default maximum number of attempts.
    const MAX_ATTEMPTS: u32 = 3;
    /// True if the endpoint depends on the account of the credentials (`AWS::Auth::AccountId` in the rules).
    const HAS_ACCOUNT_ENDPOINTS: bool = false;
    /// True if the service once used the AWS query protocol, and returns its error codes on request
    /// (`aws.protocols#awsQueryCompatible`).
    const QUERY_COMPATIBLE: bool = false;
    /// Headers of all requests, with lower-case names, unless a member of the input is bound to the header.
    const HEADERS: &'static [(&'static str, &'static str)] = &[];
    /// Headers with encryption keys in base64, each with the header of the MD5 digest of the key, which is added if it is not
    /// set. Needs the feature `md5`. Names are in lower case.
    const KEY_DIGESTS: &'static [(&'static str, &'static str)] = &[];
    /// XML namespace of requests (`smithy.api#xmlNamespace`).
    const XML_NAMESPACE: Option<XmlNamespace> = None;
    /// Settings in the environment and in profiles, for parameters of the endpoint rules.
    const SETTINGS: &'static [ServiceSetting] = &[];
    /// True if signed requests have the header `x-amz-content-sha256`, and presigned ones an unsigned body (Amazon S3, S3
    /// Control).
    const PAYLOAD_HASH: bool = false;
    /// True if the segments `.` and `..` of a path are part of a name and are sent (Amazon S3).
    const DOT_SEGMENTS: bool = false;
    /// True if a response with a successful status may have an error in its body, which is retried like one with the
    /// status 500 (Amazon S3).
    const ERRORS_IN_SUCCESS: bool = false;
    /// True if calls are sent without authentication if [`AuthScheme::NoAuth`] is preferred, whatever the model says.
    const ANONYMOUS: bool = false;
    /// Functions that emit spans and events: see [`tracer!`](crate::tracer).
    #[cfg(feature = "tracing")]
    #[doc(hidden)]
    const TRACER: Tracer = tracer::DEFAULT;

    /// Resolves the endpoint by the rules of the model.
    ///
    /// Without rules the endpoint must be configured.
    ///
    /// # Errors
    /// Those of the rules.
    #[cfg(feature = "client")]
    fn endpoint(built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        endpoint::configured(Self::SDK_ID, built_ins)
    }
}

/// An operation of a service: its input, output and errors.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "not an operation",
    note = "name the operation itself, such as `GetItem`, and not its input, output or error: it is in the same module"
)]
pub trait Operation: 'static {
    /// Name of the operation's shape.
    const NAME: &'static str;
    /// Service of the operation.
    type Service: Service;
    /// Input; its members are the request.
    type Input: Structure + Send + Sync;
    /// Output; its members are the response.
    type Output: Structure + Send;
    /// Errors that the model lists for the operation.
    type Error: OperationError;

    /// True if the model has an input: without one, some protocols send no body instead of an empty structure.
    const HAS_INPUT: bool = true;
    /// True if the output has required members in the body, so that an empty body is not a valid response.
    const HAS_REQUIRED_OUTPUT: bool = false;
    /// True if the service delays its response until something has happened, so that callers repeat the call.
    const LONG_POLL: bool = false;
    /// True if the operation can safely be executed twice: it is read-only or idempotent by its model
    /// (`smithy.api#readonly`, `smithy.api#idempotent`), its method is safe (RFC 9110, section 9.2.1), or its input has an
    /// idempotency token.
    ///
    /// Only such an operation is retried after a timeout once it was sent.
    const IDEMPOTENT: bool = false;
    /// Authentication schemes, the preferred first (`smithy.api#auth`, `smithy.api#optionalAuth`).
    ///
    /// With [`AuthScheme::NoAuth`] at the end, a request is sent without authentication if there are no credentials.
    /// Credentials that are configured incorrectly or temporarily unavailable fail the call.
    const AUTH: &'static [AuthScheme] = Self::Service::AUTH;
    /// HTTP method and URI, for protocols with HTTP bindings (`smithy.api#http`).
    const HTTP: Option<Http> = None;
    /// Name of the root element of requests in XML: that of the input's shape, unless it has a `smithy.api#xmlName`.
    const XML_ROOT: &'static str = Self::NAME;
    /// XML namespace of that element (`smithy.api#xmlNamespace` of the input's shape, else of the service).
    const XML_NAMESPACE: Option<XmlNamespace> = Self::Service::XML_NAMESPACE;
    /// True if large bodies are compressed with gzip (`smithy.api#requestCompression`). A stream is not.
    const GZIP: bool = false;
    /// True if requests need the header `Content-MD5` (`smithy.api#httpChecksumRequired`), with the feature `md5`. That of a
    /// stream is not computed: the caller adds it.
    const CONTENT_MD5: bool = false;
    /// Checksums of requests and responses (`aws.protocols#httpChecksum`), with the feature `checksums`.
    const CHECKSUM: Option<&'static HttpChecksum> = None;

    /// True if the body is not signed (`aws.auth#unsignedPayload`), whether it is a stream or not, and whatever the
    /// connection is.
    const UNSIGNED_PAYLOAD: bool = false;
    /// True if the length of a streamed request body must be known (`smithy.api#requiresLength`).
    const REQUIRES_LENGTH: bool = false;
    /// True if requests need the header `x-amz-sha256-tree-hash`, the SHA-256 tree hash of a streamed body, unless a member of
    /// the input has it (Amazon S3 Glacier's developer guide, "Computing Checksums").
    const TREE_HASH: bool = false;

    /// True if requests need HTTP/2, since events are sent and received at once, or since the protocol has no other version
    /// (`eventStreamHttp`, `http` of the protocol's trait).
    const HTTP2: bool = false;
    /// Headers of responses, in lower case, that an output with events requires.
    const INITIAL_HEADERS: &'static [&'static str] = &[];

    /// Returns the idempotency token of the input (`smithy.api#idempotencyToken`), if it has one.
    ///
    /// A call sets it if it is unset.
    fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
        let _ = input;
        None
    }

    /// Returns the member of the input that is the body as a stream (`smithy.api#streaming`), if it has one.
    #[cfg(feature = "streams")]
    fn request_stream(input: &mut Self::Input) -> Option<&mut ByteStream> {
        let _ = input;
        None
    }

    /// Returns the member of the output that is the body as a stream (`smithy.api#streaming`), if it has one.
    #[cfg(feature = "streams")]
    fn response_stream(output: &mut Self::Output) -> Option<&mut ByteStream> {
        let _ = output;
        None
    }

    /// Returns the member of the input with the events to send, if it has one.
    #[cfg(feature = "event-streams")]
    fn request_events(input: &mut Self::Input) -> Option<&mut dyn SendsEvents> {
        let _ = input;
        None
    }

    /// Returns the member of the output with the events to receive, if it has one.
    #[cfg(feature = "event-streams")]
    fn response_events(output: &mut Self::Output) -> Option<&mut dyn ReceivesEvents> {
        let _ = output;
        None
    }

    /// Resolves the endpoint: that of the service, unless the operation or its input determines it.
    ///
    /// # Errors
    /// Those of the service's rules.
    #[cfg(feature = "client")]
    fn endpoint(input: &Self::Input, built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        let _ = input;
        Self::Service::endpoint(built_ins)
    }

    /// Returns the prefix of the endpoint's host (`smithy.api#endpoint$hostPrefix`), which may be empty.
    ///
    /// # Errors
    /// If a member that is part of it is not a valid host label.
    #[cfg(feature = "client")]
    fn host_prefix(input: &Self::Input) -> Result<String, EndpointError> {
        let _ = input;
        Ok(String::new())
    }
}

/// Setting of a service in the environment and in profiles: a boolean for a parameter of its endpoint rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ServiceSetting {
    /// Parameter of the rules, which [`ConfigBuilder::endpoint_parameter`](crate::ConfigBuilder::endpoint_parameter) sets in
    /// code.
    pub parameter: &'static str,
    /// Environment variable.
    pub variable: &'static str,
    /// Key in a profile.
    pub key: &'static str,
}

/// HTTP method and URI of an operation (`smithy.api#http`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Http {
    /// Method, such as `GET`.
    pub method: &'static str,
    /// Pattern of the path and the query, such as `/functions/{FunctionName}?list`. A label is in braces; a greedy one,
    /// which may have slashes, ends with `+`. An empty path stands for that of the endpoint.
    pub uri: &'static str,
}

/// Checksums of an operation's requests and responses (`aws.protocols#httpChecksum`), as headers and names of algorithms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HttpChecksum {
    /// True if requests need a checksum (`requestChecksumRequired`).
    pub request_required: bool,
    /// Header with the name of the algorithm of a request's checksum, to which `requestAlgorithmMember` is bound. Requests
    /// have the checksum in another header, or a streamed body has it in a trailer.
    pub algorithm_header: Option<&'static str>,
    /// Header that requests a checksum of the response, to which `requestValidationModeMember` is bound.
    pub mode_header: Option<&'static str>,
    /// Algorithms of the response's checksum (`responseAlgorithms`).
    pub response_algorithms: &'static [&'static str],
}

/// Protocol of requests and responses.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `smithy.protocols#rpcv2Cbor`, with the feature `cbor`.
    RpcV2Cbor,
    /// `aws.protocols#restJson1`
    RestJson1,
    /// `aws.protocols#restXml`, with the feature `xml`.
    RestXml,
    /// `aws.protocols#awsQuery`, with the feature `query`.
    AwsQuery,
    /// `aws.protocols#ec2Query`, with the feature `query`.
    Ec2Query,
}

impl Protocol {
    #[cfg(feature = "test-util")]
    pub(crate) const ALL: [Self; 7] = [
        Self::AwsJson1_0,
        Self::AwsJson1_1,
        Self::RpcV2Cbor,
        Self::RestJson1,
        Self::RestXml,
        Self::AwsQuery,
        Self::Ec2Query,
    ];
}

impl fmt::Display for Protocol {
    /// Writes the name of the Smithy trait, without its namespace.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::AwsJson1_0 => "awsJson1_0",
            Self::AwsJson1_1 => "awsJson1_1",
            Self::RpcV2Cbor => "rpcv2Cbor",
            Self::RestJson1 => "restJson1",
            Self::RestXml => "restXml",
            Self::AwsQuery => "awsQuery",
            Self::Ec2Query => "ec2Query",
        })
    }
}

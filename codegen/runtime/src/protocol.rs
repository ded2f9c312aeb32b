//! Protocols: building requests from operations and reading their responses.
//!
//! A protocol is a module here with its [`Rules`], an entry of [`rules`], and a [`Codec`], which protocols may share.
//! Nothing here does I/O, and only [`serialize`] and [`output`] depend on the operation's types.

mod alone;
mod aws_json;
mod choice;
mod failure;
mod http_binding;
mod output;
mod post;
#[cfg(feature = "query")]
mod query;
#[cfg(all(feature = "test-util", feature = "xml"))]
mod received;
mod rest;
mod rest_json;
#[cfg(feature = "xml")]
mod rest_xml;
#[cfg(feature = "cbor")]
mod rpc_v2_cbor;
mod target;
mod url;

pub use alone::{read_response, write_request};
pub(crate) use choice::{Of, choose, table};
#[cfg(any(feature = "credentials", feature = "tracing"))]
pub(crate) use failure::request_id;
pub(crate) use failure::{ErrorCodes, error_codes, error_id, extended_request_id};
pub(crate) use failure::{metadata, response_id};
pub(crate) use http_binding::{Content, HttpParts, Incoming, IncomingError, Message, Outgoing};
#[cfg(feature = "event-streams")]
pub(crate) use http_binding::{Document, integer_size};
#[cfg(feature = "test-util")]
pub(crate) use http_binding::{read_request, response};
pub(crate) use output::output;
#[cfg(feature = "credentials")]
pub(crate) use rest_json::code as rest_json_code;
pub(crate) use target::Target;

use crate::codec::{AllFormats, Codec, Formats, Root};
use crate::content_md5;
#[cfg(feature = "test-util")]
use crate::error::ErrorFacts;
use crate::error::{DecodeError, ErrorBody, ForeignBody};
use crate::operation::{Http, Operation, Protocol, Service};
use crate::transport::BoxError;
use crate::wire::Structure;
use bytes::Bytes;
#[cfg(feature = "event-streams")]
use http::header::ACCEPT;
#[cfg(feature = "test-util")]
use http::response;
use http::response::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};

/// Requests error codes of the AWS query protocol. It is only sent to services that once used that protocol.
const X_AMZN_QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// Media type of event streams.
#[cfg(feature = "event-streams")]
pub(crate) const EVENT_STREAM: HeaderValue =
    HeaderValue::from_static("application/vnd.amazon.eventstream");

/// Facts of an operation that its requests begin with.
#[derive(Clone, Copy)]
struct Heading {
    operation: &'static str,
    /// Version of the service.
    #[cfg_attr(not(feature = "query"), allow(dead_code, reason = "of queries"))]
    version: &'static str,
    http: Option<Http>,
    /// True if labels may have the segments `.` and `..`.
    dot_segments: bool,
}

type MakeRequest = fn(Target, &Uri, Bytes, Option<&HttpParts>) -> Result<Request<Bytes>, BoxError>;

#[cfg(feature = "test-util")]
type Wrap = fn(Codec, Reply, Vec<u8>) -> Result<Vec<u8>, BoxError>;

/// Differences between protocols.
pub(crate) struct Rules {
    pub(crate) protocol: Protocol,
    /// Format of values.
    pub(crate) codec: Codec,
    /// True for a protocol with HTTP bindings.
    pub(crate) is_http: bool,
    /// Returns the body of a request, with its other parts if the protocol has HTTP bindings.
    content: fn(Heading, Message) -> Result<Content, BoxError>,
    /// Builds the request with a body to a target.
    request: MakeRequest,
    /// Checks that headers are those of a response of this protocol; any other response is ignored.
    check: fn(&HeaderMap) -> Result<(), DecodeError>,
    /// Returns the name of the error's shape, from the headers or the body.
    pub(crate) error_shape: fn(&HeaderMap, &ErrorBody<'_>) -> Option<String>,
    /// Returns the service and the operation of a request, separated by a point; `None` if it is of another protocol than
    /// this one.
    #[cfg(feature = "test-util")]
    asked: fn(Protocol, &Request<Bytes>) -> Option<String>,
    /// Adds the headers of this protocol to a response.
    #[cfg(feature = "test-util")]
    pub(crate) respond: fn(response::Builder) -> response::Builder,
    /// Adds the parts around the members to the body of a response.
    #[cfg(feature = "test-util")]
    wrap: Wrap,
}

/// Returns the rules of a protocol; `None` if its feature is disabled.
pub(crate) const fn rules(protocol: Protocol) -> Option<&'static Rules> {
    match protocol {
        Protocol::AwsJson1_0 => Some(&aws_json::V1_0),
        Protocol::AwsJson1_1 => Some(&aws_json::V1_1),
        #[cfg(feature = "cbor")]
        Protocol::RpcV2Cbor => Some(&rpc_v2_cbor::RULES),
        #[cfg(not(feature = "cbor"))]
        Protocol::RpcV2Cbor => None,
        Protocol::RestJson1 => Some(&rest_json::RULES),
        #[cfg(feature = "xml")]
        Protocol::RestXml => Some(&rest_xml::RULES),
        #[cfg(not(feature = "xml"))]
        Protocol::RestXml => None,
        #[cfg(feature = "query")]
        Protocol::AwsQuery => Some(&query::AWS),
        #[cfg(feature = "query")]
        Protocol::Ec2Query => Some(&query::EC2),
        #[cfg(not(feature = "query"))]
        Protocol::AwsQuery | Protocol::Ec2Query => None,
    }
}

/// Returns true for a response with an output.
pub(crate) fn is_success(target: Target, head: &Parts, body: &[u8]) -> bool {
    head.status.is_success() && !(target.errors_in_success && target.rules.codec.is_error(body))
}

/// Builds the request with `body` to `target`.
pub(crate) fn request(
    target: Target,
    endpoint: &Uri,
    body: Bytes,
    parts: Option<&HttpParts>,
) -> Result<Request<Bytes>, BoxError> {
    let mut request = (target.rules.request)(target, endpoint, body, parts)?;
    #[cfg(feature = "test-util")]
    request
        .extensions_mut()
        .insert(Asked::new(target, endpoint, parts));
    if target.query_compatible {
        let mode = HeaderValue::from_static("true");
        request.headers_mut().insert(X_AMZN_QUERY_MODE, mode);
    }
    #[cfg(feature = "event-streams")]
    if target.max_event_size.is_some() && request.headers().contains_key(ACCEPT) {
        request.headers_mut().insert(ACCEPT, EVENT_STREAM);
    }
    for (name, value) in target.headers {
        let name = HeaderName::from_bytes(name.as_bytes())?;
        if !request.headers().contains_key(&name) {
            let value = HeaderValue::from_str(value)?;
            request.headers_mut().insert(name, value);
        }
    }
    for names in target.key_digests {
        content_md5::add_of_key(&mut request, *names)?;
    }
    if target.content_md5 {
        content_md5::add(&mut request)?;
    }
    Ok(request)
}

/// Serializes the input of an operation.
pub(crate) fn serialize<Op: Operation>(
    rules: &Rules,
    input: &Op::Input,
) -> Result<Content, BoxError> {
    let root = Root {
        name: Op::XML_ROOT,
        namespace: Op::XML_NAMESPACE,
    };
    let outgoing: Outgoing<'_, Of<Op::Service>> = Outgoing::new(rules, rules.codec, root);
    let message = input.write_message(outgoing.payloads_in(Op::Service::XML_NAMESPACE))?;
    let heading = Heading {
        operation: Op::NAME,
        version: Op::Service::VERSION,
        http: Op::HTTP,
        dot_segments: Op::Service::DOT_SEGMENTS,
    };
    (rules.content)(heading, message)
}

/// Returns the content of a protocol without HTTP bindings.
fn rpc_content(_: Heading, message: Message) -> Result<Content, BoxError> {
    Ok(Content::new(message.body, None))
}

/// Checks that a response is one of the protocol.
pub(crate) fn check(rules: &Rules, head: &Parts) -> Result<(), DecodeError> {
    (rules.check)(&head.headers)
}

/// Describes a body that is not of the protocol; `None` for one that is, or is empty.
pub(crate) fn foreign_body(rules: &Rules, head: &Parts, body: &[u8]) -> Option<ForeignBody> {
    let is_own = check(rules, head).is_ok() && rules.codec.read::<()>(body).is_ok();
    (!is_own && !body.is_empty()).then(|| ForeignBody::new(&head.headers, body))
}

/// Returns the body of an error response; an empty one if it is not a response of the protocol.
pub(crate) fn error_body<'a>(rules: &Rules, head: &'a Parts, body: &'a [u8]) -> ErrorBody<'a> {
    let body = check(rules, head).map_or(&[][..], |()| body);
    ErrorBody::of_response(incoming::<AllFormats>(rules, head, body))
}

/// Returns the deserializer of a response.
pub(crate) fn incoming<'a, C: Formats>(
    rules: &Rules,
    head: &'a Parts,
    body: &'a [u8],
) -> Incoming<'a, C> {
    let head = rules.is_http.then_some((head.status, &head.headers));
    Incoming::new(rules.codec, head, body)
}

/// A response of the fake transport.
#[cfg(feature = "test-util")]
#[derive(Clone, Copy)]
pub(crate) struct Reply {
    pub(crate) operation: &'static str,
    /// The facts of an error.
    pub(crate) error: Option<ErrorFacts>,
}

/// Adds the code of an error to a body of JSON or CBOR.
#[cfg(feature = "test-util")]
fn wrap_rpc(codec: Codec, reply: Reply, body: Vec<u8>) -> Result<Vec<u8>, BoxError> {
    match reply.error {
        Some(facts) => Ok(codec.with_member(&body, "__type", facts.code)?),
        None => Ok(body),
    }
}

/// Extension of requests for the fake transport, where a request alone does not name its operation.
#[cfg(feature = "test-util")]
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// Service and operation, separated by a point.
    name: String,
    /// Path of the endpoint.
    base: String,
    /// Labels with their values.
    labels: Vec<(&'static str, String)>,
    protocol: Protocol,
}

#[cfg(feature = "test-util")]
impl Asked {
    fn new(target: Target, endpoint: &Uri, parts: Option<&HttpParts>) -> Self {
        let base = endpoint.path();
        Self {
            name: [target.service, target.operation].join("."),
            base: base.strip_suffix('/').unwrap_or(base).to_owned(),
            labels: parts.map(|it| it.labels.clone()).unwrap_or_default(),
            protocol: target.rules.protocol,
        }
    }
}

/// Returns the service and the operation of a request of `protocol`, where only the client knows them.
#[cfg(feature = "test-util")]
fn asked_of(protocol: Protocol, request: &Request<Bytes>) -> Option<String> {
    let asked = request.extensions().get::<Asked>()?;
    (asked.protocol == protocol).then(|| asked.name.clone())
}

/// Returns the rules of the protocol of a request, with its service and operation, separated by a point.
#[cfg(feature = "test-util")]
pub(crate) fn asked(request: &Request<Bytes>) -> Option<(&'static Rules, String)> {
    let all = Protocol::ALL.iter().filter_map(|it| rules(*it));
    all.filter_map(|rules| Some((rules, (rules.asked)(rules.protocol, request)?)))
        .next()
}

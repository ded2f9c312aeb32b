//! Requests of protocols with HTTP bindings.

use super::message::{Content, Message, unsendable};
use super::pattern::{Pattern, Segment};
use crate::operation::Http;
use crate::percent::push_encoded;
use crate::protocol::url;
use crate::transport::BoxError;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, Request, Uri};

/// Parts of a request besides its body.
pub(crate) struct HttpParts {
    pub(crate) method: Method,
    /// Path, without that of the endpoint, and query.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    /// True if the type of the body is the default of the protocol, and no member has it.
    pub(crate) has_default_type: bool,
    /// Length of the body that a member has: that of a stream of unknown length. Any other body has its own.
    pub(crate) length: Option<HeaderValue>,
    /// Labels with their values, for the fake transport: the endpoint may have some.
    #[cfg(feature = "test-util")]
    pub(crate) labels: Vec<(&'static str, String)>,
}

impl Message {
    /// Returns the content of a request of this operation.
    /// With `dot_segments` a label may have the segments `.` and `..`.
    pub(in crate::protocol) fn into_request(
        mut self,
        http: Http,
        dot_segments: bool,
    ) -> Result<Content, BoxError> {
        let target = target(&Pattern::parse(http.uri), &self, dot_segments)?;
        let has_own_type = self.headers.contains_key(CONTENT_TYPE);
        let length = self.headers.get(CONTENT_LENGTH).cloned();
        let headers = self.take_headers()?;
        let parts = HttpParts {
            method: Method::from_bytes(http.method.as_bytes())?,
            target,
            has_default_type: !has_own_type && self.content_type.is_some(),
            headers,
            length,
            #[cfg(feature = "test-util")]
            labels: std::mem::take(&mut self.labels),
        };
        let body = match self.content_type {
            Some(_) => self.body,
            None => Vec::new(),
        };
        Ok(Content::new(body, Some(Box::new(parts))))
    }
}

/// Builds a request to the endpoint.
pub(in crate::protocol) fn build(
    endpoint: &Uri,
    parts: &HttpParts,
    body: Bytes,
) -> Result<Request<Bytes>, BoxError> {
    let uri = url::with_target(endpoint, &parts.target)?;
    let length = body.len();
    let mut request = Request::new(body);
    *request.method_mut() = parts.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = parts.headers.clone();
    // RFC 9110, section 8.6: without a body, only where the method anticipates one.
    let anticipates = matches!(parts.method, Method::POST | Method::PUT | Method::PATCH);
    if length > 0 || anticipates || parts.headers.contains_key(CONTENT_TYPE) {
        let headers = request.headers_mut();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    Ok(request)
}

/// Returns the path and the query of a request.
fn target(pattern: &Pattern, message: &Message, dot_segments: bool) -> Result<String, BoxError> {
    let mut target = String::with_capacity(128);
    for segment in &pattern.segments {
        target.push('/');
        let (name, kept): (_, &[u8]) = match *segment {
            Segment::Literal(text) => {
                target.push_str(text);
                continue;
            }
            Segment::Label(name) => (name, b""),
            Segment::Greedy(name) => (name, b"/"),
        };
        let value = label(message, name)?;
        if !dot_segments && has_dots(value, !kept.is_empty()) {
            return Err(unsendable(name, DOTS));
        }
        push_encoded(&mut target, value, kept);
    }
    let mut query = Query {
        target,
        has_parameters: false,
    };
    for literal in &pattern.query {
        query.begin();
        query.target.push_str(literal);
    }
    for (name, values) in &message.query {
        query.push(name, values);
    }
    for (name, values) in &message.query_params {
        if !message.named.contains(&name.as_str()) && !pattern.has_query(name) {
            query.push(name, values);
        }
    }
    Ok(query.target)
}

const DOTS: &str =
    "it is part of the path, and must not have a segment `.` or `..`, which would be removed";

/// Returns the value of a label.
fn label<'a>(message: &'a Message, name: &str) -> Result<&'a str, BoxError> {
    let mut labels = message.labels.iter();
    let value = labels.find(|(label, _)| *label == name);
    match value.map_or("", |(_, value)| value) {
        "" => {
            let problem = "it is part of the path, and must not be unset or empty";
            Err(unsendable(name, problem))
        }
        value => Ok(value),
    }
}

/// Returns true if the value of a label has a segment that clients and servers remove.
fn has_dots(value: &str, is_greedy: bool) -> bool {
    let is_dots = |segment: &str| matches!(segment, "." | "..");
    is_dots(value) || (is_greedy && value.split('/').any(is_dots))
}

/// A target while its query is written.
struct Query {
    target: String,
    has_parameters: bool,
}

impl Query {
    /// Begins a parameter.
    fn begin(&mut self) {
        self.target
            .push(if self.has_parameters { '&' } else { '?' });
        self.has_parameters = true;
    }

    /// Appends the parameters of one name.
    fn push(&mut self, name: &str, values: &[String]) {
        for value in values {
            self.begin();
            push_encoded(&mut self.target, name, b"");
            self.target.push('=');
            push_encoded(&mut self.target, value, b"");
        }
    }
}

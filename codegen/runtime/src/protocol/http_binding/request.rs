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
}

impl Message {
    /// Returns the content of a request of this operation.
    pub(in crate::protocol) fn into_request(mut self, http: Http) -> Result<Content, BoxError> {
        let target = target(&Pattern::parse(http.uri), &self)?;
        let headers = self.take_headers()?;
        let parts = HttpParts {
            method: Method::from_bytes(http.method.as_bytes())?,
            target,
            headers,
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
fn target(pattern: &Pattern, message: &Message) -> Result<String, BoxError> {
    let mut target = String::with_capacity(128);
    for segment in &pattern.segments {
        target.push('/');
        match *segment {
            Segment::Literal(text) => target.push_str(text),
            Segment::Label(name) => push_label(&mut target, message, name, b"")?,
            Segment::Greedy(name) => push_label(&mut target, message, name, b"/")?,
        }
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

/// Appends a label; characters of `kept` are not encoded.
fn push_label(
    target: &mut String,
    message: &Message,
    name: &str,
    kept: &[u8],
) -> Result<(), BoxError> {
    let mut labels = message.labels.iter();
    let value = labels.find(|(label, _)| *label == name);
    let value = value.map_or("", |(_, value)| value);
    if value.is_empty() {
        let problem = "it is part of the path, and must not be unset or empty";
        return Err(unsendable(name, problem));
    }
    let is_greedy = kept.contains(&b'/');
    let is_dots = |segment: &str| matches!(segment, "." | "..");
    if is_dots(value) || (is_greedy && value.split('/').any(is_dots)) {
        let problem = "it is part of the path, and must not have a segment `.` or `..`, which would be removed";
        return Err(unsendable(name, problem));
    }
    push_encoded(target, value, kept);
    Ok(())
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

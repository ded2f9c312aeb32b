//! The side of a service, for the fake transport: deserializing requests and serializing responses.

use super::document::Document;
use super::pattern::{Pattern, Segment};
use super::response::{header, read};
use super::value::Located;
use super::writer::Outgoing;
use crate::codec::{AllFormats, Codec, Root};
use crate::error::DecodeError;
use crate::operation::{Http, Operation, Protocol};
use crate::percent;
use crate::protocol::{Asked, Reply, Rules};
use crate::transport::BoxError;
use crate::wire::{Binding, MessageDeserializer, Structure};
use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use std::borrow::Cow;

/// Deserializes the input of a request, whose body may have been compressed.
pub(crate) fn read_request<Op: Operation>(
    rules: &Rules,
    request: &Request<Bytes>,
    body: &[u8],
) -> Result<Op::Input, DecodeError> {
    let http = Op::HTTP.filter(|_| rules.is_http);
    Op::Input::read_message(IncomingRequest {
        codec: rules.codec,
        parts: http.map(|http| RequestParts::new(http, request)),
        body,
    })
}

/// Serializes a response.
pub(crate) fn response<T: Structure>(
    rules: &Rules,
    status: StatusCode,
    reply: Reply,
    value: &T,
) -> Result<Response<Bytes>, BoxError> {
    let name = match reply.error {
        Some(_) => "Error".to_owned(),
        None if rules.codec == rules.codec.of_responses() => T::NAME.to_owned(),
        None => root(rules, reply.operation),
    };
    let root = Root::named(&name);
    let outgoing: Outgoing<'_, AllFormats> = Outgoing::new(rules, rules.codec.of_responses(), root);
    let mut message = value.write_message(outgoing)?;
    let mut response = Response::builder()
        .status(status)
        .header("x-amzn-requestid", "fake");
    if let Some(error) = reply.error
        && rules.is_http
    {
        response = response.header("x-amzn-errortype", error.code);
    }
    let headers = message.take_headers()?;
    let status = message.status.take();
    let body = (rules.wrap)(rules.codec, reply, message.body)?;
    let mut response = (rules.respond)(response).body(Bytes::from(body))?;
    if rules.is_http {
        response.headers_mut().extend(headers);
    }
    if let Some(status) = status {
        *response.status_mut() = status.parse()?;
    }
    Ok(response)
}

/// Returns the root element of an output.
fn root(rules: &Rules, operation: &str) -> String {
    let suffix = match rules.protocol {
        Protocol::AwsQuery => "Result",
        _ => "Response",
    };
    [operation, suffix].concat()
}

struct IncomingRequest<'a> {
    codec: Codec,
    /// For a protocol with HTTP bindings.
    parts: Option<RequestParts<'a>>,
    body: &'a [u8],
}

impl MessageDeserializer for IncomingRequest<'_> {
    type Error = DecodeError;

    fn document<T: Structure>(self) -> Result<T, DecodeError> {
        self.codec.read_request(self.body)
    }

    fn bound<T: Structure>(self) -> Result<T, DecodeError> {
        let Some(parts) = &self.parts else {
            return self.document();
        };
        let queries = T::BINDINGS.iter().zip(T::LOCATIONS);
        let queries = queries.filter(|(binding, _)| **binding == Binding::Query);
        let named: Vec<&str> = queries.map(|(_, name)| *name).collect();
        let body = |body: &[u8]| self.codec.read::<Document<T>>(body);
        read::<T, AllFormats>(self.codec, self.body, body, &|binding, name| {
            parts.locate(binding, name, &named)
        })
    }
}

/// Parts of a request besides its body.
struct RequestParts<'a> {
    pattern: Pattern,
    /// Path without that of the endpoint.
    path: &'a str,
    query: Vec<(String, String)>,
    headers: &'a HeaderMap,
    /// Labels that the path may not have, since the endpoint has them.
    labels: &'a [(&'static str, String)],
}

impl<'a> RequestParts<'a> {
    fn new(http: Http, request: &'a Request<Bytes>) -> Self {
        let path = request.uri().path();
        let base = request.extensions().get::<Asked>();
        let base = base.map_or("", |asked| asked.base.as_str());
        let query = request.uri().query().unwrap_or_default();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let decoded = |text| percent::decoded(text).unwrap_or_default();
        Self {
            pattern: Pattern::parse(http.uri),
            path: path.strip_prefix(base).unwrap_or(path),
            query: pairs
                .map(|(key, value)| (decoded(key), decoded(value)))
                .collect(),
            headers: request.headers(),
            labels: request
                .extensions()
                .get::<Asked>()
                .map_or(&[], |asked| &asked.labels),
        }
    }

    fn locate(
        &self,
        binding: Binding,
        name: &'static str,
        named: &[&str],
    ) -> Result<Option<Located<'a>>, DecodeError> {
        let text = |text: &str| Located::Text(Cow::Owned(text.to_owned()));
        Ok(match binding {
            Binding::Label => self.label(name).map(|label| text(&label)).or_else(|| {
                let mut labels = self.labels.iter();
                let (_, value) = labels.find(|(label, _)| *label == name)?;
                Some(text(value))
            }),
            Binding::Query => {
                let pairs = self.query.iter().filter(|(key, _)| key == name);
                let values: Vec<_> = pairs.map(|(_, value)| text(value)).collect();
                (!values.is_empty()).then_some(Located::List(values))
            }
            Binding::QueryParams => {
                let mut entries: Vec<(String, Located<'_>)> = Vec::new();
                for (key, value) in &self.query {
                    if named.contains(&key.as_str()) || self.pattern.has_query(key) {
                        continue;
                    }
                    match entries.iter_mut().find(|(it, _)| it == key) {
                        Some((_, Located::List(values))) => values.push(text(value)),
                        _ => entries.push((key.clone(), Located::List(vec![text(value)]))),
                    }
                }
                (!entries.is_empty()).then_some(Located::Map(entries))
            }
            binding => header(self.headers, binding, name)?,
        })
    }

    /// Returns the value of a label.
    fn label(&self, name: &str) -> Option<String> {
        let path = self.path.strip_prefix('/').unwrap_or(self.path);
        let found: Vec<&str> = path.split('/').collect();
        let segments = &self.pattern.segments;
        // A greedy label takes what the others leave.
        let extra = (found.len() + 1).checked_sub(segments.len())?;
        let mut rest = found.as_slice();
        for segment in segments {
            let count = match segment {
                Segment::Greedy(_) => extra,
                Segment::Literal(_) | Segment::Label(_) => 1,
            };
            let (values, after) = rest.split_at_checked(count)?;
            rest = after;
            match segment {
                Segment::Label(label) | Segment::Greedy(label) if *label == name => {
                    return percent::decoded(&values.join("/"));
                }
                _ => {}
            }
        }
        None
    }
}

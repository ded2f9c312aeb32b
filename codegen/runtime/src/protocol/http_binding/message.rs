//! The parts that an input or output is serialized to.

use super::header_list;
use super::request::HttpParts;
use super::text::Value;
#[cfg(feature = "streams")]
use crate::ByteStream;
use crate::codec::Codec;
#[cfg(feature = "event-streams")]
use crate::event_stream::SendsEvents;
use crate::transport::BoxError;
use crate::wire::{Binding, Row};
use http::header::{
    CONNECTION, CONTENT_LENGTH, EXPECT, HOST, HeaderMap, HeaderName, HeaderValue, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE,
};

/// Headers that frame a message or end at the next hop, which clients and proxies set.
const FRAMING: [HeaderName; 9] = [
    CONNECTION,
    EXPECT,
    HOST,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// Maximum number of headers of maps: servers allow far fewer.
const MAX_HEADERS: usize = 1_000;
const TOO_MANY: &str = "the input has more than 1,000 headers of a map";

/// Body of a request, with the other parts of protocols with HTTP bindings.
pub(crate) struct Content {
    pub(crate) body: Vec<u8>,
    pub(crate) http: Option<Box<HttpParts>>,
    /// Stream that is sent in the place of the body.
    #[cfg(feature = "streams")]
    pub(crate) stream: Option<ByteStream>,
    /// True if the stream has events.
    #[cfg(feature = "event-streams")]
    pub(crate) has_events: bool,
}

impl Content {
    pub(crate) fn new(body: Vec<u8>, http: Option<Box<HttpParts>>) -> Self {
        Self {
            body,
            http,
            #[cfg(feature = "streams")]
            stream: None,
            #[cfg(feature = "event-streams")]
            has_events: false,
        }
    }

    /// Takes the stream out of an input, in a protocol with HTTP bindings.
    #[cfg(feature = "streams")]
    pub(crate) fn with_stream(mut self, stream: Option<&mut ByteStream>) -> Self {
        if self.http.is_some() {
            self.stream = stream.map(std::mem::take);
        }
        self
    }

    /// Takes the events out of an input. Without HTTP bindings its other members, if it `has_members`, come in the first
    /// event.
    #[cfg(feature = "event-streams")]
    pub(crate) fn with_events(
        mut self,
        events: Option<&mut dyn SendsEvents>,
        codec: Codec,
        has_members: bool,
    ) -> Self {
        if let Some(events) = events {
            let document = std::mem::take(&mut self.body);
            let initial = (self.http.is_none() && has_members).then_some(document);
            self.stream = Some(events.take_frames(codec, initial).into());
            self.has_events = true;
        }
        self
    }
}

/// Parts of a request or response.
#[derive(Default)]
pub(crate) struct Message {
    /// Labels with their values.
    pub(super) labels: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, Vec<String>)>,
    /// Query parameters of maps.
    pub(super) query_params: Vec<(String, Vec<String>)>,
    /// Names of query parameters that a map does not replace.
    pub(super) named: Vec<&'static str>,
    pub(super) headers: HeaderMap,
    /// Headers of maps, which those of other members replace.
    pub(super) prefixed: Vec<(HeaderName, HeaderValue)>,
    pub(super) status: Option<String>,
    pub(crate) body: Vec<u8>,
    /// Type of the body; `None` if there is none.
    pub(super) content_type: Option<&'static str>,
}

impl Message {
    /// Creates the message of a structure without bindings.
    pub(super) fn of_document(body: Vec<u8>, codec: Codec, has_members: bool) -> Self {
        Self {
            body,
            content_type: has_members.then(|| codec.media_type()),
            ..Self::default()
        }
    }

    /// Adds the value of a member.
    pub(super) fn put(&mut self, row: Row, value: Result<Value, &str>) -> Result<(), BoxError> {
        let put = value
            .map_err(str::to_owned)
            .and_then(|value| self.try_put(row, value));
        put.map_err(|problem| unsendable(row.member, &problem))
    }

    fn try_put(&mut self, row: Row, value: Value) -> Result<(), String> {
        match row.binding {
            Binding::Label => {
                let text = value.into_texts()?.into_iter().next();
                self.labels.push((row.name, text.unwrap_or_default()));
            }
            Binding::Query => self.query.push((row.name, value.into_texts()?)),
            Binding::QueryParams => {
                for (key, value) in value.into_entries()? {
                    self.query_params.push((key, value.into_texts()?));
                }
            }
            Binding::Header => {
                let (name, value) = header(row.name, value)?;
                self.headers.insert(name, value);
            }
            Binding::PrefixHeaders => {
                for (key, value) in value.into_entries()? {
                    let name = [row.name, &key].concat();
                    self.prefixed.push(header(&name, value)?);
                }
            }
            Binding::Status => self.status = value.into_texts()?.into_iter().next(),
            Binding::RawPayload => {
                self.content_type = Some(row.name);
                self.body = match value {
                    Value::Bytes(bytes) => bytes,
                    value => value.into_texts()?.concat().into_bytes(),
                };
            }
            Binding::Body | Binding::Payload | Binding::Stream | Binding::EventHeader => {}
        }
        Ok(())
    }

    /// Returns all headers, with the type of the body.
    pub(super) fn take_headers(&mut self) -> Result<HeaderMap, BoxError> {
        let mut headers = std::mem::take(&mut self.headers);
        // The length is that of the body, and is not sent twice.
        headers.remove(CONTENT_LENGTH);
        let mut prefixed = std::mem::take(&mut self.prefixed);
        prefixed.retain(|(name, _)| name != CONTENT_LENGTH && !headers.contains_key(name));
        // A `HeaderMap` with too many panics.
        if prefixed.len() > MAX_HEADERS {
            return Err(TOO_MANY.into());
        }
        for (name, value) in prefixed {
            headers.append(name, value);
        }
        if let Some(media_type) = self.content_type
            && !headers.contains_key(http::header::CONTENT_TYPE)
        {
            let value = HeaderValue::from_str(media_type)?;
            headers.insert(http::header::CONTENT_TYPE, value);
        }
        Ok(headers)
    }
}

/// Returns the error of a member that cannot be sent.
pub(super) fn unsendable(member: &str, problem: &str) -> BoxError {
    format!("the member `{member}` cannot be sent: {problem}").into()
}

/// Returns the header of a value.
fn header(name: &str, value: Value) -> Result<(HeaderName, HeaderValue), String> {
    let text = match value {
        Value::List(items) => header_list::joined(items)?,
        value => value.into_texts()?.concat(),
    };
    // The key of a map may be a secret: it is not shown.
    let name = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| "a name of its headers is empty, or has a character that names cannot have")?;
    if FRAMING.contains(&name) {
        return Err(format!("the header `{name}` is set by the HTTP client"));
    }
    let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
        format!("the header `{name}` cannot have CR, LF, NUL or another control character")
    })?;
    // Inputs may be secret: `Debug` of a request does not show them.
    value.set_sensitive(true);
    Ok((name, value))
}

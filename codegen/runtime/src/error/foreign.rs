//! The body of a response that is not of the protocol: of a proxy, a load balancer, a captive portal.

use http::HeaderMap;
use http::header::CONTENT_TYPE;
use std::fmt;

/// The most characters of a media type: each half has at most 127 (RFC 6838, section 4.2).
const LONGEST: usize = 255;

/// Facts of a body that is not of the protocol, for errors, which do not show the body: it may hold anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForeignBody {
    media_type: MediaType,
    bytes: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum MediaType {
    Named(String),
    Invalid,
    Absent,
}

impl ForeignBody {
    /// The facts of a body that came with these headers.
    pub(crate) fn new(headers: &HeaderMap, body: &[u8]) -> Self {
        let media_type = match headers.get(CONTENT_TYPE) {
            None => MediaType::Absent,
            Some(value) => value
                .to_str()
                .ok()
                .and_then(media_type)
                .map_or(MediaType::Invalid, MediaType::Named),
        };
        Self {
            media_type,
            bytes: body.len(),
        }
    }
}

/// The media type of a `content-type`, without parameters and in lower case (RFC 9110, section 8.3.1).
fn media_type(value: &str) -> Option<String> {
    let (essence, _) = value.split_once(';').unwrap_or((value, ""));
    let essence = essence.trim();
    let (kind, name) = essence.split_once('/')?;
    let is_token = |text: &str| {
        let is_allowed = |it: u8| it.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&it);
        !text.is_empty() && text.bytes().all(is_allowed)
    };
    (essence.len() <= LONGEST && is_token(kind) && is_token(name))
        .then(|| essence.to_ascii_lowercase())
}

impl fmt::Display for ForeignBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.bytes == 1 { "byte" } else { "bytes" };
        let bytes = self.bytes;
        match &self.media_type {
            MediaType::Named(name) => write!(formatter, "the response was {name}, {bytes} {unit}"),
            MediaType::Invalid => write!(
                formatter,
                "the response was {bytes} {unit} with an invalid content type"
            ),
            MediaType::Absent => write!(
                formatter,
                "the response was {bytes} {unit} without a content type"
            ),
        }
    }
}

/// Prints the facts of a body that is not of the protocol, as the end of a line.
pub(super) fn end(formatter: &mut fmt::Formatter<'_>, body: Option<&ForeignBody>) -> fmt::Result {
    body.map_or(Ok(()), |body| write!(formatter, "; {body}"))
}

#[cfg(test)]
mod tests {
    use super::ForeignBody;
    use http::header::CONTENT_TYPE;
    use http::{HeaderMap, HeaderValue};

    fn shown(content_type: Option<&[u8]>, body: &str) -> String {
        let mut headers = HeaderMap::new();
        if let Some(value) = content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_bytes(value).unwrap());
        }
        ForeignBody::new(&headers, body.as_bytes()).to_string()
    }

    #[test]
    fn a_body_is_known_by_its_media_type_and_length() {
        let long = format!("text/{}", "x".repeat(300));
        for (content_type, body, expected) in [
            (
                Some(&b"text/html"[..]),
                "<html></html>\r\n\t",
                "text/html, 16 bytes",
            ),
            (Some(b"Text/HTML; charset=utf-8"), "a", "text/html, 1 byte"),
            (Some(b" image/svg+xml "), "ab", "image/svg+xml, 2 bytes"),
            (None, "ab", "2 bytes without a content type"),
            (Some(b""), "ab", "2 bytes with an invalid content type"),
            (Some(b"html"), "ab", "2 bytes with an invalid content type"),
            (
                Some(b"text/a b"),
                "ab",
                "2 bytes with an invalid content type",
            ),
            (
                Some(b"text/\xff"),
                "ab",
                "2 bytes with an invalid content type",
            ),
            (
                Some(long.as_bytes()),
                "ab",
                "2 bytes with an invalid content type",
            ),
        ] {
            let expected = format!("the response was {expected}");
            assert_eq!(shown(content_type, body), expected);
        }
    }
}

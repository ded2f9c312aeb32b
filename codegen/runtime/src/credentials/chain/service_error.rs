//! Errors of AWS services.

use super::text::brief;
use crate::error::ForeignBody;
use crate::protocol::request_id;
use bytes::Bytes;
use http::Response;
use http::header::CONTENT_TYPE;

/// An error of a service: status, code and message, as far as the response has them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ServiceError {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
}

impl ServiceError {
    /// Returns a description of the error `response` in one line. `secrets`, which a service may repeat, are redacted.
    pub(super) fn describe(&self, response: &Response<Bytes>, secrets: &[&str]) -> String {
        let status = response.status().as_u16();
        let hidden = |text: &str| {
            let secrets = secrets.iter().filter(|secret| !secret.is_empty());
            secrets.fold(text.to_owned(), |text, secret| text.replace(secret, "…"))
        };
        let mut shown = format!("HTTP {status}");
        if let Some(code) = &self.code {
            shown = format!("{shown} {}", brief(&hidden(code)));
        }
        if let Some(message) = &self.message {
            shown = format!("{shown}: {}", brief(&hidden(message)));
        }
        let id = request_id(response.headers()).or_else(|| self.request_id.clone());
        if let Some(id) = id {
            shown = format!("{shown} (request id {})", brief(&hidden(&id)));
        }
        match (&self.code, &self.message) {
            (None, None) => with_media_type(shown, response),
            _ => shown,
        }
    }
}

/// Adds the media type and size of the body of `response` to `why`, if the type is neither JSON nor XML: such a body is
/// not of the service but of a proxy, for instance.
pub(super) fn with_media_type(why: String, response: &Response<Bytes>) -> String {
    let (headers, body) = (response.headers(), response.body());
    let is_of_service = headers.get(CONTENT_TYPE).is_none_or(|named| {
        let named = String::from_utf8_lossy(named.as_bytes()).to_ascii_lowercase();
        named.contains("json") || named.contains("xml")
    });
    if is_of_service || body.is_empty() {
        return why;
    }
    format!("{why}; {}", ForeignBody::new(headers, body))
}

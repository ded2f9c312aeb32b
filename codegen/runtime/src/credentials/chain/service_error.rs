//! Errors of AWS services.

use super::text::brief;
use crate::protocol::request_id;
use bytes::Bytes;
use http::Response;

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
        match id {
            Some(id) => format!("{shown} (request id {})", brief(&hidden(&id))),
            None => shown,
        }
    }
}

//! Presigned requests.

use http::{HeaderMap, Method, Request, Uri};
use std::fmt;

/// A presigned request: whoever has it can send it until it expires.
///
/// Its URL is a secret, since it holds the signature and the session token. `Debug` shows the host of the URL,
/// since members in the path may be secrets too, and the names of the headers.
#[derive(Clone)]
pub struct PresignedRequest {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
}

impl PresignedRequest {
    pub(super) fn new(method: Method, uri: Uri, headers: HeaderMap) -> Self {
        Self {
            method,
            uri,
            headers,
        }
    }

    /// Returns the method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Returns the URL, with the signature in its query.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Returns the headers that must be sent with these values: `host`, which HTTP clients add themselves, and those of the
    /// request.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

impl From<PresignedRequest> for Request<()> {
    fn from(presigned: PresignedRequest) -> Self {
        let mut request = Self::new(());
        *request.method_mut() = presigned.method;
        *request.uri_mut() = presigned.uri;
        *request.headers_mut() = presigned.headers;
        request
    }
}

impl fmt::Debug for PresignedRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.uri.scheme_str().unwrap_or_default();
        let host = self.uri.authority().map_or("", |it| it.as_str());
        let url = format!("{scheme}://{host}/…");
        let names: Vec<&str> = self.headers.keys().map(|name| name.as_str()).collect();
        formatter
            .debug_struct("PresignedRequest")
            .field("method", &self.method)
            .field("uri", &url)
            .field("headers", &names)
            .finish()
    }
}

//! `POST` requests, which all protocols use.

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderName, HeaderValue, Method, Request, Uri};

/// Capacity for the headers of most requests, which avoids reallocation.
const HEADERS: usize = 12;

/// Builds the request with `body` to `uri`, with its length and `headers`.
pub(super) fn post<const N: usize>(
    uri: Uri,
    body: Bytes,
    headers: [(HeaderName, HeaderValue); N],
) -> Request<Bytes> {
    let length = HeaderValue::from(body.len());
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = uri;
    let all = request.headers_mut();
    all.reserve(HEADERS);
    all.insert(CONTENT_LENGTH, length);
    all.extend(headers);
    request
}

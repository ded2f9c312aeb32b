//! A `POST`: what requests of every protocol are.

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderName, HeaderValue, Method, Request, Uri};

/// How many headers most requests are sent with at most: so many fit in without moving.
const HEADERS: usize = 12;

/// The request that takes `body` to `uri`, with its length and `headers`.
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

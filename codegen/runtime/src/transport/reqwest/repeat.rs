//! Requests that an HTTP/2 server has not processed.

use super::body::RequestBody;
use super::pooled::HttpClient;
use bytes::Bytes;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::client::legacy::Error;
#[cfg(feature = "http2")]
use std::{error, iter};

/// How often a request is sent again, as in reqwest, whose retries these are.
#[cfg(feature = "http2")]
const REPEATS: u32 = 2;

/// Sends a request, and sends it again while the server says that it has not processed it.
#[cfg(feature = "http2")]
pub(super) async fn request(
    client: &HttpClient,
    request: Request<Bytes>,
) -> Result<Response<Incoming>, Error> {
    for _ in 0..REPEATS {
        let response = client.request(request.clone().map(RequestBody::new)).await;
        match response {
            Err(error) if is_unprocessed(&error) => {}
            response => return response,
        }
    }
    client.request(request.map(RequestBody::new)).await
}

/// Sends a request: over HTTP/1.1 no server says that it has not processed one.
#[cfg(not(feature = "http2"))]
pub(super) async fn request(
    client: &HttpClient,
    request: Request<Bytes>,
) -> Result<Response<Incoming>, Error> {
    client.request(request.map(RequestBody::new)).await
}

/// Whether the server has refused the stream (RFC 9113, section 8.7), or was about to close the connection.
#[cfg(feature = "http2")]
fn is_unprocessed(error: &Error) -> bool {
    let mut chain = iter::successors(Some(error as &dyn error::Error), |&error| error.source());
    let found = chain.find_map(|error| error.downcast_ref::<h2::Error>());
    found.is_some_and(|error| {
        let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        let is_closing = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
        error.is_remote() && (is_refused || is_closing)
    })
}

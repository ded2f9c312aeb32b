//! The client itself; calls are tested from outside, with types as the generator writes them.

use super::Client;
use crate::transport::{BoxFuture, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response, Uri};

struct Silent;

impl Transport for Silent {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async { Err(TransportError::new("silence")) })
    }
}

#[test]
fn debug_shows_where_it_calls() {
    let client = Client::new(Silent, Uri::from_static("https://example.com"));
    assert_eq!(
        format!("{client:?}"),
        "Client { endpoint: https://example.com/, .. }"
    );
}

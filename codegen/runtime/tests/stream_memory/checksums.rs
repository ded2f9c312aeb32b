//! Memory of uploads and downloads with checksums.

#[allow(dead_code, reason = "other tests have more operations")]
#[path = "../checksums/service.rs"]
mod service;

use super::{ALLOWED, SIZE, needed};
use runtime::bytes::Bytes;
use runtime::futures_core::Stream;
use runtime::http::{Request, Response};
use runtime::{
    Body, BoxFuture, ByteStream, Client, Config, Credentials, Retry, Transport, TransportError,
};
use service::{GetThing, GetThingInput, PutThing, Service, thing};
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

/// CRC-32 of 256 MiB of bytes 7, of Python's `zlib.crc32`.
const CRC32: &str = "F0EUFg==";

/// Reads bodies without keeping them, and returns the same content.
struct Mirror;

impl Transport for Mirror {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async {
            let (head, mut body) = request.into_parts();
            let (mut read, mut end) = (0, Bytes::new());
            while let Some(piece) = body.next().await {
                end = piece?;
                read += end.len();
            }
            if head.method == "PUT" {
                let trailer = format!("\r\n0\r\nx-amz-checksum-crc32:{CRC32}\r\n\r\n");
                assert_eq!(end, trailer);
                let length = head.headers.get("content-length").unwrap();
                assert_eq!(length, read.to_string().as_str());
                return Ok(Response::new(Body::empty()));
            }
            let mut response = Response::new(Body::from_stream(SIZE.into(), Sevens(SIZE)));
            let crc32 = CRC32.parse().unwrap();
            response.headers_mut().insert("x-amz-checksum-crc32", crc32);
            Ok(response)
        })
    }
}

/// This number of bytes 7.
struct Sevens(u64);

impl Stream for Sevens {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = Bytes::from_static(&[7; 1 << 16]);
        let left = self.0.checked_sub(piece.len() as u64);
        Poll::Ready(left.map(|left| {
            self.0 = left;
            Ok(piece)
        }))
    }
}

/// Sends and receives content, the file of which has the same.
pub async fn check(path: &Path) {
    let config = Config::builder()
        .transport(Mirror)
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .region("eu-west-1")
        .endpoint_url("https://things.example")
        .retry(Retry::off());
    let client = Client::new::<Service>(&config.build().unwrap());
    let sending = needed(async {
        let file = ByteStream::from_file(path).await.unwrap();
        client.call::<PutThing>(thing(file)).await.unwrap();
    });
    let sending = sending.await;
    let receiving = needed(async {
        let output = client.call::<GetThing>(GetThingInput::default()).await;
        super::drain(output.unwrap().body).await;
    });
    let receiving = receiving.await;
    println!("with checksums: sending {sending}, receiving {receiving} bytes");
    assert!(
        sending < ALLOWED && receiving < ALLOWED,
        "{sending}, {receiving}"
    );
}

//! Over hyper and loopback, as if it were TLS; with and without async.

use crate::pieces::Pieces;
use crate::server::{At, Reply, Server};
use crate::service::*;
use crate::world::client;
use runtime::http::{Request, Response, Uri};
use runtime::{
    Body, BoxFuture, ByteStream, ByteStreamErrorKind, Client, Config, Credentials, HttpTransport,
    Retry, Transport, TransportError,
};

/// Sends requests for `https` to a server without TLS.
struct WithoutTls {
    transport: HttpTransport,
    server: String,
}

impl Transport for WithoutTls {
    fn send(
        &self,
        mut request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let path = request.uri().path_and_query().unwrap();
        let uri: Uri = format!("{}{path}", self.server).parse().unwrap();
        *request.uri_mut() = uri;
        self.transport.send(request)
    }
}

fn client_of(server: &Server) -> Client {
    let transport = WithoutTls {
        transport: HttpTransport::builder().no_proxy().build().unwrap(),
        server: server.url(""),
    };
    let config = Config::builder()
        .transport(transport)
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .region("eu-west-1")
        .endpoint_url("https://things.example")
        .retry(Retry::off());
    client(config)
}

#[tokio::test]
async fn an_encoded_body_has_the_length_that_was_announced() {
    let server = Server::always(Reply::new(200, ""));
    let client = client_of(&server);
    for length in [0, 1, 65_536, 200_000] {
        let content = "a".repeat(length);
        let pieces: Vec<_> = content
            .as_bytes()
            .chunks(50_000)
            .map(<[u8]>::to_vec)
            .collect();
        let pieces = pieces.into_iter().map(|it| Ok(it.into()));
        let pieces: Pieces<TransportError> = Pieces(pieces.collect());
        let stream = ByteStream::from_stream(length as u64, pieces);
        client.call::<PutThing>(thing(stream)).await.unwrap();
        let request = server.requests().pop().unwrap();
        let body = String::from_utf8(request.body.clone()).unwrap();
        let expected = request.header("content-length").unwrap();
        assert_eq!(expected, body.len().to_string().as_bytes());
        let (data, trailer) = body.rsplit_once("0\r\nx-amz-checksum-crc32:").unwrap();
        let chunks: usize = data
            .split("\r\n")
            .filter(|it| it.ends_with('a'))
            .map(str::len)
            .sum();
        assert_eq!(chunks, length, "{trailer}");
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_corrupted_download_leaves_no_file() {
    let reply = Reply::new(200, "hello w0rld").header("x-amz-checksum-crc32", "DUoRhQ==");
    let server = Server::sequence([reply.clone(), reply.cut(At::Body(6))]);
    let client = client_of(&server);
    let path = std::env::temp_dir().join(format!("leansmith-checksum-{}", std::process::id()));
    for kind in [
        ByteStreamErrorKind::Checksum,
        ByteStreamErrorKind::Incomplete,
    ] {
        let output = client
            .call::<GetThing>(GetThingInput::default())
            .await
            .unwrap();
        let error = output.body.write_to_file(&path).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(!path.exists());
    }
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_have_checksums_too() {
    use runtime::Blocking;
    use std::io::{Cursor, Read};

    let reply = Reply::new(200, "hello world").header("x-amz-checksum-crc32", "DUoRhQ==");
    let wrong = Reply::new(200, "hello w0rld").header("x-amz-checksum-crc32", "DUoRhQ==");
    let server = Server::sequence([Reply::new(200, ""), reply, wrong]);
    let (blocking, client) = (Blocking::new(), client_of(&server));
    let stream = ByteStream::from_read(11, Cursor::new("hello world"));
    let put = client.call::<PutThing>(thing(stream));
    blocking.call::<PutThing>(put).unwrap();
    let expected = b"b\r\nhello world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n";
    assert_eq!(server.requests()[0].body, expected);
    let get = || blocking.call::<GetThing>(client.call::<GetThing>(GetThingInput::default()));
    assert_eq!(
        get().unwrap().body.blocking_text(11).unwrap(),
        "hello world"
    );
    let mut content = String::new();
    let read = get().unwrap().body.into_read().read_to_string(&mut content);
    assert_eq!(read.unwrap_err().kind(), std::io::ErrorKind::InvalidData);
}

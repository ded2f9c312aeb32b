//! Content without async.

use crate::folder::Folder;
use crate::{Pieces, pattern};
use runtime::{Blocking, ByteStream, ByteStreamErrorKind as Kind};
use std::io::{self, BufRead, Cursor, Read};
use std::{fs, thread};
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;

fn pieces() -> ByteStream {
    ByteStream::from_stream(8, Pieces::of(&["12345", "67", "8"]))
}

/// Reads content in each way, and returns the errors.
fn read_all() -> Vec<io::Error> {
    let folder = Folder::new(&format!("blocking-{:?}", thread::current().id()));
    let path = folder.file("old", pattern(200_000));
    let outcomes = [
        io::read_to_string(pieces().into_read()).map(|text| assert_eq!(text, "12345678")),
        pieces()
            .blocking_bytes(8)
            .map(|bytes| assert_eq!(bytes, "12345678"))
            .map_err(Into::into),
        pieces()
            .blocking_text(8)
            .map(|text| assert_eq!(text, "12345678"))
            .map_err(Into::into),
        pieces()
            .blocking_write_to_file(folder.path("new"))
            .map_err(Into::into)
            .map(|size| {
                assert_eq!(
                    (size, fs::read(folder.path("new")).unwrap()),
                    (8, b"12345678".to_vec())
                );
            }),
        // Of sources that need a runtime.
        ByteStream::from_read(None, Cursor::new("12345678"))
            .blocking_text(8)
            .map(|text| assert_eq!(text, "12345678"))
            .map_err(Into::into),
        ByteStream::from_file(path)
            .open()
            .unwrap()
            .blocking_bytes(200_000)
            .map(|bytes| assert_eq!(bytes, pattern(200_000)))
            .map_err(Into::into),
    ];
    outcomes.into_iter().filter_map(Result::err).collect()
}

#[test]
fn content_is_read_without_a_runtime() {
    assert!(read_all().is_empty());
}

#[test]
fn content_is_read_on_any_thread_that_may_block() {
    for runtime in [
        Builder::new_multi_thread()
            .worker_threads(1)
            .build()
            .unwrap(),
        Builder::new_current_thread().build().unwrap(),
    ] {
        let entered = runtime.enter();
        assert!(read_all().is_empty());
        drop(entered);
        let read = runtime.block_on(async { spawn_blocking(read_all).await.unwrap() });
        assert!(read.is_empty());
    }
}

#[tokio::test]
async fn async_code_is_told_not_to_block() {
    let errors = read_all();
    assert_eq!(errors.len(), 6);
    for error in errors {
        assert!(
            error.to_string().contains("cannot be used in async code"),
            "{error}"
        );
    }
}

#[test]
fn a_reader_has_a_buffer() {
    let mut reader = pieces().into_read();
    assert_eq!(reader.read(&mut []).unwrap(), 0);
    assert_eq!(reader.fill_buf().unwrap(), b"12345");
    reader.consume(2);
    let mut two = [0; 2];
    assert_eq!((reader.read(&mut two).unwrap(), two), (2, *b"34"));
    assert_eq!(reader.fill_buf().unwrap(), b"5");
    assert!(!format!("{reader:?}").contains("12345"));
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "5678");
    assert_eq!(reader.read(&mut two).unwrap(), 0);
}

#[test]
fn a_reader_reports_what_is_missing() {
    let short = ByteStream::from_stream(9, Pieces::of(&["12345"]));
    let mut reader = short.into_read();
    let mut start = [0; 5];
    reader.read_exact(&mut start).unwrap();
    let error = reader.read(&mut start).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);

    let error = pieces().blocking_bytes(7).unwrap_err();
    assert_eq!(error.kind(), Kind::TooLarge);
}

#[cfg(feature = "http1")]
mod loopback {
    use super::*;
    use crate::server::{At, Reply, Server};
    use crate::service::{Get, GetInput, GetOutput, Put, PutInput, Service};
    use runtime::{Client, Config, HttpTransport, Retry};

    fn client(server: &Server) -> Client {
        let config = Config::builder()
            .transport(HttpTransport::builder().no_proxy().build().unwrap())
            .retry(Retry::off())
            .region("eu-west-1")
            .endpoint_url(server.url(""))
            .build();
        Client::new::<Service>(&config.unwrap())
    }

    /// Calls by a blocking client that is dropped before the result is used.
    fn get(server: &Server) -> GetOutput {
        let input = GetInput {
            key: "k".to_owned(),
        };
        let call = client(server);
        Blocking::new()
            .call::<Get>(call.call::<Get>(input))
            .unwrap()
    }

    #[test]
    fn a_response_outlives_its_blocking_client() {
        let content = pattern(3_000_000);
        let stored = content.clone();
        let server = Server::start(move |request| match request.method.as_str() {
            "GET" => Reply::new(200, stored.clone()),
            _ => Reply::new(200, ""),
        });
        let folder = Folder::new("outlives");
        let mut all = Vec::new();
        get(&server).body.into_read().read_to_end(&mut all).unwrap();
        assert_eq!(all, content);
        assert_eq!(
            get(&server).body.blocking_bytes(3_000_000).unwrap(),
            content
        );
        let path = folder.path("new");
        get(&server).body.blocking_write_to_file(&path).unwrap();
        assert_eq!(fs::read(&path).unwrap(), content);
        // As the content of another request.
        let input = PutInput {
            key: "k".to_owned(),
            body: get(&server).body,
        };
        let blocking = Blocking::new();
        let call = client(&server);
        blocking.call::<Put>(call.call::<Put>(input)).unwrap();
        assert_eq!(server.requests().last().unwrap().body, content);
    }

    #[test]
    fn a_request_of_a_builder_does_so_too() {
        let content = pattern(1_000_000);
        let server = Server::always(Reply::new(200, content.clone()));
        let input = GetInput {
            key: "k".to_owned(),
        };
        let call = client(&server);
        let response = Blocking::new()
            .request(call.request::<Get>(input))
            .send()
            .unwrap();
        assert_eq!(
            response.output.body.blocking_bytes(1_000_000).unwrap(),
            content
        );
    }

    #[test]
    fn a_response_that_is_cut_is_incomplete() {
        let reply = Reply::new(200, pattern(1_000_000));
        let server = Server::always(reply.cut(At::Body(900_000)));
        let folder = Folder::new("cut");
        let error = get(&server)
            .body
            .blocking_write_to_file(folder.path("new"))
            .unwrap_err();
        assert_eq!(error.kind(), Kind::Incomplete);
        assert!(error.to_string().contains(&server.url("")), "{error}");
        assert!(folder.names().is_empty());
        let mut all = Vec::new();
        let error = get(&server)
            .body
            .into_read()
            .read_to_end(&mut all)
            .unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn readers_and_files_are_sent() {
        let content = pattern(300_000);
        let folder = Folder::new("sent");
        let path = folder.file("file", &content);
        let server = Server::always(Reply::new(200, ""));
        let (blocking, client) = (Blocking::new(), client(&server));
        for body in [
            ByteStream::from_read(300_000, Cursor::new(content.clone())),
            ByteStream::from_file(path).open().unwrap(),
        ] {
            let input = PutInput {
                key: "k".to_owned(),
                body,
            };
            blocking.call::<Put>(client.call::<Put>(input)).unwrap();
            assert_eq!(server.requests().last().unwrap().body, content);
        }
    }
}

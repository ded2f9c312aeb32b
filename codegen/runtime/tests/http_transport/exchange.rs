//! Requests and responses on the wire.

use crate::server::{Reply, Server};
use crate::{post, send, send_bytes, transport};
use bytes::Bytes;
use http::{HeaderValue, Method, Request};
use runtime::HttpTransport;

#[tokio::test]
async fn a_request_arrives_as_it_was_given() {
    let server = Server::always(Reply::new(200, "{}"));
    let every_byte: Vec<u8> = (0..=255).collect();
    let mut request = post(server.url("/some/path%20x?query=a%2Fb"), every_byte.clone());
    let obscure = HeaderValue::from_bytes(b"caf\xe9 \xff").unwrap();
    let headers = request.headers_mut();
    headers.append(
        "x-amz-target",
        HeaderValue::from_static("Service.Operation"),
    );
    headers.append("x-twice", HeaderValue::from_static("2"));
    headers.append(
        "content-type",
        HeaderValue::from_static("application/x-amz-json-1.0"),
    );
    headers.append("x-obscure", obscure);
    headers.append("x-twice", HeaderValue::from_static("1"));
    send_bytes(&transport(), request).await.unwrap();

    let [received] = server.requests().try_into().unwrap();
    assert_eq!(received.method, "POST");
    assert_eq!(received.target, "/some/path%20x?query=a%2Fb");
    assert_eq!(received.version, "HTTP/1.1");
    assert_eq!(received.body, every_byte);
    let headers: Vec<_> = received
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_slice()))
        .collect();
    let host = server.address().to_string();
    let expected: [(&str, &[u8]); 8] = [
        ("x-amz-target", b"Service.Operation"),
        ("x-twice", b"2"),
        ("x-twice", b"1"),
        ("content-type", b"application/x-amz-json-1.0"),
        ("x-obscure", b"caf\xe9 \xff"),
        ("accept", b"*/*"),
        ("host", host.as_bytes()),
        ("content-length", b"256"),
    ];
    assert_eq!(headers, expected);
}

/// The transport remembers where the last request went.
#[tokio::test]
async fn requests_to_one_place_and_another_arrive_where_they_should() {
    let server = Server::always(Reply::new(200, "{}"));
    // Without a say of users in it, and past proxies, for that is where this machine is.
    let transport = HttpTransport::new().unwrap();
    let targets = ["/a?x=1", "/a?x=1", "/A?x=1", "/a?x=2", "/", "/a?x=1"];
    for (number, target) in targets.into_iter().enumerate() {
        let mut request = post(server.url(target), number.to_string());
        let value = HeaderValue::from(number);
        request.headers_mut().insert("x-number", value);
        send_bytes(&transport, request).await.unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), targets.len());
    for (number, (received, target)) in requests.iter().zip(targets).enumerate() {
        let number = number.to_string();
        assert_eq!(
            (received.method.as_str(), received.target.as_str()),
            ("POST", target)
        );
        let host = server.address().to_string();
        assert_eq!(received.header("host"), Some(host.as_bytes()));
        assert_eq!(received.header("x-number"), Some(number.as_bytes()));
        assert_eq!(received.body, number.as_bytes());
    }
}

#[tokio::test]
async fn a_response_is_given_as_it_came() {
    let every_byte: Vec<u8> = (0..=255).collect();
    let reply = Reply::new(418, every_byte.clone())
        .header("x-amzn-requestid", "1234")
        .header("x-twice", "2")
        .header("x-twice", "1")
        .header("content-encoding", "gzip")
        .header("x-obscure", b"caf\xe9 \xff");
    let server = Server::always(reply);
    let response = send(&transport(), &server).await.unwrap();

    assert_eq!(response.status(), 418);
    assert_eq!(response.body(), &every_byte);
    let headers = response.headers();
    assert_eq!(headers["x-amzn-requestid"], "1234");
    assert_eq!(headers["content-encoding"], "gzip");
    assert_eq!(headers["x-obscure"].as_bytes(), b"caf\xe9 \xff");
    let twice: Vec<_> = headers.get_all("x-twice").iter().collect();
    assert_eq!(twice, ["2", "1"]);
    assert_eq!(server.requests()[0].header("accept-encoding"), None);
}

#[tokio::test]
async fn bodies_of_a_megabyte_pass_both_ways() {
    let sent = Bytes::from(vec![b'q'; 1 << 20]);
    let answer: Vec<u8> = (0..1 << 20_u32)
        .map(|number| (number % 251) as u8)
        .collect();
    let server = Server::always(Reply::new(500, answer.clone()));
    let request = post(server.url("/"), sent.clone());
    let response = send_bytes(&transport(), request).await.unwrap();

    assert_eq!(response.status(), 500);
    assert!(response.body() == &answer);
    assert!(server.requests()[0].body == sent);
}

#[tokio::test]
async fn a_body_in_chunks_is_put_together() {
    let chunks: [&[u8]; 3] = [b"{\"a\":", &[b' '; 100_000], b"1}"];
    let server = Server::always(Reply::chunked(200, chunks));
    let response = send(&transport(), &server).await.unwrap();
    assert!(*response.body() == chunks.concat());
}

#[tokio::test]
async fn a_body_that_ends_with_the_connection_is_whole() {
    let server = Server::always(Reply::status(200, "{}").close());
    let response = send(&transport(), &server).await.unwrap();
    assert_eq!(response.body(), "{}");
}

#[tokio::test]
async fn an_empty_body_is_none() {
    let server = Server::always(Reply::status(204, ""));
    let transport = transport();
    for method in [Method::GET, Method::PUT, Method::POST] {
        let request = Request::builder().method(&method).uri(server.url("/"));
        let request = request.body(Bytes::new()).unwrap();
        let response = send_bytes(&transport, request).await.unwrap();
        assert_eq!(response.status(), 204);
        assert!(response.body().is_empty());

        let received = server.requests().pop().unwrap();
        assert_eq!(received.method, method.as_str());
        assert_eq!(received.body, b"");
        assert_eq!(received.header("transfer-encoding"), None, "{method}");
    }
}

#[tokio::test]
async fn redirects_and_not_modified_are_responses() {
    let elsewhere = Server::always(Reply::new(200, "{}"));
    for status in [301, 302, 303, 307, 308] {
        let reply = Reply::new(status, "moved").header("location", elsewhere.url("/"));
        let server = Server::always(reply);
        let response = send(&transport(), &server).await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["location"], elsewhere.url("/"));
        assert_eq!(response.body(), "moved");
    }
    assert_eq!(elsewhere.connections(), 0);

    let server = Server::always(Reply::status(304, "").header("etag", "x"));
    let response = send(&transport(), &server).await.unwrap();
    assert_eq!(response.status(), 304);
    assert!(response.body().is_empty());
}

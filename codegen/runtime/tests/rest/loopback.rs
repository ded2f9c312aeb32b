//! Signatures over the bytes that are sent: a server on loopback verifies the request line and the headers as they came.

use crate::server::{Reply, Server};
use crate::service::*;
use crate::signed;
use crate::sigv4::{Received, verify};
use runtime::{Client, Config, Credentials, Http, HttpTransport, Operation, Retry, Transport};
use std::collections::BTreeMap;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// Returns a client that sends to this URL, without retries.
pub fn client(transport: impl Transport, url: String) -> Client {
    let config = Config::builder()
        .transport(transport)
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
        .region("eu-west-1")
        .retry(Retry::off())
        .endpoint_url(url)
        .build();
    Client::new::<Service>(&config.unwrap())
}

/// Calls an operation, and returns the target of its request, whose signature is genuine.
async fn signed<Op: Operation>(transport: impl Transport, base: &str, input: Op::Input) -> String {
    received::<Op>(transport, base, input).await.target
}

/// Calls an operation, and returns its request, whose signature is genuine.
async fn received<Op: Operation>(
    transport: impl Transport,
    base: &str,
    input: Op::Input,
) -> Received {
    let server = Server::always(Reply::new(200, "{}"));
    let client = client(transport, server.url(base));
    client.call::<Op>(input).await.unwrap();
    let received = signed::received(&server.requests().remove(0));
    let signature = verify(&received, SECRET).expect("the signature covers what was sent");
    assert_eq!(signature.service, "restjson");
    received
}

/// Returns each transport that is compiled.
pub fn transports() -> Vec<HttpTransport> {
    vec![
        HttpTransport::builder().no_proxy().build().unwrap(),
        #[cfg(feature = "reqwest")]
        HttpTransport::builder()
            .configure(|client| client.no_proxy())
            .build()
            .unwrap(),
    ]
}

#[tokio::test]
async fn signatures_cover_the_path_and_the_query_that_are_sent() {
    let special = " %:/?#[]@!$&'()*+,;=😹";
    for transport in transports() {
        let input = GetObjectInput {
            bucket: special.to_owned(),
            key: format!("a//b/{special}/..c/%2e%2e/"),
        };
        let target = signed::<GetObject>(transport.clone(), "/", input).await;
        let encoded = "%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9";
        let greedy = encoded.replace("%2F", "/");
        assert_eq!(
            target,
            format!("/buckets/{encoded}/(a+)+/a//b/{greedy}/..c/%252e%252e/")
        );
        let input = ConstantQueryStringInput {
            hello: "~ü".to_owned(),
        };
        let target = signed::<ConstantQueryString>(transport.clone(), "/", input).await;
        assert_eq!(target, "/ConstantQueryString/~%C3%BC?foo=bar&hello");
        let input = PutThingInput {
            id: "1".to_owned(),
            tags: Some(vec!["b b".to_owned(), String::new(), "a+a".to_owned()]),
            filters: Some(BTreeMap::from([("ä&".to_owned(), "=/?".to_owned())])),
            meta: Some(BTreeMap::from([("k".to_owned(), "  a   b ".to_owned())])),
            name: Some("n".to_owned()),
            ..PutThingInput::default()
        };
        let target = signed::<PutThing>(transport, "/base/", input).await;
        assert_eq!(
            target,
            "/base/things/1?v=1&tag=b%20b&tag=&tag=a%2Ba&%C3%A4%26=%3D%2F%3F"
        );
    }
}

#[tokio::test]
async fn large_headers_and_a_204_with_a_body_are_read() {
    let large = "x".repeat(64 * 1024 - 64);
    for transport in transports() {
        let server = Server::sequence([
            Reply::new(200, "").header("X-String", &large),
            // HTTP has no body there (RFC 9110, section 15.3.5): what follows is not a response.
            Reply::new(204, r#"{"name": "n"}"#).close(),
            Reply::new(200, r#"{"name": "n"}"#),
        ]);
        let client = client(transport, server.url("/"));
        let output = client.call::<InputAndOutputWithHeaders>(WithHeaders::default());
        assert_eq!(output.await.unwrap().header_string.as_ref(), Some(&large));
        let input = PutThingInput {
            id: "1".to_owned(),
            ..PutThingInput::default()
        };
        let output = client.call::<PutThing>(input.clone()).await.unwrap();
        assert_eq!((output.status, output.name), (204, None));
        let output = client.call::<PutThing>(input).await.unwrap();
        assert_eq!(output.name.as_deref(), Some("n"));
    }
}

/// An operation whose body is not signed, though it is no stream.
struct PutThingUnsigned;

impl Operation for PutThingUnsigned {
    const NAME: &'static str = "PutThing";
    type Service = Service;
    type Input = PutThingInput;
    type Output = PutThingOutput;
    type Error = GreetingError;
    const HTTP: Option<Http> = PutThing::HTTP;
    const UNSIGNED_PAYLOAD: bool = true;
}

#[tokio::test]
async fn a_body_that_is_not_signed_is_named_in_a_signed_header() {
    for transport in transports() {
        let input = PutThingInput {
            id: "1".to_owned(),
            name: Some("n".to_owned()),
            ..PutThingInput::default()
        };
        let request = received::<PutThingUnsigned>(transport.clone(), "/", input.clone()).await;
        let payload = |request: &Received| request.header("x-amz-content-sha256");
        assert_eq!(payload(&request).as_deref(), Some("UNSIGNED-PAYLOAD"));
        assert_eq!(request.body, br#"{"name":"n"}"#);
        let request = received::<PutThing>(transport, "/", input).await;
        assert_eq!(payload(&request), None);
    }
}

//! Requests that need HTTP/2: over what they are sent, and the errors where there is none.

#[cfg(not(feature = "http2"))]
use crate::of_each_kind;
use crate::server::{Reply, Server};
use bytes::Bytes;
use http::{Request, Version};
use runtime::{Body, HttpTransport, Transport, TransportErrorKind as Kind};

fn request(url: String) -> Request<Body> {
    let request = Request::post(url).version(Version::HTTP_2);
    request.body(Bytes::from("{}").into()).unwrap()
}

async fn failure(transport: &HttpTransport, url: String) -> (Kind, String) {
    let error = transport.send(request(url)).await.unwrap_err();
    (error.kind(), error.to_string())
}

#[cfg(not(feature = "http2"))]
#[tokio::test]
async fn without_the_feature_the_error_names_it() {
    let server = Server::always(Reply::new(200, ""));
    for transport in of_each_kind() {
        let message = "it needs HTTP/2: enable the feature `http2` of the runtime";
        let (kind, found) = failure(&transport, server.url("")).await;
        let origin = server.url("");
        assert_eq!(
            found,
            format!("no request can be sent to {origin}: {message}")
        );
        assert_eq!(kind, Kind::Other);
    }
    assert_eq!(server.connections(), 0);
}

#[cfg(feature = "http2")]
mod with_the_feature {
    use super::{Kind, Reply, Server, failure, request};
    use crate::tls::{certificate, secure};
    use crate::{transport, two_way};
    use http::{Response, Version};
    use runtime::{HttpTransport, Transport};

    /// Transports of each kind that trust the server.
    fn trusting() -> Vec<HttpTransport> {
        let builder = || {
            let builder = HttpTransport::builder().no_proxy();
            builder.ca_bundle(certificate("ca.pem"))
        };
        vec![
            builder().build().unwrap(),
            #[cfg(feature = "reqwest")]
            builder().configure(|client| client).build().unwrap(),
        ]
    }

    #[tokio::test]
    async fn it_is_negotiated_with_tls_and_assumed_without() {
        let negotiating = two_way::Server::tls(&[b"h2", b"http/1.1"]).await;
        for mut server in [negotiating, two_way::Server::plain().await] {
            for transport in trusting() {
                let sending = tokio::spawn({
                    let (transport, request) = (transport.clone(), request(server.url()));
                    async move { transport.send(request).await }
                });
                let mut call = server.call().await;
                let mut body = Vec::new();
                while let Some(piece) = call.body.next().await {
                    body.extend(piece.unwrap());
                }
                assert_eq!(body, b"{}");
                call.answer.head(Response::new(()));
                call.answer.end();
                let response = sending.await.unwrap().unwrap();
                assert_eq!(response.version(), Version::HTTP_2);
            }
        }
    }

    #[tokio::test]
    async fn a_server_without_it_sees_no_request() {
        let server = secure(Reply::new(200, ""));
        let url = format!("https://{}", server.address());
        for transport in trusting() {
            let (kind, found) = failure(&transport, url.clone()).await;
            let message = "it needs HTTP/2, which the server, or a proxy between, does not support";
            assert_eq!(found, format!("no request can be sent to {url}: {message}"));
            assert_eq!(kind, Kind::Other);
        }
        assert_eq!(server.requests().len(), 0);
    }

    #[tokio::test]
    async fn a_server_of_http_1_without_tls_is_an_error_of_the_exchange() {
        let server = Server::always(Reply::new(200, ""));
        let (_, message) = failure(&transport(), server.url("")).await;
        let origin = server.url("");
        let expected = format!("the exchange with {origin} by HTTP/2 without TLS failed: ");
        assert!(message.starts_with(&expected), "{message}");
    }

    #[tokio::test]
    async fn requests_with_and_without_it_do_not_share_a_plain_connection() {
        let server = Server::always(Reply::new(200, ""));
        let transport = transport();
        let plain = || {
            let mut plain = request(server.url(""));
            *plain.version_mut() = Version::HTTP_11;
            plain
        };
        transport.send(plain()).await.unwrap();
        transport.send(request(server.url(""))).await.unwrap_err();
        transport.send(plain()).await.unwrap();
    }
}

//! TLS of the platform, which is used only if it is selected.

use crate::mutual_tls::{CHAIN, KEY};
use crate::send_to;
use crate::server::{Reply, Server};
use crate::server_tls::{CA, mutual_config};
use crate::tls::{OTHER_CA, offered_by, secure, secured_by};
use runtime::{HttpTransport, HttpTransportBuilder, Tls, TransportErrorKind as Kind};

fn builder() -> HttpTransportBuilder {
    HttpTransport::builder().no_proxy()
}

fn native() -> HttpTransportBuilder {
    builder().tls(Tls::Native)
}

fn url(server: &Server, host: &str) -> String {
    format!("https://{host}:{}/", server.address().port())
}

/// The error of a certificate that is not trusted tells the implementations apart.
#[tokio::test]
async fn rustls_is_the_default_with_the_feature_too() {
    let server = secure(Reply::new(200, "{}"));
    let of_rustls = "invalid peer certificate: UnknownIssuer";
    for (builder, is_rustls) in [
        (builder(), true),
        (builder().tls(Tls::Rustls), true),
        (native(), false),
    ] {
        let transport = builder.ca_bundle_pem(OTHER_CA).build().unwrap();
        let sent = send_to(&transport, url(&server, "127.0.0.1")).await;
        let error = sent.unwrap_err();
        let message = error.to_string();
        assert_eq!(message.contains(of_rustls), is_rustls, "{message}");
        // Another attempt would not change it.
        assert_eq!(error.kind(), Kind::Other, "{message}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn the_certificates_of_the_settings_are_used() {
    let server = secured_by(mutual_config(), Reply::new(200, "{}"));
    let trusted = || native().client_certificate_pem(CHAIN, KEY);
    for builder in [
        trusted().ca_bundle_pem(CA),
        trusted().extra_ca_bundle_pem(CA),
        trusted().ca_bundle_pem(OTHER_CA).extra_ca_bundle_pem(CA),
    ] {
        let transport = builder.build().unwrap();
        for _ in 0..2 {
            let response = send_to(&transport, url(&server, "127.0.0.1")).await;
            assert_eq!(response.unwrap().body(), "{}");
        }
    }
    assert_eq!(server.connections(), 3, "connections are pooled");
    let without = native().ca_bundle_pem(CA).build().unwrap();
    send_to(&without, url(&server, "127.0.0.1"))
        .await
        .unwrap_err();
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn a_certificate_is_checked_with_its_host_and_the_roots_of_the_platform() {
    let server = secure(Reply::new(200, "{}"));
    let trusting = native().ca_bundle_pem(CA).build().unwrap();
    let platform = native().build().unwrap();
    for (transport, host) in [(&trusting, "localhost"), (&platform, "127.0.0.1")] {
        let error = send_to(transport, url(&server, host)).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Other, "{error}");
        assert!(error.to_string().contains("certificate"), "{error}");
    }
}

#[tokio::test]
async fn the_versions_of_http_are_offered_as_by_rustls() {
    let http1 = native().ca_bundle_pem(CA).build().unwrap();
    assert_eq!(offered_by(&http1).await, [b"http/1.1"]);
    #[cfg(feature = "http2")]
    {
        let both = native().ca_bundle_pem(CA).http2(true).build().unwrap();
        assert_eq!(offered_by(&both).await, [&b"h2"[..], b"http/1.1"]);
    }
}

#[cfg(feature = "http2")]
#[tokio::test]
async fn http_2_is_used_if_the_server_agrees() {
    use crate::two_way;
    use http::{Request, Response, Version};
    use runtime::{Body, Transport};

    let mut server = two_way::Server::tls(&[b"h2", b"http/1.1"]).await;
    let transport = native().ca_bundle_pem(CA).http2(true).build().unwrap();
    let request = Request::get(server.url()).body(Body::empty()).unwrap();
    let sending = tokio::spawn(async move { transport.send(request).await });
    let mut call = server.call().await;
    call.answer.head(Response::new(()));
    call.answer.end();
    let response = sending.await.unwrap().unwrap();
    assert_eq!(response.version(), Version::HTTP_2);
}

#[test]
fn a_key_in_another_format_than_pkcs_8_is_an_error() {
    // PKCS #1 (RFC 8017): a sequence, whose content is not read here.
    let pem = "-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----\n";
    let built = native().client_certificate_pem(CHAIN, pem).build();
    assert_eq!(
        built.map(drop).unwrap_err().to_string(),
        "the client certificate cannot be used: its key must be in the format PKCS #8 (`BEGIN PRIVATE KEY`)"
    );
}

#[cfg(feature = "reqwest")]
#[test]
fn a_reqwest_client_does_not_support_it() {
    let built = native().configure(|client| client).build();
    let message = built.map(drop).unwrap_err().to_string();
    assert!(message.contains("does not support"), "{message}");
}

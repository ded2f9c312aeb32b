//! Certificates of clients, and roots besides others.

use crate::server::{Reply, Server};
use crate::server_tls::{CA, mutual_config};
use crate::tls::{OTHER_CA, certificate, secure, secured_by};
use crate::{send_to, transport};
use runtime::{HttpTransport, HttpTransportBuilder, TransportErrorKind as Kind};

pub const CHAIN: &[u8] = include_bytes!("../support/tls/client.pem");
pub const KEY: &[u8] = include_bytes!("../support/tls/client-key.pem");

fn trusting() -> HttpTransportBuilder {
    HttpTransport::builder().no_proxy().ca_bundle_pem(CA)
}

fn trusting_by_each_tls() -> Vec<HttpTransportBuilder> {
    vec![
        trusting(),
        #[cfg(feature = "native-tls")]
        trusting().tls(runtime::Tls::Native),
    ]
}

/// Transports of each kind that `builder` configures.
fn of_each_kind(builder: impl Fn() -> HttpTransportBuilder) -> Vec<HttpTransport> {
    vec![
        builder().build().unwrap(),
        #[cfg(feature = "reqwest")]
        builder().configure(|client| client).build().unwrap(),
    ]
}

fn url(server: &Server) -> String {
    format!("https://{}/", server.address())
}

#[tokio::test]
async fn a_server_gets_the_certificate_that_it_requires() {
    let server = secured_by(mutual_config(), Reply::new(200, "{}"));
    let from_files =
        || trusting().client_certificate(certificate("client.pem"), certificate("client-key.pem"));
    let from_pem = || trusting().client_certificate_pem(CHAIN, KEY);
    let in_one = || {
        let all = [KEY, CHAIN].concat();
        trusting().client_certificate_pem(all.clone(), all)
    };
    let mut transports = of_each_kind(from_files);
    transports.extend(of_each_kind(from_pem));
    transports.extend(of_each_kind(in_one));
    for transport in transports {
        let response = send_to(&transport, url(&server)).await.unwrap();
        assert_eq!(response.body(), "{}");
    }
}

#[tokio::test]
async fn a_client_without_a_certificate_is_rejected() {
    let server = secured_by(mutual_config(), Reply::new(200, "{}"));
    for transport in of_each_kind(trusting) {
        let error = send_to(&transport, url(&server)).await.unwrap_err();
        assert!(error.to_string().contains("CertificateRequired"), "{error}");
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_server_that_requires_no_certificate_gets_none() {
    let server = secure(Reply::new(200, "{}"));
    for transport in of_each_kind(|| trusting().client_certificate_pem(CHAIN, KEY)) {
        send_to(&transport, url(&server)).await.unwrap();
    }
}

#[tokio::test]
async fn extra_roots_are_trusted_besides_others() {
    let server = secure(Reply::new(200, "{}"));
    let besides_the_platform = || {
        let builder = HttpTransport::builder().no_proxy();
        builder.extra_ca_bundle(certificate("ca.pem"))
    };
    let besides_a_bundle = || {
        let builder = HttpTransport::builder().no_proxy();
        builder.ca_bundle_pem(OTHER_CA).extra_ca_bundle_pem(CA)
    };
    let mut transports = of_each_kind(besides_the_platform);
    transports.extend(of_each_kind(besides_a_bundle));
    for transport in transports {
        send_to(&transport, url(&server)).await.unwrap();
    }
    let others = HttpTransport::builder().no_proxy();
    let others = others.extra_ca_bundle_pem(OTHER_CA).build().unwrap();
    for transport in [transport(), others] {
        let error = send_to(&transport, url(&server)).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Other, "{error}");
    }
}

#[test]
fn a_certificate_that_cannot_be_used_is_an_error_at_once_without_the_key() {
    let said = |builder: HttpTransportBuilder| {
        let debug = format!("{builder:?}");
        let error = builder.build().map(drop).unwrap_err();
        let shown = format!("{debug} {error} {error:?}");
        let line = std::str::from_utf8(KEY).unwrap().lines().nth(1).unwrap();
        assert!(!shown.contains(line), "{shown}");
        error.to_string()
    };
    let pem = |chain: &[u8], key: &[u8]| said(trusting().client_certificate_pem(chain, key));
    assert_eq!(
        pem(KEY, KEY),
        "the client certificate cannot be used: it has no certificate in the PEM format"
    );
    let no_key = "the key of the client certificate cannot be used: it has no private key in the PEM format that is not \
                  encrypted";
    assert_eq!(pem(CHAIN, CHAIN), no_key);
    let encrypted =
        b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    assert_eq!(pem(CHAIN, encrypted), no_key);
    assert_eq!(pem(CHAIN, &KEY[..KEY.len() - 40]), no_key);
    let of_another = pem(CA, KEY);
    let start = "the client certificate cannot be used: ";
    assert!(of_another.starts_with(start), "{of_another}");
    let missing = certificate("missing.pem");
    let message = said(trusting().client_certificate(certificate("client.pem"), &missing));
    let start = format!(
        "the key of the client certificate {} cannot be used: ",
        missing.display()
    );
    assert!(message.starts_with(&start), "{message}");
    let message = said(trusting().extra_ca_bundle_pem(&b"-"[..]));
    let expected = "the CA bundle cannot be used: it has no certificate in the PEM format";
    assert_eq!(message, expected);
}

/// Line breaks are lost easily, for instance in an environment variable. The parser's error quotes the line then.
#[test]
fn a_file_without_line_breaks_is_an_error_without_its_key() {
    let file = String::from_utf8([CHAIN, KEY].concat()).unwrap();
    let secret = file.lines().rev().nth(1).unwrap();
    let bytes = format!("{:?}", secret.as_bytes());
    let bytes = bytes.trim_matches(['[', ']']);
    let start = "the client certificate cannot be used: certificate 1: a section ";
    for line_break in [" ", "", "\\n"] {
        let file = file.replace('\n', line_break);
        let builder = trusting().client_certificate_pem(file.clone(), file);
        let error = builder.build().map(drop).unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with(start), "{message}");
        assert!(message.ends_with("line breaks may be missing"), "{message}");
        let shown = format!("{message} {error:?}");
        assert!(!shown.contains(bytes) && !shown.contains(secret), "{shown}");
    }
}

/// Also where their algorithms differ.
#[test]
fn a_key_of_another_certificate_is_an_error() {
    // RFC 8410, section 10.3.
    let ed25519 = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE \
                   KEY-----\n";
    for builder in trusting_by_each_tls() {
        let builder = builder.client_certificate_pem(CHAIN, ed25519);
        let message = builder.build().map(drop).unwrap_err().to_string();
        assert_eq!(
            message,
            "the client certificate cannot be used: its first certificate is not that of the key"
        );
    }
}

//! TLS of servers on loopback.
//!
//! The certificates were made with OpenSSL: two certificate authorities, `ca.pem` and `other-ca.pem`, and `server.der`,
//! which the first of them issued for 127.0.0.1 alone, with its key in `server-key.der`. `client.pem` is the certificate of a
//! client, with the intermediate one that issued it; that one is of `client-ca.pem`. Its key is in `client-key.pem`. All
//! are good from 2020 to 2119.

use rustls::RootCertStore;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::{ServerConfig, WebPkiClientVerifier};
use std::sync::Arc;

/// Certificate authority that issued the server's certificate.
pub const CA: &[u8] = include_bytes!("tls/ca.pem");
/// Certificate authority of clients.
const CLIENT_CA: &[u8] = include_bytes!("tls/client-ca.pem");
const SERVER: &[u8] = include_bytes!("tls/server.der");
const SERVER_KEY: &[u8] = include_bytes!("tls/server-key.der");

/// Returns the configuration of a server with the certificate of 127.0.0.1.
pub fn server_config() -> ServerConfig {
    config(None)
}

/// The same for a server that requires a certificate of its clients.
#[allow(dead_code, reason = "most tests have no such server")]
pub fn mutual_config() -> ServerConfig {
    config(Some(CLIENT_CA))
}

fn config(client_ca: Option<&[u8]>) -> ServerConfig {
    let provider = Arc::new(ring::default_provider());
    let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .unwrap();
    let builder = match client_ca {
        None => builder.with_no_client_auth(),
        Some(pem) => {
            let mut roots = RootCertStore::empty();
            roots
                .add(CertificateDer::from_pem_slice(pem).unwrap())
                .unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            builder.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    let chain = vec![CertificateDer::from(SERVER)];
    let key = PrivatePkcs8KeyDer::from(SERVER_KEY);
    builder.with_single_cert(chain, key.into()).unwrap()
}

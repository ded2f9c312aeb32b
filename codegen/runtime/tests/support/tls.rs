//! TLS of servers on loopback.
//!
//! The certificates were made with OpenSSL: two certificate authorities, `ca.pem` and `other-ca.pem`, and `server.der`,
//! which the first of them issued for 127.0.0.1 alone, good from 2020 to 2119, with its key in `server-key.der`.

use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::ServerConfig;
use std::sync::Arc;

/// Certificate authority that issued the server's certificate.
pub const CA: &[u8] = include_bytes!("tls/ca.pem");
const SERVER: &[u8] = include_bytes!("tls/server.der");
const SERVER_KEY: &[u8] = include_bytes!("tls/server-key.der");

/// Returns the configuration of a server with the certificate of 127.0.0.1.
pub fn server_config() -> ServerConfig {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from(SERVER)],
            PrivatePkcs8KeyDer::from(SERVER_KEY).into(),
        );
    config.unwrap()
}

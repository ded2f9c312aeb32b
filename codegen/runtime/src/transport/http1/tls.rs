//! TLS with rustls, on ring.

mod platform;

use super::builder::{BuildTransportError, Loaded};
use super::ways::HttpVersion;
use crate::transport::BoxError;
use platform::PlatformVerifier;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;

/// Returns a configuration with these certificates.
pub(super) fn config(loaded: Loaded) -> Result<ClientConfig, BuildTransportError> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(BuildTransportError::client)?;
    let builder = match loaded.roots {
        Some(roots) => {
            builder.with_root_certificates(store(roots.into_iter().chain(loaded.extra_roots))?)
        }
        None => {
            if cfg!(target_os = "android") && !loaded.extra_roots.is_empty() {
                return Err(BuildTransportError::client(
                    "certificate authorities cannot be added to those of Android: set `ca_bundle`",
                ));
            }
            let verifier = PlatformVerifier::new(provider, loaded.extra_roots);
            builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(verifier))
        }
    };
    match loaded.client {
        None => Ok(builder.with_no_client_auth()),
        Some(client) => {
            let config = builder.with_client_auth_cert(client.chain, client.key);
            config.map_err(|error| {
                BuildTransportError::new("the client certificate cannot be used", error)
            })
        }
    }
}

fn store(
    roots: impl Iterator<Item = CertificateDer<'static>>,
) -> Result<RootCertStore, BuildTransportError> {
    let mut store = RootCertStore::empty();
    for root in roots {
        store
            .add(root)
            .map_err(|error| BuildTransportError::new("a CA bundle cannot be used", error))?;
    }
    Ok(store)
}

/// Returns `config` for connections of this version, which it offers to servers by ALPN.
///
/// Neither hyper-rustls nor reqwest adds any version to a configuration that it is given.
pub(super) fn offering(mut config: ClientConfig, version: HttpVersion) -> ClientConfig {
    let names: &[&[u8]] = match version {
        HttpVersion::Http1 => &[b"http/1.1"],
        HttpVersion::Negotiated | HttpVersion::Http2 => &[b"h2", b"http/1.1"],
    };
    config.alpn_protocols = names.iter().map(|name| name.to_vec()).collect();
    config
}

/// Parses the certificates of a file in the PEM format; other sections are skipped.
pub(super) fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, BoxError> {
    let mut certificates = Vec::new();
    for (position, certificate) in CertificateDer::pem_slice_iter(pem).enumerate() {
        let at = |error: &dyn std::fmt::Display| format!("certificate {}: {error}", position + 1);
        let certificate = certificate.map_err(|error| at(&error))?;
        // Only what is a certificate can be a root.
        RootCertStore::empty()
            .add(certificate.clone())
            .map_err(|error| at(&error))?;
        certificates.push(certificate);
    }
    if certificates.is_empty() {
        return Err("it has no certificate in the PEM format".into());
    }
    Ok(certificates)
}

/// Parses the first private key of a file in the PEM format.
pub(super) fn key(pem: &[u8]) -> Result<PrivateKeyDer<'static>, BoxError> {
    // The error of the parser may show a part of the file.
    PrivateKeyDer::from_pem_slice(pem)
        .map_err(|_| "it has no private key in the PEM format that is not encrypted".into())
}

#[cfg(test)]
mod tests {
    use super::certificates;

    const CA: &str = include_str!("../../../tests/support/tls/ca.pem");
    const OTHER_CA: &str = include_str!("../../../tests/support/tls/other-ca.pem");

    #[test]
    fn a_bundle_has_its_own_certificates_and_no_others() {
        assert_eq!(certificates(CA.as_bytes()).unwrap().len(), 1);
        let key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
        let both = format!("a comment\n{CA}{key}\n\n{OTHER_CA}");
        assert_eq!(certificates(both.as_bytes()).unwrap().len(), 2);
    }
}

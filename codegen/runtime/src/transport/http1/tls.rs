//! TLS: rustls on ring, or the implementation of the platform.

#[cfg(feature = "native-tls")]
mod native;
mod platform;

use super::builder::{BuildTransportError, Certificates, ClientCertificate};
use super::ways::HttpVersion;
use crate::transport::BoxError;
use platform::PlatformVerifier;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, Error, RootCertStore};
use std::sync::Arc;

/// Configuration of an implementation.
#[derive(Clone)]
#[cfg_attr(
    feature = "native-tls",
    expect(
        clippy::large_enum_variant,
        reason = "a transport has one, which is seldom copied"
    )
)]
pub(super) enum TlsConfig {
    Rustls(ClientConfig),
    #[cfg(feature = "native-tls")]
    Native(native::NativeConfig),
}

impl TlsConfig {
    /// Returns the configuration of rustls with these certificates.
    pub(super) fn new(certificates: Certificates) -> Result<Self, BuildTransportError> {
        rustls_config(certificates).map(Self::Rustls)
    }

    /// Returns the configuration of rustls, if it is used.
    #[cfg(feature = "reqwest")]
    pub(super) fn rustls(&self) -> Option<&ClientConfig> {
        match self {
            Self::Rustls(config) => Some(config),
            #[cfg(feature = "native-tls")]
            Self::Native(_) => None,
        }
    }

    /// Returns the configuration of the platform with these certificates.
    #[cfg(feature = "native-tls")]
    pub(super) fn native(certificates: Certificates) -> Result<Self, BuildTransportError> {
        native::NativeConfig::new(certificates).map(Self::Native)
    }
}

fn rustls_config(certificates: Certificates) -> Result<ClientConfig, BuildTransportError> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(BuildTransportError::client)?;
    let builder = match certificates.roots {
        Some(roots) => builder
            .with_root_certificates(store(roots.into_iter().chain(certificates.extra_roots))?),
        None => {
            if cfg!(target_os = "android") && !certificates.extra_roots.is_empty() {
                return Err(BuildTransportError::client(
                    "certificate authorities cannot be added to those of Android: set `ca_bundle`",
                ));
            }
            let verifier = PlatformVerifier::new(provider, certificates.extra_roots);
            builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(verifier))
        }
    };
    match certificates.client {
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

/// Returns `config` for connections of this version, if any, which it offers to servers by ALPN.
///
/// Neither hyper-rustls nor reqwest adds any version to a configuration that it is given.
pub(super) fn offering(mut config: ClientConfig, version: Option<HttpVersion>) -> ClientConfig {
    let names = version.map_or(&[][..], alpn).iter();
    config.alpn_protocols = names.map(|name| name.as_bytes().to_vec()).collect();
    config
}

/// Returns the names in ALPN of the versions of HTTP that a connection of this version may use.
fn alpn(version: HttpVersion) -> &'static [&'static str] {
    match version {
        HttpVersion::Http1 => &["http/1.1"],
        HttpVersion::Negotiated | HttpVersion::Http2 => &["h2", "http/1.1"],
    }
}

/// Parses the certificates of a file in the PEM format; other sections are skipped.
pub(super) fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, BoxError> {
    let mut certificates = Vec::new();
    for (position, certificate) in CertificateDer::pem_slice_iter(pem).enumerate() {
        let at = |error: &dyn std::fmt::Display| format!("certificate {}: {error}", position + 1);
        let certificate = certificate.map_err(|error| at(&malformed(&error)))?;
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

/// Returns the problem of a file, which the parser's own text quotes: it may have a key as well.
fn malformed(error: &pem::Error) -> &'static str {
    match error {
        pem::Error::MissingSectionEnd { .. } => {
            "a section has no line `-----END …-----`: line breaks may be missing"
        }
        pem::Error::IllegalSectionStart { .. } => {
            "a section does not start with a line `-----BEGIN …-----`: line breaks may be missing"
        }
        pem::Error::Base64Decode(_) => "a section is not base64",
        _ => "it is not in the PEM format",
    }
}

/// Parses the first private key of a file in the PEM format.
pub(super) fn key(pem: &[u8]) -> Result<PrivateKeyDer<'static>, BoxError> {
    // The error of the parser may show a part of the file.
    PrivateKeyDer::from_pem_slice(pem)
        .map_err(|_| "it has no private key in the PEM format that is not encrypted".into())
}

/// Returns an error if a key is not that of the first certificate, as far as ring supports its algorithm. OpenSSL does not
/// compare keys of different algorithms.
pub(super) fn check_pair(client: &ClientCertificate) -> Result<(), BoxError> {
    let (chain, key) = (client.chain.clone(), client.key.clone_key());
    match CertifiedKey::from_der(chain, key, &ring::default_provider()) {
        Err(Error::InconsistentKeys(_)) => {
            Err("its first certificate is not that of the key".into())
        }
        _ => Ok(()),
    }
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

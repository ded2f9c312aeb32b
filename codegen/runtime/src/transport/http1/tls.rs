//! TLS with rustls, on ring.

use super::ways::HttpVersion;
use crate::transport::BoxError;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_platform_verifier::Verifier;
use std::sync::{Arc, OnceLock};

/// Returns a configuration that trusts only `roots`, or the platform's.
pub(super) fn config(roots: Option<RootCertStore>) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()?;
    let builder = match roots {
        Some(roots) => builder.with_root_certificates(roots),
        None => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(PlatformVerifier::new(provider))),
    };
    Ok(builder.with_no_client_auth())
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
pub(super) fn roots(pem: &[u8]) -> Result<RootCertStore, BoxError> {
    let mut roots = RootCertStore::empty();
    for (position, certificate) in CertificateDer::pem_slice_iter(pem).enumerate() {
        certificate
            .map_err(BoxError::from)
            .and_then(|certificate| Ok(roots.add(certificate)?))
            .map_err(|error| format!("certificate {}: {error}", position + 1))?;
    }
    if roots.is_empty() {
        return Err("it has no certificate in the PEM format".into());
    }
    Ok(roots)
}

/// The platform's verifier, created for the first connection: loading the roots takes milliseconds, and without any,
/// plain `http` endpoints still work.
#[derive(Debug)]
struct PlatformVerifier {
    provider: Arc<CryptoProvider>,
    verifier: OnceLock<Verifier>,
}

impl PlatformVerifier {
    fn new(provider: Arc<CryptoProvider>) -> Self {
        Self {
            provider,
            verifier: OnceLock::new(),
        }
    }

    /// Returns the verifier. Concurrent first connections may each create one. A failure is not cached: roots may be
    /// added later.
    fn verifier(&self) -> Result<&Verifier, Error> {
        if let Some(verifier) = self.verifier.get() {
            return Ok(verifier);
        }
        let verifier = Verifier::new(Arc::clone(&self.provider))?;
        Ok(self.verifier.get_or_init(|| verifier))
    }
}

impl ServerCertVerifier for PlatformVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verifier = self.verifier()?;
        verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::roots;

    const CA: &str = include_str!("../../../tests/support/tls/ca.pem");
    const OTHER_CA: &str = include_str!("../../../tests/support/tls/other-ca.pem");

    #[test]
    fn a_bundle_has_its_own_certificates_and_no_others() {
        assert_eq!(roots(CA.as_bytes()).unwrap().len(), 1);
        let key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";
        let both = format!("a comment\n{CA}{key}\n\n{OTHER_CA}");
        assert_eq!(roots(both.as_bytes()).unwrap().len(), 2);
    }
}

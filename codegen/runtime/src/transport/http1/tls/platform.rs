//! Verification of certificates by the platform.

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, Error, SignatureScheme};
use rustls_platform_verifier::Verifier;
use std::sync::{Arc, OnceLock};

/// The platform's verifier, created for the first connection: loading the roots takes milliseconds, and without any,
/// plain `http` endpoints still work.
#[derive(Debug)]
pub(super) struct PlatformVerifier {
    provider: Arc<CryptoProvider>,
    extra_roots: Vec<CertificateDer<'static>>,
    verifier: OnceLock<Verifier>,
}

impl PlatformVerifier {
    /// Creates a verifier that trusts `extra_roots` besides the platform's.
    pub(super) fn new(
        provider: Arc<CryptoProvider>,
        extra_roots: Vec<CertificateDer<'static>>,
    ) -> Self {
        Self {
            provider,
            extra_roots,
            verifier: OnceLock::new(),
        }
    }

    /// Returns the verifier. Concurrent first connections may each create one. A failure is not cached: roots may be
    /// added later.
    fn verifier(&self) -> Result<&Verifier, Error> {
        if let Some(verifier) = self.verifier.get() {
            return Ok(verifier);
        }
        let verifier = self.load()?;
        Ok(self.verifier.get_or_init(|| verifier))
    }

    fn load(&self) -> Result<Verifier, Error> {
        let provider = Arc::clone(&self.provider);
        // On Android extra roots are rejected before.
        #[cfg(not(target_os = "android"))]
        if !self.extra_roots.is_empty() {
            return Verifier::new_with_extra_roots(self.extra_roots.iter().cloned(), provider);
        }
        Verifier::new(provider)
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

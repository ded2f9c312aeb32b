//! TLS of the platform: OpenSSL, Secure Transport or SChannel.

use super::super::builder::{BuildTransportError, Certificates, ClientCertificate};
use super::super::ways::HttpVersion;
use super::alpn;
use crate::transport::BoxError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use native_tls::{Certificate, Identity, Protocol, TlsConnector};
use rustls::pki_types::PrivateKeyDer;
use std::fmt::Write;

/// Connectors for the versions of HTTP that are offered.
#[derive(Clone)]
pub(in super::super) struct NativeConfig {
    none: TlsConnector,
    http1: TlsConnector,
    negotiated: TlsConnector,
}

impl NativeConfig {
    /// Creates connectors with these certificates.
    pub(super) fn new(certificates: Certificates) -> Result<Self, BuildTransportError> {
        let unusable = |error| BuildTransportError::new("the CA bundle cannot be used", error);
        let mut builder = TlsConnector::builder();
        builder
            .min_protocol_version(Some(Protocol::Tlsv12))
            .disable_built_in_roots(certificates.roots.is_some());
        let roots = certificates.roots.into_iter().flatten();
        for root in roots.chain(certificates.extra_roots) {
            builder.add_root_certificate(Certificate::from_der(&root).map_err(unusable)?);
        }
        if let Some(client) = certificates.client {
            builder.identity(identity(&client).map_err(|error| {
                BuildTransportError::new("the client certificate cannot be used", error)
            })?);
        }
        let mut offering = |version: Option<HttpVersion>| {
            builder.request_alpns(version.map_or(&[][..], alpn));
            builder.build().map_err(BuildTransportError::client)
        };
        Ok(Self {
            none: offering(None)?,
            http1: offering(Some(HttpVersion::Http1))?,
            negotiated: offering(Some(HttpVersion::Negotiated))?,
        })
    }

    /// Returns the connector that offers this version, or none.
    pub(in super::super) fn connector(
        &self,
        version: Option<HttpVersion>,
    ) -> tokio_native_tls::TlsConnector {
        let connector = match version {
            None => &self.none,
            Some(HttpVersion::Http1) => &self.http1,
            Some(HttpVersion::Negotiated | HttpVersion::Http2) => &self.negotiated,
        };
        connector.clone().into()
    }
}

/// Converts a client certificate. The platforms read keys in the PEM format of PKCS #8 alone.
fn identity(client: &ClientCertificate) -> Result<Identity, BoxError> {
    let PrivateKeyDer::Pkcs8(key) = &client.key else {
        return Err("its key must be in the format PKCS #8 (`BEGIN PRIVATE KEY`)".into());
    };
    let mut chain = String::new();
    for certificate in &client.chain {
        pem(&mut chain, "CERTIFICATE", certificate)?;
    }
    let mut shown = String::new();
    pem(&mut shown, "PRIVATE KEY", key.secret_pkcs8_der())?;
    Ok(Identity::from_pkcs8(chain.as_bytes(), shown.as_bytes())?)
}

/// Appends a section of the PEM format (RFC 7468).
fn pem(text: &mut String, label: &str, der: &[u8]) -> Result<(), BoxError> {
    writeln!(text, "-----BEGIN {label}-----")?;
    // 64 characters of base64.
    for line in der.chunks(48) {
        writeln!(text, "{}", STANDARD.encode(line))?;
    }
    writeln!(text, "-----END {label}-----")?;
    Ok(())
}

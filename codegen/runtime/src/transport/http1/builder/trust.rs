//! Certificates: those that are trusted, and that of the client.

use super::super::tls::{self, TlsConfig};
use super::{BuildTransportError, HttpTransportBuilder};
use crate::transport::BoxError;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::fs;
use std::path::PathBuf;

/// Certificates that are not loaded yet.
#[derive(Default)]
pub(super) struct Trust {
    /// Roots that replace the platform's.
    roots: Option<Pem>,
    /// Roots that are trusted besides the others.
    extra_roots: Vec<Pem>,
    /// Certificate chain of the client and its key.
    client: Option<(Pem, Pem)>,
    #[cfg(feature = "native-tls")]
    tls: Tls,
}

/// Implementation of TLS.
#[cfg(feature = "native-tls")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tls {
    /// rustls on ring, with certificates verified by the platform. The default.
    #[default]
    Rustls,
    /// The implementation of the platform: Secure Transport of macOS, SChannel of Windows, OpenSSL elsewhere.
    ///
    /// It decides on cipher suites, and on certificates if there is no [CA bundle](HttpTransportBuilder::ca_bundle). TLS 1.2
    /// is the minimum. The key of a [client certificate](HttpTransportBuilder::client_certificate) must be in the format
    /// PKCS #8.
    Native,
}

/// Certificates of a transport.
#[derive(Default)]
pub(in super::super) struct Certificates {
    /// Roots that replace the platform's.
    pub(in super::super) roots: Option<Vec<CertificateDer<'static>>>,
    /// Roots that are trusted besides the others.
    pub(in super::super) extra_roots: Vec<CertificateDer<'static>>,
    pub(in super::super) client: Option<ClientCertificate>,
}

/// Certificate chain of a client and its key.
pub(in super::super) struct ClientCertificate {
    pub(in super::super) chain: Vec<CertificateDer<'static>>,
    pub(in super::super) key: PrivateKeyDer<'static>,
}

/// Source of items in the PEM format.
enum Pem {
    File(PathBuf),
    Content(Vec<u8>),
}

impl HttpTransportBuilder {
    /// Sets the implementation of TLS: rustls by default, whichever features are enabled.
    #[cfg(feature = "native-tls")]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.trust.tls = tls;
        self
    }

    /// Sets a file with the trusted certificate authorities, in the PEM format.
    ///
    /// They replace the platform's, as with `AWS_CA_BUNDLE` of botocore and of the SDK for Go. To trust both, use
    /// [`extra_ca_bundle`](Self::extra_ca_bundle) instead.
    pub fn ca_bundle(mut self, file: impl Into<PathBuf>) -> Self {
        self.trust.roots = Some(Pem::File(file.into()));
        self
    }

    /// Sets the content of a [`ca_bundle`](Self::ca_bundle).
    pub fn ca_bundle_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.trust.roots = Some(Pem::Content(pem.into()));
        self
    }

    /// Adds a file with certificate authorities, in the PEM format, that are trusted besides those of the platform, or of the
    /// [`ca_bundle`](Self::ca_bundle).
    ///
    /// On Android, where the platform does not support it, building fails unless there is a `ca_bundle`.
    pub fn extra_ca_bundle(mut self, file: impl Into<PathBuf>) -> Self {
        self.trust.extra_roots.push(Pem::File(file.into()));
        self
    }

    /// Adds the content of an [`extra_ca_bundle`](Self::extra_ca_bundle).
    pub fn extra_ca_bundle_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.trust.extra_roots.push(Pem::Content(pem.into()));
        self
    }

    /// Sets files with the client's certificate, followed by the intermediate certificates of its chain, and with its private
    /// key, both in the PEM format. They may be the same file.
    ///
    /// The certificate is sent to servers that request one (mutual TLS), also to an `https` proxy. The key must not be
    /// encrypted.
    pub fn client_certificate(
        mut self,
        chain: impl Into<PathBuf>,
        key: impl Into<PathBuf>,
    ) -> Self {
        self.trust.client = Some((Pem::File(chain.into()), Pem::File(key.into())));
        self
    }

    /// Sets the contents of the files of a [`client_certificate`](Self::client_certificate).
    pub fn client_certificate_pem(
        mut self,
        chain: impl Into<Vec<u8>>,
        key: impl Into<Vec<u8>>,
    ) -> Self {
        self.trust.client = Some((Pem::Content(chain.into()), Pem::Content(key.into())));
        self
    }
}

impl Trust {
    /// Reads and parses all certificates, and returns the configuration with them.
    pub(super) fn load(self) -> Result<TlsConfig, BuildTransportError> {
        #[cfg(feature = "native-tls")]
        if self.tls == Tls::Native {
            return TlsConfig::native(self.certificates()?);
        }
        TlsConfig::new(self.certificates()?)
    }

    fn certificates(self) -> Result<Certificates, BuildTransportError> {
        let bundle = |pem: Pem| pem.read("CA bundle", tls::certificates);
        let extra_roots = self.extra_roots.into_iter().map(bundle);
        let extra_roots = extra_roots.collect::<Result<Vec<_>, _>>()?.concat();
        let roots = self.roots.map(bundle).transpose()?;
        let client = self.client.map(|(chain, key)| {
            let client = ClientCertificate {
                chain: chain.read("client certificate", tls::certificates)?,
                key: key.read("key of the client certificate", tls::key)?,
            };
            let unusable = "the client certificate cannot be used";
            tls::check_pair(&client).map_err(|error| BuildTransportError::new(unusable, error))?;
            Ok::<_, BuildTransportError>(client)
        });
        Ok(Certificates {
            roots,
            extra_roots,
            client: client.transpose()?,
        })
    }
}

impl Pem {
    /// Reads the items of the source, which an error calls `name`.
    fn read<T>(
        self,
        name: &str,
        parse: fn(&[u8]) -> Result<T, BoxError>,
    ) -> Result<T, BuildTransportError> {
        let (name, read) = match self {
            Self::Content(pem) => (format!("the {name}"), parse(&pem)),
            Self::File(path) => (
                format!("the {name} {}", path.display()),
                fs::read(&path)
                    .map_err(BoxError::from)
                    .and_then(|pem| parse(&pem)),
            ),
        };
        read.map_err(|error| BuildTransportError::new(format!("{name} cannot be used"), error))
    }
}

//! The settings of the transport over reqwest.

use super::url::LastUrl;
use super::{BODY_LIMIT, ReqwestTransport, tls};
use crate::error::Chain;
use crate::transport::BoxError;
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use reqwest::retry;
use rustls::RootCertStore;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, fs};

/// How long connecting may take, as in the official SDKs.
const CONNECT_TIMEOUT: Duration = Duration::from_millis(3100);

/// Whether the clients that are built here speak HTTP/1.1 and nothing else.
const HTTP_1_ALONE: bool = cfg!(not(feature = "http2"));

/// Builds a [`ReqwestTransport`].
#[must_use]
pub struct ReqwestTransportBuilder {
    connect_timeout: Option<Duration>,
    ca_bundle: Option<CaBundle>,
    configure: Option<Box<Configure>>,
    body_limit: usize,
}

type Configure = dyn Fn(ClientBuilder) -> ClientBuilder + Send;

/// Where the roots come from that are trusted instead of the platform's.
enum CaBundle {
    File(PathBuf),
    Pem(Vec<u8>),
}

impl Default for ReqwestTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Some(CONNECT_TIMEOUT),
            ca_bundle: None,
            configure: None,
            body_limit: BODY_LIMIT,
        }
    }
}

impl ReqwestTransportBuilder {
    /// How long it may take until there is a connection, the TLS handshake included: 3.1 seconds unless set, `None` for
    /// as long as the operating system lets it.
    pub fn connect_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Trusts the certificate authorities in this file, in the PEM format, and no others.
    ///
    /// They take the place of the platform's, as with the `AWS_CA_BUNDLE` of botocore and of the SDK for Go. To trust
    /// both, let the file have both.
    pub fn ca_bundle(mut self, file: impl Into<PathBuf>) -> Self {
        self.ca_bundle = Some(CaBundle::File(file.into()));
        self
    }

    /// As [`ca_bundle`](Self::ca_bundle), with the content of the file.
    pub fn ca_bundle_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_bundle = Some(CaBundle::Pem(pem.into()));
        self
    }

    /// Sets what else reqwest's own builder can: proxies, limits of time, the connections that are kept.
    ///
    /// Redirects stay off, and TLS as it is said here.
    ///
    /// ```
    /// # use runtime::{BuildTransportError, ReqwestTransport};
    /// # fn example() -> Result<ReqwestTransport, BuildTransportError> {
    /// // Past the proxies that the environment names.
    /// ReqwestTransport::builder().configure(|client| client.no_proxy()).build()
    /// # }
    /// ```
    pub fn configure(
        mut self,
        configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + 'static,
    ) -> Self {
        self.configure = Some(Box::new(configure));
        self
    }

    /// How many bytes the body of a response may have: 64 MiB unless set. One with more is an error.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Builds the transport.
    ///
    /// # Errors
    /// When the CA bundle cannot be read, has no certificate or one that is malformed.
    pub fn build(self) -> Result<ReqwestTransport, BuildTransportError> {
        let roots = self.ca_bundle.map(CaBundle::load).transpose()?;
        let tls = tls::config(roots).map_err(BuildTransportError::client)?;
        let builder = || {
            let mut client = reqwest::Client::builder();
            // What reqwest tries again by itself is what a server of HTTP/2 refuses. For that it copies each request.
            if HTTP_1_ALONE {
                client = client.retry(retry::never().max_retries_per_request(0));
            }
            if let Some(timeout) = self.connect_timeout {
                client = client.connect_timeout(timeout);
            }
            match &self.configure {
                Some(configure) => configure(client),
                None => client,
            }
        };
        let finish = |client: ClientBuilder| {
            let client = client.tls_backend_preconfigured(tls.clone());
            let client = client.redirect(Policy::none()).build();
            client.map_err(BuildTransportError::client)
        };
        Ok(ReqwestTransport {
            client: finish(builder())?,
            direct: Some(finish(builder().no_proxy())?),
            last_url: Arc::new(LastUrl::new(HTTP_1_ALONE && self.configure.is_none())),
            body_limit: self.body_limit,
        })
    }
}

impl fmt::Debug for ReqwestTransportBuilder {
    /// Without the content of a CA bundle, where a key may have been left.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ReqwestTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}

impl CaBundle {
    fn load(self) -> Result<RootCertStore, BuildTransportError> {
        match self {
            Self::Pem(pem) => tls::roots(&pem).map_err(|source| BuildTransportError {
                what: "the CA bundle cannot be used".to_owned(),
                source,
            }),
            Self::File(path) => fs::read(&path)
                .map_err(BoxError::from)
                .and_then(|pem| tls::roots(&pem))
                .map_err(|source| BuildTransportError {
                    what: format!("the CA bundle {} cannot be used", path.display()),
                    source,
                }),
        }
    }
}

/// A [`ReqwestTransport`] could not be built.
///
/// `Display` says what the matter is, and where, in one line.
#[derive(Debug)]
pub struct BuildTransportError {
    what: String,
    source: BoxError,
}

impl BuildTransportError {
    fn client(source: impl Into<BoxError>) -> Self {
        Self {
            what: "no HTTP client can be made".to_owned(),
            source: source.into(),
        }
    }
}

impl fmt::Display for BuildTransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.what, Chain(&*self.source))
    }
}

impl Error for BuildTransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

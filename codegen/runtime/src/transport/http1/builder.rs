//! Settings of the transport.

use super::limits::Limits;
use super::pooled::Pooled;
use super::proxies::{Proxies, VariableError};
use super::{HttpTransport, tls};
use crate::error::{self, Chain, Details, debug};
use crate::time::SharedClock;
use crate::transport::{BoxError, CONNECT_TIMEOUT, Transport};
use rustls::{ClientConfig, RootCertStore};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, fs};

/// Builder of an [`HttpTransport`].
#[must_use]
pub struct HttpTransportBuilder {
    connect_timeout: Option<Duration>,
    ca_bundle: Option<CaBundle>,
    no_proxy: bool,
    http2: bool,
    limits: Limits,
    make: Make,
}

/// Builds the transport that sends requests.
pub(super) type Make =
    Box<dyn FnOnce(Settings) -> Result<Arc<dyn Transport>, BuildTransportError> + Send>;

/// Settings of a transport that is being built.
pub(super) struct Settings {
    pub(super) tls: ClientConfig,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) no_proxy: bool,
    /// Offers HTTP/2 to servers, also for requests that do not need it.
    pub(super) http2: bool,
    pub(super) limits: Limits,
}

/// Source of the trusted roots that replace the platform's.
enum CaBundle {
    File(PathBuf),
    Pem(Vec<u8>),
}

impl Default for HttpTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Some(CONNECT_TIMEOUT),
            ca_bundle: None,
            no_proxy: false,
            http2: false,
            limits: Limits::default(),
            make: Box::new(pooled),
        }
    }
}

impl HttpTransportBuilder {
    /// Sets the connect timeout, which includes the TLS handshake: 3.1 seconds by default; `None` leaves it to the operating
    /// system.
    pub fn connect_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets a file with the trusted certificate authorities, in the PEM format.
    ///
    /// They replace the platform's, as with `AWS_CA_BUNDLE` of botocore and of the SDK for Go. To trust both, include
    /// both in the file.
    pub fn ca_bundle(mut self, file: impl Into<PathBuf>) -> Self {
        self.ca_bundle = Some(CaBundle::File(file.into()));
        self
    }

    /// Sets the content of a [`ca_bundle`](Self::ca_bundle).
    pub fn ca_bundle_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.ca_bundle = Some(CaBundle::Pem(pem.into()));
        self
    }

    /// Disables proxies, including those in environment variables.
    pub fn no_proxy(mut self) -> Self {
        self.no_proxy = true;
        self
    }

    /// Enables HTTP/2 for servers that support it (by ALPN, so with TLS alone), instead of HTTP/1.1. Disabled by default.
    ///
    /// Requests with the version HTTP/2, which the client sends for operations that need it, use HTTP/2 in any case.
    #[cfg(feature = "http2")]
    pub fn http2(mut self, enabled: bool) -> Self {
        self.http2 = enabled;
        self
    }

    /// Sets the stall timeout: the maximum time without progress while a body is sent or received. 20 seconds by
    /// default; `None` disables it. It does not apply while the service processes a request that was sent, nor to event
    /// streams.
    pub fn stall_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.limits.stall = timeout;
        self
    }

    /// Sets the clock of the stall timeout: the system clock by default.
    pub fn clock(mut self, clock: SharedClock) -> Self {
        self.limits.clock = clock;
        self
    }

    /// Sets the maximum size of a response body, in bytes: 64 MiB by default. A larger one is an error.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Replaces the function that builds the transport.
    #[cfg(feature = "reqwest")]
    pub(super) fn made_by(self, make: Make) -> Self {
        Self { make, ..self }
    }

    /// Builds the transport.
    ///
    /// # Errors
    /// If the CA bundle cannot be read, is empty or is malformed; if a proxy variable is invalid; or, with the feature
    /// `reqwest`, if reqwest rejects the settings of `configure`.
    pub fn build(self) -> Result<HttpTransport, BuildTransportError> {
        let roots = self.ca_bundle.map(CaBundle::load).transpose()?;
        let settings = Settings {
            tls: tls::config(roots).map_err(BuildTransportError::client)?,
            connect_timeout: self.connect_timeout,
            no_proxy: self.no_proxy,
            http2: self.http2,
            limits: self.limits,
        };
        let limits = settings.limits.clone();
        let transport = (self.make)(settings)?;
        Ok(HttpTransport { transport, limits })
    }
}

/// Builds the transport with its own connection pool.
fn pooled(settings: Settings) -> Result<Arc<dyn Transport>, BuildTransportError> {
    let proxies = settings.proxies()?;
    Ok(Arc::new(Pooled::new(settings, proxies)))
}

impl Settings {
    /// Returns the default settings.
    #[cfg(any(test, feature = "reqwest"))]
    pub(super) fn standard() -> Result<Self, rustls::Error> {
        let builder = HttpTransportBuilder::default();
        Ok(Self {
            tls: tls::config(None)?,
            connect_timeout: builder.connect_timeout,
            no_proxy: builder.no_proxy,
            http2: builder.http2,
            limits: builder.limits,
        })
    }

    fn proxies(&self) -> Result<Proxies, BuildTransportError> {
        if self.no_proxy {
            return Ok(Proxies::default());
        }
        Ok(Proxies::of_process()?)
    }
}

impl fmt::Debug for HttpTransportBuilder {
    /// Omits the content of a CA bundle, which may include a key.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("stall_timeout", &self.limits.stall)
            .field("body_limit", &self.limits.body)
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

/// Error of an [`HttpTransport`] that could not be built.
///
/// `Display` names the problem and its location in one line.
pub struct BuildTransportError {
    what: String,
    source: BoxError,
}

impl BuildTransportError {
    pub(super) fn client(source: impl Into<BoxError>) -> Self {
        Self {
            what: "the HTTP client could not be built".to_owned(),
            source: source.into(),
        }
    }
}

impl From<VariableError> for BuildTransportError {
    fn from(error: VariableError) -> Self {
        Self {
            what: format!("environment variable {}", error.name),
            source: error.source,
        }
    }
}

impl fmt::Display for BuildTransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.what, Chain(&*self.source))
    }
}

impl fmt::Debug for BuildTransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for BuildTransportError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = formatter.debug_struct("BuildTransportError");
        error::source(&mut details, &self.source);
        details.finish_non_exhaustive()
    }
}

impl Error for BuildTransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

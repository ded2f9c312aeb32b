//! The settings of the transport.

use super::custom::{self, BuildCustom};
use super::limits::{CONNECT_TIMEOUT, Limits};
use super::pooled::Pooled;
use super::proxies::{Proxies, VariableError};
use super::{ReqwestTransport, tls};
use crate::error::{Bounded, Chain, Details, debug};
use crate::time::SharedClock;
use crate::transport::{BoxError, Transport};
use reqwest::ClientBuilder;
use rustls::{ClientConfig, RootCertStore};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, fs};

/// Builds a [`ReqwestTransport`].
#[must_use]
pub struct ReqwestTransportBuilder {
    connect_timeout: Option<Duration>,
    ca_bundle: Option<CaBundle>,
    no_proxy: bool,
    custom: Option<BuildCustom>,
    limits: Limits,
}

/// Settings of a transport that is being built.
pub(super) struct Settings {
    pub(super) tls: ClientConfig,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) no_proxy: bool,
    pub(super) limits: Limits,
}

/// Source of the roots that are trusted instead of the platform's.
enum CaBundle {
    File(PathBuf),
    Pem(Vec<u8>),
}

impl Default for ReqwestTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Some(CONNECT_TIMEOUT),
            ca_bundle: None,
            no_proxy: false,
            custom: None,
            limits: Limits::default(),
        }
    }
}

impl ReqwestTransportBuilder {
    /// Sets the connect timeout, which includes the TLS handshake: 3.1 seconds by default; `None` leaves it to the operating
    /// system.
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

    /// Uses no proxy, whatever variables say.
    pub fn no_proxy(mut self) -> Self {
        self.no_proxy = true;
        self
    }

    /// Sends by a reqwest client with settings of its own: other proxies, timeouts, headers for all requests, name
    /// resolution.
    ///
    /// Redirects stay off, and TLS as it is said here. Unless a setting is about proxies, reqwest reads the variables for
    /// them in its own way. `configure` is called for each client that is needed: in each tokio runtime, for the way
    /// through proxies and past them, and for new connections.
    ///
    /// reqwest shows nobody its connections: responses have no [`PooledConnection`](crate::PooledConnection), a request
    /// that cannot be sent is no error before TCP gives up, and informational responses are not counted.
    ///
    /// ```
    /// # use runtime::{BuildTransportError, ReqwestTransport};
    /// # fn example() -> Result<ReqwestTransport, BuildTransportError> {
    /// ReqwestTransport::builder().configure(|client| client.user_agent("my-program")).build()
    /// # }
    /// ```
    pub fn configure(
        mut self,
        configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + 'static,
    ) -> Self {
        self.custom = Some(custom::configured(configure));
        self
    }

    /// Sets the stall timeout: the longest time without a byte while a body is sent or read, 20 seconds by default; `None`
    /// disables it. It does not apply while the service works on a request that was sent.
    pub fn stall_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.limits.stall = timeout;
        self
    }

    /// Sets the clock of the stall timeout: the system clock by default.
    pub fn clock(mut self, clock: SharedClock) -> Self {
        self.limits.clock = clock;
        self
    }

    /// Sets the largest size of a response body, in bytes: 64 MiB by default. A larger one is an error.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Builds the transport.
    ///
    /// # Errors
    /// If the CA bundle cannot be read, has no certificate or one that is malformed; if a variable for proxies cannot be
    /// used; and whatever reqwest rejects of what [`configure`](Self::configure) sets.
    pub fn build(self) -> Result<ReqwestTransport, BuildTransportError> {
        let roots = self.ca_bundle.map(CaBundle::load).transpose()?;
        let settings = Settings {
            tls: tls::config(roots).map_err(BuildTransportError::client)?,
            connect_timeout: self.connect_timeout,
            no_proxy: self.no_proxy,
            limits: self.limits,
        };
        let limits = settings.limits.clone();
        let transport: Arc<dyn Transport> = match self.custom {
            Some(build) => build(settings)?,
            None => Arc::new(Pooled::new(&settings, settings.proxies()?)),
        };
        Ok(ReqwestTransport { transport, limits })
    }
}

impl Settings {
    /// The settings of a builder with nothing set.
    pub(super) fn standard() -> Result<Self, rustls::Error> {
        let builder = ReqwestTransportBuilder::default();
        Ok(Self {
            tls: tls::config(None)?,
            connect_timeout: builder.connect_timeout,
            no_proxy: builder.no_proxy,
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

impl fmt::Debug for ReqwestTransportBuilder {
    /// Without the content of a CA bundle, where a key may have been left.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ReqwestTransportBuilder")
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

/// A [`ReqwestTransport`] could not be built.
///
/// `Display` says what the matter is, and where, in one line.
pub struct BuildTransportError {
    what: String,
    source: BoxError,
}

impl BuildTransportError {
    pub(super) fn client(source: impl Into<BoxError>) -> Self {
        Self {
            what: "no HTTP client can be made".to_owned(),
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
        formatter
            .debug_struct("BuildTransportError")
            .field("source", &Bounded(&self.source))
            .finish_non_exhaustive()
    }
}

impl Error for BuildTransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

//! Settings of the transport.

mod error;
mod network;
mod trust;

pub use self::error::BuildTransportError;
pub(super) use self::network::Network;
#[cfg(feature = "native-tls")]
pub use self::trust::Tls;
pub(super) use self::trust::{Certificates, ClientCertificate};

use super::HttpTransport;
use super::limits::Limits;
use super::pooled::Pooled;
use super::proxies::Proxies;
use super::tls::TlsConfig;
use crate::time::SharedClock;
use crate::transport::{CONNECT_TIMEOUT, Transport};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use trust::Trust;

/// Builder of an [`HttpTransport`].
#[must_use]
pub struct HttpTransportBuilder {
    connect_timeout: Option<Duration>,
    trust: Trust,
    network: Network,
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
    pub(super) tls: TlsConfig,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) no_proxy: bool,
    /// Offers HTTP/2 to servers, also for requests that do not need it.
    pub(super) http2: bool,
    pub(super) limits: Limits,
    pub(super) network: Network,
}

impl Default for HttpTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Some(CONNECT_TIMEOUT),
            trust: Trust::default(),
            network: Network::default(),
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
    /// If a CA bundle or client certificate cannot be read, is empty or is malformed; if the certificate does not belong to
    /// its key; if a proxy variable is invalid; or, with the feature `reqwest`, if `configure` is combined with a setting
    /// that it does not support, or if reqwest rejects its settings.
    pub fn build(self) -> Result<HttpTransport, BuildTransportError> {
        let settings = Settings {
            tls: self.trust.load()?,
            connect_timeout: self.connect_timeout,
            no_proxy: self.no_proxy,
            http2: self.http2,
            limits: self.limits,
            network: self.network,
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
    pub(super) fn standard() -> Result<Self, BuildTransportError> {
        let builder = HttpTransportBuilder::default();
        Ok(Self {
            tls: TlsConfig::new(Certificates::default())?,
            connect_timeout: builder.connect_timeout,
            no_proxy: builder.no_proxy,
            http2: builder.http2,
            limits: builder.limits,
            network: builder.network,
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
    /// Omits certificates and keys.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("HttpTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("stall_timeout", &self.limits.stall)
            .field("body_limit", &self.limits.body)
            .finish_non_exhaustive()
    }
}

//! Default transport, built when it is first needed.

use super::Config;
#[cfg(feature = "http1")]
use super::Timeouts;
#[cfg(feature = "http1")]
use crate::time::SharedClock;
#[cfg(all(
    not(feature = "http1"),
    feature = "fetch",
    target_arch = "wasm32",
    target_os = "unknown"
))]
use crate::transport::FetchTransport;
#[cfg(feature = "http1")]
use crate::transport::HttpTransport;
use crate::transport::{Body, BoxError, BoxFuture, Transport, TransportError};
use http::{Request, Response};
#[cfg(feature = "http1")]
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// A transport that is built for the first request. A failed build is tried again.
pub(super) struct OwnTransport {
    built: Arc<OnceLock<Arc<dyn Transport>>>,
    settings: Settings,
}

impl OwnTransport {
    /// Creates the transport of `config`, which is stored in `built` once it is built.
    pub(super) fn of(config: &Config, built: &Arc<OnceLock<Arc<dyn Transport>>>) -> Self {
        Self {
            built: Arc::clone(built),
            settings: Settings::of(config),
        }
    }

    /// Returns the transport, which is built if it is not yet.
    pub(super) fn get(&self) -> Result<Arc<dyn Transport>, BoxError> {
        if let Some(transport) = self.built.get() {
            return Ok(Arc::clone(transport));
        }
        let built = self.settings.build();
        let built = built.map_err(|error| format!("there is no transport: {error}"))?;
        // Another thread may have been faster: then its connections are shared.
        Ok(Arc::clone(self.built.get_or_init(|| built)))
    }
}

impl Transport for OwnTransport {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let transport = self.get().map_err(TransportError::new);
        Box::pin(async { transport?.send(request).await })
    }
}

#[cfg(feature = "http1")]
struct Settings {
    timeouts: Timeouts,
    ca_bundle: Option<PathBuf>,
    clock: SharedClock,
}

#[cfg(feature = "http1")]
impl Settings {
    fn of(config: &Config) -> Self {
        Self {
            timeouts: config.timeouts(),
            ca_bundle: config.ca_bundle(),
            clock: config.clock(),
        }
    }

    fn build(&self) -> Result<Arc<dyn Transport>, BoxError> {
        let mut builder = HttpTransport::builder()
            .connect_timeout(self.timeouts.connect)
            .stall_timeout(self.timeouts.stall)
            .clock(Arc::clone(&self.clock));
        if let Some(bundle) = &self.ca_bundle {
            builder = builder.ca_bundle(bundle);
        }
        Ok(Arc::new(builder.build()?))
    }
}

#[cfg(not(feature = "http1"))]
struct Settings {
    #[cfg(all(feature = "fetch", target_arch = "wasm32", target_os = "unknown"))]
    transport: FetchTransport,
}

#[cfg(all(
    not(feature = "http1"),
    feature = "fetch",
    target_arch = "wasm32",
    target_os = "unknown"
))]
impl Settings {
    fn of(config: &Config) -> Self {
        let transport = FetchTransport::new().stall_timeout(config.timeouts().stall);
        Self {
            transport: transport.clock(config.clock()),
        }
    }

    fn build(&self) -> Result<Arc<dyn Transport>, BoxError> {
        Ok(Arc::new(self.transport.clone()))
    }
}

#[cfg(not(any(
    feature = "http1",
    all(feature = "fetch", target_arch = "wasm32", target_os = "unknown")
)))]
impl Settings {
    fn of(_: &Config) -> Self {
        Self {}
    }

    fn build(&self) -> Result<Arc<dyn Transport>, BoxError> {
        let feature = if cfg!(all(target_arch = "wasm32", target_os = "unknown")) {
            "fetch"
        } else {
            "http1"
        };
        let message = "set one with `Config::builder().transport(…)`, or enable the feature";
        Err(format!("{message} `{feature}`").into())
    }
}

//! TLS over connections, by the implementation that is configured.

use super::super::tls::{TlsConfig, offering};
use super::super::ways::HttpVersion;
use super::connect;
use super::io::{Io, delegate_io};
#[cfg(feature = "native-tls")]
use super::native;
use crate::transport::{BoxError, BoxFuture};
use http::Uri;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::{Connected, Connection};
use std::task::{Context, Poll};
use tower_service::Service;

/// Adds TLS to the connections of `T` to `https` hosts.
#[derive(Clone)]
pub(super) enum Secure<T> {
    Rustls(HttpsConnector<T>),
    #[cfg(feature = "native-tls")]
    Native(native::Connector<T>),
}

impl<T> Secure<T> {
    /// Creates a connector that offers this version to servers, or none.
    pub(super) fn new(tls: &TlsConfig, version: Option<HttpVersion>, connector: T) -> Self {
        match tls {
            TlsConfig::Rustls(config) => {
                let config = offering(config.clone(), version);
                Self::Rustls(HttpsConnector::from((connector, config)))
            }
            #[cfg(feature = "native-tls")]
            TlsConfig::Native(config) => {
                Self::Native(native::Connector::new(config.connector(version), connector))
            }
        }
    }
}

impl<T> Service<Uri> for Secure<T>
where
    T: Service<Uri, Response: Io, Error = BoxError, Future: Send> + Clone + Send + 'static,
{
    type Response = Secured<T::Response>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        match self {
            Self::Rustls(connector) => {
                let connecting = connect(connector.clone(), destination);
                Box::pin(async { Ok(Secured::Rustls(connecting.await?)) })
            }
            #[cfg(feature = "native-tls")]
            Self::Native(connector) => Box::pin(connector.clone().connect(destination)),
        }
    }
}

/// A connection with TLS, or without.
#[cfg_attr(
    feature = "native-tls",
    expect(
        clippy::large_enum_variant,
        reason = "nearly all connections are of the large one"
    )
)]
pub(super) enum Secured<S> {
    Rustls(MaybeHttpsStream<S>),
    #[cfg(feature = "native-tls")]
    Native(native::Stream<S>),
}

impl<S: Io> Secured<S> {
    /// Returns a connection without TLS.
    pub(super) fn plain(stream: S) -> Self {
        Self::Rustls(MaybeHttpsStream::Http(stream))
    }

    fn io(&self) -> &dyn Io {
        match self {
            Self::Rustls(stream) => stream,
            #[cfg(feature = "native-tls")]
            Self::Native(stream) => stream,
        }
    }

    fn io_mut(&mut self) -> &mut dyn Io {
        match self {
            Self::Rustls(stream) => stream,
            #[cfg(feature = "native-tls")]
            Self::Native(stream) => stream,
        }
    }
}

impl<S: Io> Connection for Secured<S> {
    fn connected(&self) -> Connected {
        self.io().connected()
    }
}

delegate_io!([<S: Io>] Secured<S>);

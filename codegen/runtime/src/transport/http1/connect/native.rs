//! TLS of the platform.

use super::connect;
use super::io::{Io, delegate_io};
use super::secure::Secured;
use crate::transport::BoxError;
use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use tokio_native_tls::{TlsConnector, TlsStream};
use tower_service::Service;

/// Adds TLS to the connections of `T` to `https` hosts.
#[derive(Clone)]
pub(super) struct Connector<T> {
    tls: TlsConnector,
    connector: T,
}

impl<T> Connector<T> {
    pub(super) fn new(tls: TlsConnector, connector: T) -> Self {
        Self { tls, connector }
    }

    /// Connects to `destination`.
    pub(super) async fn connect(self, destination: Uri) -> Result<Secured<T::Response>, BoxError>
    where
        T: Service<Uri, Response: Io, Error = BoxError>,
    {
        let is_secure = destination.scheme() == Some(&Scheme::HTTPS);
        let host = destination.host().unwrap_or_default();
        let host = host.trim_matches(['[', ']']).to_owned();
        let stream = connect(self.connector, destination).await?;
        if !is_secure {
            return Ok(Secured::plain(stream));
        }
        let stream = self.tls.connect(&host, TokioIo::new(stream)).await?;
        Ok(Secured::Native(Stream(TokioIo::new(stream))))
    }
}

/// A connection with TLS.
pub(super) struct Stream<S>(TokioIo<TlsStream<TokioIo<S>>>);

impl<S: Io> Stream<S> {
    fn io(&self) -> &TokioIo<TlsStream<TokioIo<S>>> {
        &self.0
    }

    fn io_mut(&mut self) -> &mut TokioIo<TlsStream<TokioIo<S>>> {
        &mut self.0
    }
}

impl<S: Io> Connection for Stream<S> {
    fn connected(&self) -> Connected {
        let tls = self.0.inner().get_ref();
        let connected = tls.get_ref().get_ref().inner().connected();
        match tls.negotiated_alpn() {
            Ok(Some(version)) if version == b"h2" => connected.negotiated_h2(),
            _ => connected,
        }
    }
}

delegate_io!([<S: Io>] Stream<S>);

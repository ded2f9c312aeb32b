//! Connections: TCP, through a proxy if there is one, and TLS over it.

mod limit;
mod tcp;

pub(super) use self::limit::Waiting;

use super::builder::Settings;
use super::proxies::Proxies;
use super::stream::Stream;
use super::tls;
use super::ways::HttpVersion;
use crate::transport::{BoxError, BoxFuture};
use http::Uri;
use http::uri::Scheme;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::client::proxy::matcher::Intercept;
use limit::{ConnectionLimit, Permit};
use rustls::ClientConfig;
use std::error::Error;
use std::future::poll_fn;
use std::io::IoSlice;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use std::{fmt, io};
use tcp::Tcp;
use tokio::time;
use tower_service::Service;

/// Connector; clones share all state.
#[derive(Clone)]
pub(super) struct Connector {
    https: HttpsConnector<Hops>,
    timeout: Option<Duration>,
    limit: Option<ConnectionLimit>,
}

impl Connector {
    /// Creates a connector for connections of this version that uses `proxies`, or none.
    pub(super) fn new(
        settings: &Settings,
        version: HttpVersion,
        proxies: Option<Arc<Proxies>>,
    ) -> Self {
        let timeout = settings.connect_timeout;
        let network = &settings.network;
        let clock = Arc::clone(&settings.limits.clock);
        let tcp = Tcp::new(network.resolver.clone(), timeout, clock);
        let tls = tls::offering(settings.tls.clone(), version);
        let mut tls_to_proxy = tls.clone();
        // What a proxy is told is HTTP/1.1.
        tls_to_proxy.alpn_protocols.clear();
        let hops = Hops {
            tcp,
            tls: Arc::new(tls_to_proxy),
            proxies,
        };
        Self {
            https: HttpsConnector::from((hops, tls)),
            timeout,
            limit: settings.limits.connections.map(ConnectionLimit::new),
        }
    }
}

impl Service<Uri> for Connector {
    type Response = Line;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let permit = self.limit.as_ref().map(|limit| limit.permit(&destination));
        let connecting = connect(self.https.clone(), destination);
        let timeout = self.timeout;
        Box::pin(async move {
            // Waiting for other requests is no part of the connect timeout.
            let permit = match permit {
                Some(permit) => Some(permit.await?),
                None => None,
            };
            let stream = match timeout {
                None => connecting.await?,
                Some(timeout) => {
                    let connected = time::timeout(timeout, connecting).await;
                    connected.map_err(|_| TimedOut)??
                }
            };
            Ok(Line {
                stream,
                _permit: permit,
            })
        })
    }
}

/// Calls a service when it is ready.
async fn connect<S>(mut service: S, destination: Uri) -> Result<S::Response, BoxError>
where
    S: Service<Uri, Error: Into<BoxError>>,
{
    let ready = poll_fn(|context| service.poll_ready(context)).await;
    ready.map_err(Into::into)?;
    service.call(destination).await.map_err(Into::into)
}

/// Connects to a host, or to its proxy.
#[derive(Clone)]
struct Hops {
    tcp: Tcp,
    tls: Arc<ClientConfig>,
    proxies: Option<Arc<Proxies>>,
}

impl Service<Uri> for Hops {
    type Response = Hop;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Hop, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let proxies = self.proxies.as_deref();
        let (tcp, tls) = (self.tcp.clone(), Arc::clone(&self.tls));
        match proxies
            .and_then(|proxies| proxies.of(&destination))
            .cloned()
        {
            None => Box::pin(async {
                let stream = connect(tcp, destination).await?;
                Ok(Hop {
                    stream: MaybeHttpsStream::Http(stream),
                    is_forward_proxy: false,
                })
            }),
            Some(proxy) => Box::pin(through(
                proxy,
                HttpsConnector::from((tcp, tls)),
                destination,
            )),
        }
    }
}

/// Connects to `destination` through a proxy: a tunnel for `https`; for `http` the proxy itself, which then receives
/// the whole URL.
async fn through(
    proxy: Intercept,
    connector: HttpsConnector<Tcp>,
    destination: Uri,
) -> Result<Hop, BoxError> {
    let is_forward_proxy = destination.scheme() == Some(&Scheme::HTTP);
    let stream = if is_forward_proxy {
        connect(connector, proxy.uri().clone()).await?
    } else {
        let mut tunnel = Tunnel::new(proxy.uri().clone(), connector);
        if let Some(authorization) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(authorization.clone());
        }
        connect(tunnel, destination).await?
    };
    Ok(Hop {
        stream,
        is_forward_proxy,
    })
}

/// A connection over which requests are sent.
pub(super) struct Line {
    stream: MaybeHttpsStream<Hop>,
    _permit: Option<Permit>,
}

impl Connection for Line {
    fn connected(&self) -> Connected {
        self.stream.connected()
    }
}

/// Implements I/O by a field of the type.
macro_rules! delegate_io {
    ($type:ty, $field:ident) => {
        impl Read for $type {
            fn poll_read(
                mut self: Pin<&mut Self>,
                context: &mut Context<'_>,
                buffer: ReadBufCursor<'_>,
            ) -> Poll<io::Result<()>> {
                Pin::new(&mut self.$field).poll_read(context, buffer)
            }
        }

        impl Write for $type {
            fn poll_write(
                mut self: Pin<&mut Self>,
                context: &mut Context<'_>,
                bytes: &[u8],
            ) -> Poll<io::Result<usize>> {
                Pin::new(&mut self.$field).poll_write(context, bytes)
            }

            fn poll_flush(
                mut self: Pin<&mut Self>,
                context: &mut Context<'_>,
            ) -> Poll<io::Result<()>> {
                Pin::new(&mut self.$field).poll_flush(context)
            }

            fn poll_shutdown(
                mut self: Pin<&mut Self>,
                context: &mut Context<'_>,
            ) -> Poll<io::Result<()>> {
                Pin::new(&mut self.$field).poll_shutdown(context)
            }

            fn is_write_vectored(&self) -> bool {
                self.$field.is_write_vectored()
            }

            fn poll_write_vectored(
                mut self: Pin<&mut Self>,
                context: &mut Context<'_>,
                slices: &[IoSlice<'_>],
            ) -> Poll<io::Result<usize>> {
                Pin::new(&mut self.$field).poll_write_vectored(context, slices)
            }
        }
    };
}

delegate_io!(Hop, stream);
delegate_io!(Line, stream);

/// A connection to a host, or to its proxy.
pub(super) struct Hop {
    /// With TLS to an `https` proxy; TLS to the host is layered on top.
    stream: MaybeHttpsStream<Stream>,
    is_forward_proxy: bool,
}

impl Connection for Hop {
    fn connected(&self) -> Connected {
        self.stream.connected().proxy(self.is_forward_proxy)
    }
}

/// Connect timeout.
#[derive(Debug)]
pub(super) struct TimedOut;

impl fmt::Display for TimedOut {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("operation timed out")
    }
}

impl Error for TimedOut {}

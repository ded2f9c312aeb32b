//! Connections: TCP, through a proxy if there is one, and TLS over it.

mod io;
mod limit;
#[cfg(feature = "native-tls")]
mod native;
mod secure;
mod tcp;

pub(super) use self::limit::Waiting;

use super::builder::Settings;
use super::proxies::Proxies;
use super::stream::Stream;
use super::ways::HttpVersion;
use crate::transport::{BoxError, BoxFuture};
use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::client::proxy::matcher::Intercept;
use io::delegate_io;
use limit::{ConnectionLimit, Permit};
use secure::{Secure, Secured};
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tcp::Tcp;
use tokio::time;
use tower_service::Service;

/// Connector; clones share all state.
#[derive(Clone)]
pub(super) struct Connector {
    https: Secure<Hops>,
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
        let hops = Hops {
            // What a proxy is told is HTTP/1.1.
            to_proxy: Secure::new(&settings.tls, None, tcp.clone()),
            tcp,
            proxies,
        };
        Self {
            https: Secure::new(&settings.tls, Some(version), hops),
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
    to_proxy: Secure<Tcp>,
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
        let proxy = proxies.and_then(|proxies| proxies.of(&destination));
        match proxy.cloned() {
            None => {
                let tcp = self.tcp.clone();
                Box::pin(async {
                    let stream = connect(tcp, destination).await?;
                    Ok(Hop {
                        stream: Secured::plain(stream),
                        is_forward_proxy: false,
                    })
                })
            }
            Some(proxy) => Box::pin(through(proxy, self.to_proxy.clone(), destination)),
        }
    }
}

/// Connects to `destination` through a proxy: a tunnel for `https`; for `http` the proxy itself, which then receives
/// the whole URL.
async fn through(
    proxy: Intercept,
    connector: Secure<Tcp>,
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
    stream: Secured<Hop>,
    _permit: Option<Permit>,
}

impl Connection for Line {
    fn connected(&self) -> Connected {
        self.stream.connected()
    }
}

delegate_io!([] Hop);

impl Hop {
    fn io(&self) -> &Secured<Stream> {
        &self.stream
    }

    fn io_mut(&mut self) -> &mut Secured<Stream> {
        &mut self.stream
    }
}

delegate_io!([] Line);

impl Line {
    fn io(&self) -> &Secured<Hop> {
        &self.stream
    }

    fn io_mut(&mut self) -> &mut Secured<Hop> {
        &mut self.stream
    }
}

/// A connection to a host, or to its proxy.
pub(super) struct Hop {
    /// With TLS to an `https` proxy; TLS to the host is layered on top.
    stream: Secured<Stream>,
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

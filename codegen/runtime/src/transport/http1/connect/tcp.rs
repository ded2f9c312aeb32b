//! TCP sockets.

use super::super::limits;
use super::super::resolver::Resolver;
use super::super::stream::Stream;
use super::connect;
use crate::time::SharedClock;
use crate::transport::{BoxError, BoxFuture};
use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// Opens TCP sockets that are tracked.
#[derive(Clone)]
pub(super) struct Tcp {
    connector: HttpConnector<Resolver>,
    clock: SharedClock,
}

impl Service<Uri> for Tcp {
    type Response = Stream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Stream, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let (connector, clock) = (self.connector.clone(), Arc::clone(&self.clock));
        Box::pin(async {
            let socket = connect(connector, destination).await?;
            Ok(Stream::new(socket, clock))
        })
    }
}

impl Tcp {
    /// Creates a connector with this connect timeout, for single addresses too.
    pub(super) fn new(resolver: Resolver, timeout: Option<Duration>, clock: SharedClock) -> Self {
        Self {
            connector: connector(resolver, timeout),
            clock,
        }
    }
}

fn connector(resolver: Resolver, timeout: Option<Duration>) -> HttpConnector<Resolver> {
    let mut tcp = HttpConnector::new_with_resolver(resolver);
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(timeout);
    tcp.set_keepalive(Some(limits::KEEPALIVE_IDLE));
    tcp.set_keepalive_interval(Some(limits::KEEPALIVE_INTERVAL));
    tcp.set_keepalive_retries(Some(limits::KEEPALIVE_RETRIES));
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    tcp.set_tcp_user_timeout(Some(limits::USER_TIMEOUT));
    tcp
}

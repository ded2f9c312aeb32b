//! Name resolution and the number of connections.

use super::super::resolver::Resolver;
use super::HttpTransportBuilder;
use std::io;
use std::net::IpAddr;

/// Settings of the network.
#[derive(Clone, Default)]
pub(in super::super) struct Network {
    pub(in super::super) resolver: Resolver,
    /// Maximum number of idle connections to a host.
    pub(in super::super) max_idle: Option<usize>,
}

impl HttpTransportBuilder {
    /// Sets the addresses of a host, in the order in which they are tried, instead of those of the resolver. The host is a name
    /// without a port; an address in a URL is not resolved.
    ///
    /// TLS and signatures use the host's name as before. With a proxy the host is resolved by the proxy, and this
    /// setting applies to the proxy's own name.
    pub fn resolve(
        mut self,
        host: impl Into<String>,
        addresses: impl IntoIterator<Item = IpAddr>,
    ) -> Self {
        let addresses = addresses.into_iter().collect();
        self.network.resolver.set(&host.into(), addresses);
        self
    }

    /// Sets the function that resolves names, instead of the operating system. It is called for each new connection,
    /// within the connect timeout.
    ///
    /// ```
    /// use runtime::HttpTransport;
    /// use std::net::IpAddr;
    ///
    /// # async fn query(host: String) -> std::io::Result<Vec<IpAddr>> { Ok(Vec::new()) }
    /// # fn example() -> Result<HttpTransport, runtime::BuildTransportError> {
    /// HttpTransport::builder().resolver(|host| query(host)).build()
    /// # }
    /// ```
    pub fn resolver<F>(mut self, resolve: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = io::Result<Vec<IpAddr>>> + Send + 'static,
    {
        self.network.resolver.replace(resolve);
        self
    }

    /// Sets the maximum number of idle connections that are kept for each host, by default not limited.
    pub fn max_idle_connections_per_host(mut self, connections: usize) -> Self {
        self.network.max_idle = Some(connections);
        self
    }

    /// Sets the maximum number of connections to each host, at least 1; by default not limited.
    ///
    /// While there are as many, further requests to the host wait until one becomes idle or is closed: without a timeout but
    /// those of the attempt and of the operation. A connection is in use until the request's body is sent, also if the
    /// response came before; and, if the response is a stream, until that ends or is dropped. The limit applies to each
    /// tokio runtime. Connections that are used only once, for attempts after a failure, are counted separately, as are
    /// those of requests that need HTTP/2 and those that bypass a proxy.
    pub fn max_connections_per_host(mut self, connections: usize) -> Self {
        self.limits.connections = Some(connections.max(1));
        self
    }
}

//! Resolution of names.

use crate::transport::BoxFuture;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::vec;
use tower_service::Service;

/// Function that resolves a name.
type Resolve = dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync;

/// Resolves names by fixed addresses, and otherwise by a function or the operating system.
#[derive(Clone, Default)]
pub(super) struct Resolver {
    /// Hosts in lower case with their addresses; few, so that a map would only be more code.
    fixed: Arc<Vec<(String, Vec<IpAddr>)>>,
    other: Option<Arc<Resolve>>,
}

impl Resolver {
    /// Sets the addresses of a host.
    pub(super) fn set(&mut self, host: &str, addresses: Vec<IpAddr>) {
        let (host, fixed) = (normalized(host), Arc::make_mut(&mut self.fixed));
        fixed.retain(|(other, _)| *other != host);
        fixed.push((host, addresses));
    }

    fn fixed_of(&self, name: &Name) -> Option<&Vec<IpAddr>> {
        let host = normalized(name.as_str());
        let found = self.fixed.iter().find(|(other, _)| *other == host);
        found.map(|(_, addresses)| addresses)
    }

    /// Sets the function that resolves other names.
    pub(super) fn replace<F>(&mut self, resolve: impl Fn(String) -> F + Send + Sync + 'static)
    where
        F: Future<Output = io::Result<Vec<IpAddr>>> + Send + 'static,
    {
        self.other = Some(Arc::new(move |host| Box::pin(resolve(host))));
    }

    /// Returns the hosts with fixed addresses.
    #[cfg(feature = "reqwest")]
    pub(super) fn fixed(&self) -> impl Iterator<Item = (&str, Vec<SocketAddr>)> {
        let hosts = self.fixed.iter();
        hosts.map(|(host, addresses)| (&**host, with_any_port(addresses.clone()).collect()))
    }

    /// Returns true if a function resolves names.
    #[cfg(feature = "reqwest")]
    pub(super) fn has_function(&self) -> bool {
        self.other.is_some()
    }
}

/// Names have no case, and those with a dot at the end are absolute.
fn normalized(host: &str) -> String {
    host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()
}

/// Returns addresses with the port 0, which stands for that of the URL.
fn with_any_port(addresses: Vec<IpAddr>) -> impl Iterator<Item = SocketAddr> {
    addresses
        .into_iter()
        .map(|address| SocketAddr::new(address, 0))
}

impl Service<Name> for Resolver {
    type Response = vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<Self::Response>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let collected = |addresses| {
            let addresses: Vec<_> = with_any_port(addresses).collect();
            if addresses.is_empty() {
                return Err(io::Error::new(
                    io::ErrorKind::NotFound,
                    "the name has no address",
                ));
            }
            Ok(addresses.into_iter())
        };
        if let Some(addresses) = self.fixed_of(&name) {
            let addresses = addresses.clone();
            return Box::pin(async move { collected(addresses) });
        }
        if let Some(resolve) = &self.other {
            let resolving = resolve(name.as_str().to_owned());
            return Box::pin(async move { collected(resolving.await?) });
        }
        Box::pin(async move {
            let resolved = GaiResolver::new().call(name).await?;
            Ok(resolved.collect::<Vec<_>>().into_iter())
        })
    }
}

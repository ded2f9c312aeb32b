//! Ways of a request: with or without proxies, over new or pooled connections, and with HTTP/2 that is not negotiated.

use crate::transport::{Body, BypassProxy, NewConnection};
use http::{Request, Version};
use std::sync::OnceLock;

/// The way that a request takes.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// Bypasses all proxies.
    pub(super) is_direct: bool,
    /// Uses a new connection, which is not used again.
    pub(super) is_new: bool,
    /// Uses HTTP/2 with prior knowledge (RFC 9113, section 3.3).
    pub(super) is_http2: bool,
}

impl Way {
    /// Returns the way that the extensions and the version of a request require; `is_direct` decides without an extension.
    ///
    /// Without TLS there is no ALPN, by which a server agrees to HTTP/2.
    pub(super) fn of(request: &Request<Body>, is_direct: impl FnOnce() -> bool) -> Self {
        let extensions = request.extensions();
        let is_plain = request.uri().scheme_str() == Some("http");
        Self {
            is_direct: extensions.get::<BypassProxy>().is_some() || is_direct(),
            is_new: extensions.get::<NewConnection>().is_some(),
            is_http2: is_plain && request.version() == Version::HTTP_2,
        }
    }
}

/// A client for each way, created when first needed.
pub(super) struct Clients<C>([OnceLock<C>; 8]);

impl<C> Default for Clients<C> {
    fn default() -> Self {
        Self(Default::default())
    }
}

impl<C> Clients<C> {
    /// Returns the client for `way`, built if it is not yet.
    pub(super) fn get<E>(&self, way: Way, build: impl FnOnce() -> Result<C, E>) -> Result<&C, E> {
        let [negotiated @ .., a, b, c, d] = &self.0;
        let [kept, kept_direct, new, new_direct] = match way.is_http2 {
            true => &[a, b, c, d],
            false => &negotiated.each_ref(),
        };
        let client = match (way.is_new, way.is_direct) {
            (false, false) => kept,
            (false, true) => kept_direct,
            (true, false) => new,
            (true, true) => new_direct,
        };
        match client.get() {
            Some(client) => Ok(client),
            None => {
                let built = build()?;
                Ok(client.get_or_init(|| built))
            }
        }
    }
}

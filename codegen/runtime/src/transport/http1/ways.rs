//! Ways of a request: with or without proxies, over new or pooled connections, by HTTP/1.1 or HTTP/2.

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
    pub(super) version: HttpVersion,
}

/// HTTP version of a connection.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HttpVersion {
    Http1,
    /// HTTP/2 if the server agrees to it by ALPN, and HTTP/1.1 otherwise.
    Negotiated,
    /// HTTP/2 with prior knowledge (RFC 9113, section 3.3).
    Http2,
}

impl Way {
    /// Way that every transport needs: pooled connections, and proxies if there are any.
    #[cfg(feature = "reqwest")]
    pub(super) fn standard(version: HttpVersion) -> Self {
        Self {
            is_direct: false,
            is_new: false,
            version,
        }
    }

    /// Returns the way that the extensions and the version of a request require; `is_direct` decides without an extension,
    /// and HTTP/2 is offered to servers if `offers_http2`, or if the request needs it.
    ///
    /// Without TLS there is no ALPN, by which a server agrees to HTTP/2.
    pub(super) fn of(
        request: &Request<Body>,
        offers_http2: bool,
        is_direct: impl FnOnce() -> bool,
    ) -> Self {
        let extensions = request.extensions();
        let is_plain = request.uri().scheme_str() == Some("http");
        Self {
            is_direct: extensions.get::<BypassProxy>().is_some() || is_direct(),
            is_new: extensions.get::<NewConnection>().is_some(),
            version: match (request.version() == Version::HTTP_2, is_plain) {
                (true, true) => HttpVersion::Http2,
                (true, false) => HttpVersion::Negotiated,
                (false, _) if offers_http2 => HttpVersion::Negotiated,
                (false, _) => HttpVersion::Http1,
            },
        }
    }
}

/// A client for each way, created when first needed.
pub(super) struct Clients<C>([[OnceLock<C>; 4]; 3]);

impl<C> Default for Clients<C> {
    fn default() -> Self {
        Self(Default::default())
    }
}

impl<C> Clients<C> {
    /// Returns the client for `way`, built if it is not yet.
    pub(super) fn get<E>(&self, way: Way, build: impl FnOnce() -> Result<C, E>) -> Result<&C, E> {
        let [http1, negotiated, http2] = &self.0;
        let [kept, kept_direct, new, new_direct] = match way.version {
            HttpVersion::Http1 => http1,
            HttpVersion::Negotiated => negotiated,
            HttpVersion::Http2 => http2,
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

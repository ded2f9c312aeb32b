//! Ways of a request: with or without proxies, and over new or pooled connections.

use crate::transport::{BypassProxy, NewConnection};
use http::Extensions;
use std::sync::OnceLock;

/// The way that a request takes.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// Bypasses all proxies.
    pub(super) is_direct: bool,
    /// Uses a new connection, which is not used again.
    pub(super) is_new: bool,
}

impl Way {
    /// Returns the way that the extensions of a request require; `is_direct` decides without one.
    pub(super) fn of(extensions: &Extensions, is_direct: impl FnOnce() -> bool) -> Self {
        Self {
            is_direct: extensions.get::<BypassProxy>().is_some() || is_direct(),
            is_new: extensions.get::<NewConnection>().is_some(),
        }
    }
}

/// A client for each way, created when first needed.
pub(super) struct Clients<C>([OnceLock<C>; 4]);

impl<C> Default for Clients<C> {
    fn default() -> Self {
        Self(Default::default())
    }
}

impl<C> Clients<C> {
    /// Returns the client for `way`, built if it is not yet.
    pub(super) fn get<E>(&self, way: Way, build: impl FnOnce() -> Result<C, E>) -> Result<&C, E> {
        let [kept, kept_direct, new, new_direct] = &self.0;
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

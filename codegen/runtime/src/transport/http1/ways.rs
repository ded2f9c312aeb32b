//! The ways that a request may take.

use crate::transport::{BypassProxy, NewConnection};
use http::Extensions;
use std::sync::OnceLock;

/// The way that a request takes.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// Past all proxies.
    pub(super) is_direct: bool,
    /// Over a connection that nobody has used, and nobody uses again.
    pub(super) is_new: bool,
}

impl Way {
    /// The way that the extensions of a request ask for; `is_direct` says it for the rest.
    pub(super) fn of(extensions: &Extensions, is_direct: impl FnOnce() -> bool) -> Self {
        Self {
            is_direct: extensions.get::<BypassProxy>().is_some() || is_direct(),
            is_new: extensions.get::<NewConnection>().is_some(),
        }
    }
}

/// A client for each way, made when it is needed first.
pub(super) struct Clients<C>([OnceLock<C>; 4]);

impl<C> Default for Clients<C> {
    fn default() -> Self {
        Self(Default::default())
    }
}

impl<C> Clients<C> {
    /// The client for `way`, built if it is not there yet.
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

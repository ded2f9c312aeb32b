//! Code of the caller that takes part in calls.

use super::{Config, ConfigBuilder};
use crate::endpoint::{Endpoint, EndpointRequest, ResolveEndpoint};
use crate::hooks::{Hook, Hooks};
use crate::transport::BoxError;
use std::sync::Arc;

/// Code of the caller that takes part in calls.
#[derive(Clone, Default)]
pub(super) struct Extensions {
    hooks: Hooks,
    endpoint_resolver: Option<Arc<ResolveEndpoint>>,
}

impl ConfigBuilder {
    /// Adds a [hook](crate::hooks), which runs at fixed points of every call.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.extensions.hooks.push(Arc::new(hook));
        self
    }

    /// Sets the resolver of endpoints, which is asked once for each call, on its task: it must not block.
    ///
    /// It has precedence over the endpoint URLs of the configuration, which it is told, and an endpoint URL of a single call
    /// over it. A configured URL that is not valid is an error nevertheless. Its endpoint is used as it is:
    /// [`EndpointRequest::resolve_at`] adds what the service and the operation add to a configured URL. Headers of the
    /// endpoint are sent, in the place of the protocol's; its authentication schemes
    /// ([`Endpoint::auth_scheme`]) replace those of the service, and so the region of signatures. Its error fails the call
    /// with a [`ConstructionError`](crate::ConstructionError). Requests for credentials do not ask it.
    ///
    /// ```
    /// use runtime::{Config, Environment};
    ///
    /// # fn main() -> Result<(), runtime::ConfigError> {
    /// let config = Config::builder()
    ///     .environment(Environment::empty())
    ///     .region("eu-west-1")
    ///     .endpoint_resolver(|request| match request.service() {
    ///         "DynamoDB" => request.resolve_at("http://localhost:8000"),
    ///         _ => request.resolve(),
    ///     })
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn endpoint_resolver(
        mut self,
        resolver: impl Fn(&EndpointRequest<'_>) -> Result<Endpoint, BoxError> + Send + Sync + 'static,
    ) -> Self {
        self.extensions.endpoint_resolver = Some(Arc::new(resolver));
        self
    }
}

impl Config {
    pub(crate) fn hooks(&self) -> &[Arc<dyn Hook>] {
        &self.0.extensions.hooks
    }

    pub(crate) fn endpoint_resolver(&self) -> Option<&ResolveEndpoint> {
        self.0.extensions.endpoint_resolver.as_deref()
    }
}

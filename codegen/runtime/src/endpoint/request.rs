//! Endpoint resolvers of the caller.

use super::{BuiltIns, Endpoint, for_rules};
use crate::error::OneLine;
use crate::transport::BoxError;
use std::fmt;

/// Endpoint resolver of the caller.
pub(crate) type ResolveEndpoint =
    dyn Fn(&EndpointRequest<'_>) -> Result<Endpoint, BoxError> + Send + Sync;

/// Endpoint rules of an operation, with its input.
type Rules<'a> = dyn Fn(&BuiltIns<'_>) -> Result<Endpoint, BoxError> + 'a;

/// Call that a custom [endpoint resolver](crate::ConfigBuilder::endpoint_resolver) returns the endpoint of.
pub struct EndpointRequest<'a> {
    service: &'static str,
    operation: &'static str,
    built_ins: BuiltIns<'a>,
    rules: &'a Rules<'a>,
}

impl<'a> EndpointRequest<'a> {
    pub(crate) fn new(
        service: &'static str,
        operation: &'static str,
        built_ins: BuiltIns<'a>,
        rules: &'a Rules<'a>,
    ) -> Self {
        Self {
            service,
            operation,
            built_ins,
            rules,
        }
    }

    /// Returns the SDK id of the service, such as `CodeConnections`.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.service
    }

    /// Returns the name of the operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the region of the call, if it is known.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.built_ins.region
    }

    /// Returns true if the endpoint must be validated by FIPS 140.
    #[must_use]
    pub fn use_fips(&self) -> bool {
        self.built_ins.use_fips
    }

    /// Returns true if the endpoint must be reachable by IPv4 and IPv6.
    #[must_use]
    pub fn use_dual_stack(&self) -> bool {
        self.built_ins.use_dual_stack
    }

    /// Returns the configured endpoint URL of the service, in code, variables or the profile.
    #[must_use]
    pub fn endpoint_url(&self) -> Option<&str> {
        self.built_ins.endpoint
    }

    /// Returns the account of the credentials, if endpoints of the service depend on it and it is known.
    #[must_use]
    pub fn account_id(&self) -> Option<&str> {
        self.built_ins.account_id
    }

    /// Returns the endpoint that the call has without a custom resolver.
    ///
    /// # Errors
    /// Those of the service's endpoint rules, such as a missing region.
    pub fn resolve(&self) -> Result<Endpoint, BoxError> {
        (self.rules)(&self.built_ins)
    }

    /// Returns the endpoint that the call has if `url` is the configured endpoint URL: with the host prefix of the operation,
    /// with the bucket of Amazon S3 in the host or the path, and with the authentication schemes of the rules.
    ///
    /// # Errors
    /// If `url` is not valid for [`Endpoint::new`]; and those of [`resolve`](Self::resolve): many services reject a URL
    /// together with FIPS or dual stack.
    pub fn resolve_at(&self, url: impl AsRef<str>) -> Result<Endpoint, BoxError> {
        let url = for_rules(Endpoint::new(url)?.url());
        (self.rules)(&BuiltIns {
            endpoint: Some(&url),
            ..self.built_ins
        })
    }
}

impl fmt::Debug for EndpointRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EndpointRequest")
            .field("service", &self.service)
            .field("operation", &self.operation)
            .field("region", &self.region().map(OneLine))
            .field("use_fips", &self.use_fips())
            .field("use_dual_stack", &self.use_dual_stack())
            .finish_non_exhaustive()
    }
}

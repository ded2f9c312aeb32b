//! Destination of a call: by the caller's resolver, or by the endpoint rules.

use super::exchange::{Exchange, Failed};
use super::request::Overrides;
use super::shared::{Destination, Resolve, Shared};
use crate::auth::AuthScheme;
use crate::endpoint::{BuiltIns, Endpoint, EndpointError, EndpointRequest, ResolveEndpoint};
use crate::transport::BoxError;

/// A region that all endpoint rules know.
const ANY_REGION: &str = "us-east-1";

impl Exchange<'_> {
    /// Returns the destination of the call.
    pub(super) async fn destination(&self, resolve: &Resolve<'_>) -> Result<Destination, Failed> {
        // Before the credentials, which may come from a service in this region.
        let region = self.instance_region().await;
        let account = self.account().await?;
        let (operation, auth) = (self.target.operation, self.target.auth);
        let (account, region) = (account.as_deref(), region.as_deref());
        let destination =
            self.shared
                .destination(operation, self.overrides, auth, account, region, resolve);
        destination.map_err(|source| self.unbuilt(source))
    }

    /// Returns the region of the instance that the program runs on, if the call needs a region and none is configured.
    async fn instance_region(&self) -> Option<String> {
        match self.shared.lacks_region(self.overrides, self.target.auth) {
            true => self.shared.config.instance_region().await,
            false => None,
        }
    }

    /// Returns the account of the credentials, if the endpoint depends on it.
    async fn account(&self) -> Result<Option<String>, Failed> {
        let is_signature = |it: &AuthScheme| matches!(it, AuthScheme::SigV4 | AuthScheme::SigV4a);
        let schemes = self.target.auth;
        if !self.shared.needs_account() || !schemes.iter().any(is_signature) {
            return Ok(None);
        }
        match self.credentials().await {
            Ok(credentials) => Ok(credentials.account().map(str::to_owned)),
            // Another scheme may do without credentials.
            Err(error) if error.is_not_found() && !schemes.iter().all(is_signature) => Ok(None),
            Err(error) => Err(self.unsigned(error)),
        }
    }
}

impl Shared {
    /// Returns the resolver of the caller that a call uses.
    pub(super) fn resolver(&self, overrides: &Overrides) -> Option<&ResolveEndpoint> {
        match overrides.endpoint_url.is_some() || overrides.is_internal {
            true => None,
            false => self.config.endpoint_resolver(),
        }
    }

    /// Returns the endpoint of a call to `operation`; `resolve` evaluates the endpoint rules.
    pub(super) fn resolved(
        &self,
        operation: &'static str,
        resolver: Option<&ResolveEndpoint>,
        built_ins: BuiltIns<'_>,
        resolve: &Resolve<'_>,
    ) -> Result<Endpoint, BoxError> {
        let rules = |built_ins: &BuiltIns<'_>| {
            resolve(built_ins).map_err(|error| self.unresolved(error, *built_ins, resolve))
        };
        match resolver {
            Some(resolver) => {
                let service = self.service;
                resolver(&EndpointRequest::new(service, operation, built_ins, &rules))
            }
            None => rules(&built_ins),
        }
    }

    /// Returns the error of endpoint rules; if they reject a missing region, an error that says how to set one.
    ///
    /// The messages of rules differ from service to service. So the rules are evaluated again with a region: a different
    /// result means that the region was missing.
    fn unresolved(
        &self,
        error: EndpointError,
        built_ins: BuiltIns<'_>,
        resolve: &Resolve<'_>,
    ) -> BoxError {
        let with_region = BuiltIns {
            region: Some(ANY_REGION),
            ..built_ins
        };
        match built_ins.region {
            None if resolve(&with_region).as_ref() != Err(&error) => {
                self.config.no_region(self.service).into()
            }
            _ => error.into(),
        }
    }
}

//! Settings of the services that credentials are requested from, independent of a client.

use super::environment::Environment;
use super::error::ConfigError;
use super::instance_region::InstanceRegion;
use super::profile::Profiles;
use super::settings::Sources;
use super::table::TABLE;
use super::{Config, EndpointUrls};
use http::Uri;

/// Settings made in code; variables and the profile supply the rest.
#[derive(Clone, Default)]
pub(crate) struct ServiceOverrides {
    pub(crate) region: Option<String>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    endpoint_urls: EndpointUrls,
    /// Used if no region is configured.
    instance_region: Option<InstanceRegion>,
}

/// Settings of one service.
#[derive(Debug, Default)]
pub(crate) struct ServiceSettings {
    pub(crate) region: Option<String>,
    pub(crate) use_fips: bool,
    pub(crate) use_dual_stack: bool,
    pub(crate) endpoint_url: Option<Uri>,
}

impl ServiceOverrides {
    /// Creates the settings from a configuration, which has resolved all but the endpoint URLs.
    pub(super) fn of(config: &Config, instance_region: Option<&InstanceRegion>) -> Self {
        Self {
            region: config.region().map(str::to_owned),
            use_fips: Some(config.use_fips()),
            use_dual_stack: Some(config.use_dual_stack()),
            endpoint_urls: config.0.endpoint_urls.clone(),
            instance_region: instance_region.cloned(),
        }
    }

    /// Resolves the settings of the service with this SDK ID.
    ///
    /// # Errors
    /// If a variable or a key of the profile is malformed.
    pub(crate) fn resolve(
        &self,
        sdk_id: &str,
        environment: &Environment,
        profiles: &Profiles,
    ) -> Result<ServiceSettings, ConfigError> {
        let sources = Sources {
            environment,
            profiles,
        };
        let of_instance = || self.instance_region.as_ref()?.known();
        let region = sources.or(self.region.clone(), "region", &TABLE.region)?;
        Ok(ServiceSettings {
            region: region.or_else(of_instance),
            use_fips: sources.or(self.use_fips, "use_fips", &TABLE.use_fips)? == Some(true),
            use_dual_stack: sources.or(
                self.use_dual_stack,
                "use_dual_stack",
                &TABLE.use_dual_stack,
            )? == Some(true),
            endpoint_url: match self.endpoint_urls.of(sdk_id) {
                Some(url) => Some(url.clone()),
                None => sources.endpoint_url(sdk_id)?,
            },
        })
    }
}

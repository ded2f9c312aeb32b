//! Endpoint URL of a service in environment variables and profiles.

use super::{ENDPOINT_URL, Found, IGNORE_CONFIGURED_ENDPOINT_URLS, Sources, is_blank, text};
use crate::config::error::ConfigError;
use crate::config::profile::Section;
use http::Uri;

impl Sources<'_> {
    /// Returns the URL for the service with this SDK id (`CodeConnections`), if one is set.
    ///
    /// Order of precedence: the service's variable, the variable for all services, the service's sub-section in the
    /// `[services …]` section that the profile names, the profile.
    pub(in crate::config) fn endpoint_url(&self, sdk_id: &str) -> Result<Option<Uri>, ConfigError> {
        if self.get(&IGNORE_CONFIGURED_ENDPOINT_URLS)? == Some(true) {
            return Ok(None);
        }
        let of_service = format!("AWS_ENDPOINT_URL_{}", environment_name(sdk_id));
        let found = match self.variable(&[of_service.as_str(), "AWS_ENDPOINT_URL"]) {
            Some(found) => Some(found),
            None => match self.services_key(sdk_id)? {
                Some(found) => Some(found),
                None => self.profile_key(ENDPOINT_URL.key, ENDPOINT_URL.format.expected)?,
            },
        };
        found
            .map(|found| ENDPOINT_URL.format.parse(&found.text, found.origin))
            .transpose()
    }

    /// Returns the URL in the `[services …]` section that the profile names.
    fn services_key(&self, sdk_id: &str) -> Result<Option<Found>, ConfigError> {
        let expected = "the name of a [services …] section";
        let Some(named) = self.profile_key("services", expected)? else {
            return Ok(None);
        };
        let name = named.text.trim();
        let Some(services) = self.profiles.services(name)? else {
            return Err(ConfigError::no_services(named.origin, name));
        };
        for key in profile_keys(sdk_id) {
            if let Some(found) = sub_key(services, name, &key)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

/// Returns the URL in the sub-section `key`.
fn sub_key(services: &Section, name: &str, key: &str) -> Result<Option<Found>, ConfigError> {
    let owner = format!("services {name:?}");
    let Some(sub) = services.sub(key)? else {
        let expected = "indented keys in the lines below";
        return match text(services, owner, key, expected)? {
            Some(found) => Err(ENDPOINT_URL
                .format
                .fault(&found.text, found.origin, expected)),
            None => Ok(None),
        };
    };
    let url = sub.get(ENDPOINT_URL.key).filter(|url| !is_blank(url));
    let origin = services.origin(owner, key, Some(ENDPOINT_URL.key));
    Ok(url.zip(origin).map(|(url, origin)| Found {
        text: url.clone(),
        origin,
    }))
}

/// Returns the name of a service at the end of a variable's name: `CODESTAR_CONNECTIONS`.
pub(in crate::config) fn environment_name(sdk_id: &str) -> String {
    sdk_id.replace(' ', "_").to_ascii_uppercase()
}

/// Returns the names of a service in a profile.
///
/// AWS documents `codestar_connections`, as botocore reads it; the AWS SDK for Rust reads `codestar-connections`.
fn profile_keys(sdk_id: &str) -> [String; 2] {
    ["_", "-"].map(|space| sdk_id.replace(' ', space).to_ascii_lowercase())
}

//! Settings of the metadata service: variables and profile keys.

use super::is_role_name;
use crate::config::{Environment, Section};
use crate::credentials::chain::http::{HttpPolicy, INSTANCE};
use crate::endpoint::http_url;
use std::time::Duration;

const DISABLED: Setting = Setting {
    variable: "AWS_EC2_METADATA_DISABLED",
    key: "disable_ec2_metadata",
};
const ENDPOINT: Setting = Setting {
    variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT",
    key: "ec2_metadata_service_endpoint",
};
const MODE: Setting = Setting {
    variable: "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    key: "ec2_metadata_service_endpoint_mode",
};
const ROLE: Setting = Setting {
    variable: "AWS_EC2_INSTANCE_PROFILE_NAME",
    key: "ec2_instance_profile_name",
};
const TIMEOUT: Setting = Setting {
    variable: "AWS_METADATA_SERVICE_TIMEOUT",
    key: "metadata_service_timeout",
};
const ATTEMPTS: Setting = Setting {
    variable: "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
    key: "metadata_service_num_attempts",
};

/// Settings of requests to the metadata service.
pub(super) struct Settings {
    /// URL before the path, without a trailing slash.
    pub(super) endpoint: String,
    /// Role that is requested without looking up that of the instance.
    pub(super) role: Option<String>,
    pub(super) policy: HttpPolicy,
}

/// Returns the setting that disables the metadata service, if there is one.
pub(super) fn disabled_by(
    environment: &Environment,
    profile: Option<&Section>,
) -> Option<&'static str> {
    let sources = Sources {
        environment,
        profile,
    };
    let found = sources.get(&DISABLED)?;
    let is_on = found.text.eq_ignore_ascii_case("true");
    is_on.then_some(found.from)
}

impl Settings {
    /// Resolves the settings.
    ///
    /// # Errors
    /// The reason why one is invalid.
    pub(super) fn new(
        environment: &Environment,
        profile: Option<&Section>,
    ) -> Result<Self, String> {
        let sources = Sources {
            environment,
            profile,
        };
        Ok(Self {
            endpoint: sources.endpoint()?,
            role: sources.role()?,
            policy: sources.policy()?,
        })
    }
}

/// A variable, and the profile key that is its fallback.
struct Setting {
    variable: &'static str,
    key: &'static str,
}

/// A value found, with the name of its setting.
struct Found {
    text: String,
    from: &'static str,
}

struct Sources<'a> {
    environment: &'a Environment,
    profile: Option<&'a Section>,
}

impl Sources<'_> {
    fn get(&self, setting: &Setting) -> Option<Found> {
        let found = |text: String, from| {
            let text = text.trim().to_owned();
            (!text.is_empty()).then_some(Found { text, from })
        };
        let variable = self.environment.var(setting.variable);
        let variable = variable.and_then(|text| found(text, setting.variable));
        variable.or_else(|| found(self.profile?.get(setting.key)?.to_owned(), setting.key))
    }

    fn endpoint(&self) -> Result<String, String> {
        if let Some(found) = self.get(&ENDPOINT) {
            return match http_url(&found.text) {
                Ok(url) => Ok(url.to_string().trim_end_matches('/').to_owned()),
                Err(why) => Err(format!(
                    "{}: expected a URL such as http://169.254.169.254, but {why}",
                    found.from
                )),
            };
        }
        let Some(mode) = self.get(&MODE) else {
            return Ok("http://169.254.169.254".to_owned());
        };
        match mode.text.to_ascii_lowercase().as_str() {
            "ipv4" => Ok("http://169.254.169.254".to_owned()),
            "ipv6" => Ok("http://[fd00:ec2::254]".to_owned()),
            _ => Err(format!(
                "{}: expected IPv4 or IPv6, got {:?}",
                mode.from, mode.text
            )),
        }
    }

    fn role(&self) -> Result<Option<String>, String> {
        let Some(found) = self.get(&ROLE) else {
            return Ok(None);
        };
        match is_role_name(&found.text) {
            true => Ok(Some(found.text)),
            false => Err(format!(
                "{}: expected the name of an instance profile, got {:?}",
                found.from, found.text
            )),
        }
    }

    fn policy(&self) -> Result<HttpPolicy, String> {
        let mut policy = INSTANCE;
        if let Some(found) = self.get(&TIMEOUT) {
            let seconds = found.text.parse().ok();
            let seconds = seconds.filter(|seconds| (0.001..=3_600.0).contains(seconds));
            let timeout = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            policy.timeout = timeout.ok_or_else(|| {
                format!(
                    "{}: expected seconds, more than 0 and at most 3600, got {:?}",
                    found.from, found.text
                )
            })?;
        }
        if let Some(found) = self.get(&ATTEMPTS) {
            let attempts = found.text.parse().ok();
            let attempts = attempts.filter(|number| (1..=100).contains(number));
            policy.attempts = attempts.ok_or_else(|| {
                format!(
                    "{}: expected a whole number from 1 to 100, got {:?}",
                    found.from, found.text
                )
            })?;
            policy.silent_attempts = policy.attempts;
        }
        Ok(policy)
    }
}

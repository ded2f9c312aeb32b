//! Settings in environment variables and profiles, with their lookup.

mod endpoint_url;
mod format;

use super::AccountIdEndpointMode;
use super::environment::Environment;
use super::error::{ConfigError, Origin};
use super::profile::{Profiles, Section};
use crate::retry::Retry;
pub(super) use endpoint_url::environment_name;
use format::Format;
use http::Uri;

/// A setting, with its names outside of code.
pub(super) struct Setting<T: 'static> {
    /// Variables, in order of precedence.
    variables: &'static [&'static str],
    /// Profile key.
    key: &'static str,
    pub(super) format: Format<T>,
}

pub(super) const REGION: Setting<String> = Setting {
    variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
    key: "region",
    format: format::REGION,
};

pub(super) const USE_FIPS: Setting<bool> = Setting {
    variables: &["AWS_USE_FIPS_ENDPOINT"],
    key: "use_fips_endpoint",
    format: format::BOOLEAN,
};

pub(super) const USE_DUAL_STACK: Setting<bool> = Setting {
    variables: &["AWS_USE_DUALSTACK_ENDPOINT"],
    key: "use_dualstack_endpoint",
    format: format::BOOLEAN,
};

/// URL of every service; URLs of single services are looked up separately.
pub(super) const ENDPOINT_URL: Setting<Uri> = Setting {
    variables: &["AWS_ENDPOINT_URL"],
    key: "endpoint_url",
    format: format::URL,
};

const IGNORE_CONFIGURED_ENDPOINT_URLS: Setting<bool> = Setting {
    variables: &["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"],
    key: "ignore_configured_endpoint_urls",
    format: format::BOOLEAN,
};

pub(super) const RETRY_MODE: Setting<Retry> = Setting {
    variables: &["AWS_RETRY_MODE"],
    key: "retry_mode",
    format: format::RETRY_MODE,
};

pub(super) const MAX_ATTEMPTS: Setting<u32> = Setting {
    variables: &["AWS_MAX_ATTEMPTS"],
    key: "max_attempts",
    format: format::ATTEMPTS,
};

pub(super) const CA_BUNDLE: Setting<String> = Setting {
    variables: &["AWS_CA_BUNDLE"],
    key: "ca_bundle",
    format: format::PATH,
};

pub(super) const APP_ID: Setting<String> = Setting {
    variables: &["AWS_SDK_UA_APP_ID"],
    key: "sdk_ua_app_id",
    format: format::APP_ID,
};

pub(super) const ACCOUNT_ID_ENDPOINT_MODE: Setting<AccountIdEndpointMode> = Setting {
    variables: &["AWS_ACCOUNT_ID_ENDPOINT_MODE"],
    key: "account_id_endpoint_mode",
    format: format::ACCOUNT_ID_ENDPOINT_MODE,
};

pub(super) const DISABLE_CLOCK_SKEW_CORRECTION: Setting<bool> = Setting {
    variables: &["AWS_DISABLE_CLOCK_SKEW_CORRECTION"],
    key: "disable_clock_skew_correction",
    format: format::BOOLEAN,
};

pub(super) const DISABLE_HOST_PREFIX_INJECTION: Setting<bool> = Setting {
    variables: &["AWS_DISABLE_HOST_PREFIX_INJECTION"],
    key: "disable_host_prefix_injection",
    format: format::BOOLEAN,
};

pub(super) const DISABLE_REQUEST_COMPRESSION: Setting<bool> = Setting {
    variables: &["AWS_DISABLE_REQUEST_COMPRESSION"],
    key: "disable_request_compression",
    format: format::BOOLEAN,
};

pub(super) const REQUEST_MIN_COMPRESSION_SIZE: Setting<u32> = Setting {
    variables: &["AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES"],
    key: "request_min_compression_size_bytes",
    format: format::COMPRESSION_SIZE,
};

/// Sources of settings: variables first, then the profile.
pub(super) struct Sources<'a> {
    pub(super) environment: &'a Environment,
    pub(super) profiles: &'a Profiles,
}

/// A value found, with its origin.
struct Found {
    text: String,
    origin: Origin,
}

impl Sources<'_> {
    /// Returns the value of a setting. An empty or blank value counts as unset.
    pub(super) fn get<T>(&self, setting: &Setting<T>) -> Result<Option<T>, ConfigError> {
        let found = match self.variable(setting.variables) {
            Some(found) => Some(found),
            None => self.profile_key(setting.key, setting.format.expected)?,
        };
        found
            .map(|found| setting.format.parse(&found.text, found.origin))
            .transpose()
    }

    /// Returns the value set in code, else that of [`Self::get`].
    pub(super) fn or<T>(
        &self,
        code: Option<T>,
        setting: &Setting<T>,
    ) -> Result<Option<T>, ConfigError> {
        match code {
            Some(value) => Ok(Some(value)),
            None => self.get(setting),
        }
    }

    /// Parses the string set in code through `setter`, else returns [`Self::get`].
    pub(super) fn or_text<T>(
        &self,
        code: Option<String>,
        setter: &'static str,
        setting: &Setting<T>,
    ) -> Result<Option<T>, ConfigError> {
        let code = code.map(|text| setting.format.parse(&text, Origin::Code(setter)));
        self.or(code.transpose()?, setting)
    }

    /// Returns a value like [`Self::or`], false by default.
    pub(super) fn switch(
        &self,
        code: Option<bool>,
        setting: &Setting<bool>,
    ) -> Result<bool, ConfigError> {
        Ok(self.or(code, setting)? == Some(true))
    }

    fn variable(&self, names: &[impl AsRef<str>]) -> Option<Found> {
        names.iter().map(AsRef::as_ref).find_map(|name| {
            let text = self.environment.var(name).filter(|text| !is_blank(text))?;
            let origin = Origin::Variable(name.to_owned());
            Some(Found { text, origin })
        })
    }

    fn profile_key(&self, key: &str, expected: &'static str) -> Result<Option<Found>, ConfigError> {
        let section = self.profiles.current();
        section.map_or(Ok(None), |section| {
            let owner = format!("profile {:?}", self.profiles.selected());
            text(section, owner, key, expected)
        })
    }
}

/// Returns the value of a key, if it is set.
fn text(
    section: &Section,
    owner: String,
    key: &str,
    expected: &'static str,
) -> Result<Option<Found>, ConfigError> {
    let Some(origin) = section.origin(owner, key, None) else {
        return Ok(None);
    };
    match section.get(key) {
        Some(text) if is_blank(text) => Ok(None),
        Some(text) => Ok(Some(Found {
            text: text.to_owned(),
            origin,
        })),
        None => Err(ConfigError::sub_section(origin, expected)),
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

//! Formats of setting values.

use crate::auth::AuthScheme;
use crate::checksum::ChecksumPolicy;
use crate::config::AccountIdEndpointMode;
use crate::config::error::{ConfigError, Origin};
use crate::endpoint;
use crate::retry::{Retry, RetryMode};
use http::Uri;
use std::path::PathBuf;

/// Format of a value.
pub(in crate::config) struct Format<T> {
    /// Expected value, for errors.
    pub(in crate::config) expected: &'static str,
    parse: fn(&str) -> Option<T>,
    /// Returns an additional reason why a value is invalid.
    why: fn(&str) -> Option<&'static str>,
    /// Returns true if a value is redacted in errors.
    is_secret: fn(&str) -> bool,
}

impl<T> Format<T> {
    const fn new(expected: &'static str, parse: fn(&str) -> Option<T>) -> Self {
        Self {
            expected,
            parse,
            why: |_| None,
            is_secret: |_| false,
        }
    }

    /// Parses a value, without surrounding blanks; `origin` names its source.
    pub(in crate::config) fn parse(&self, text: &str, origin: Origin) -> Result<T, ConfigError> {
        (self.parse)(text.trim()).ok_or_else(|| {
            let error = self.fault(text, origin, self.expected);
            match (self.why)(text.trim()) {
                Some(why) => error.because(why),
                None => error,
            }
        })
    }

    /// Creates the error of an invalid value.
    pub(super) fn fault(&self, text: &str, origin: Origin, expected: &'static str) -> ConfigError {
        if (self.is_secret)(text) {
            ConfigError::secret_value(origin, expected)
        } else {
            ConfigError::value(origin, text, expected)
        }
    }
}

pub(in crate::config) const BOOLEAN: Format<bool> =
    Format::new("true or false", |text| match &*text.to_ascii_lowercase() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    });

pub(in crate::config) const REGION: Format<String> =
    Format::new(endpoint::EXPECTED_REGION, endpoint::region);

pub(in crate::config) const REGION_SET: Format<String> =
    Format::new(endpoint::EXPECTED_REGION_SET, endpoint::region_set);

/// Retry mode; `legacy` is accepted as well, see [`RetryMode`].
pub(in crate::config) const RETRY_MODE: Format<Retry> =
    Format::new("standard or adaptive", |text| {
        text.parse::<RetryMode>().ok().map(Retry::from)
    });

pub(in crate::config) const ATTEMPTS: Format<u32> =
    Format::new("a whole number of at least 1", |text| {
        text.parse().ok().filter(|&attempts| attempts > 0)
    });

pub(in crate::config) const PATH: Format<PathBuf> = Format::new("a path", |text| Some(text.into()));

/// Application name, with the characters that the user agent allows, as AWS documents it.
pub(in crate::config) const APP_ID: Format<String> =
    Format::new("letters, digits and !#$%&'*+-.^_`|~", |text| {
        let is_allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        (!text.is_empty() && text.bytes().all(is_allowed)).then(|| text.to_owned())
    });

pub(in crate::config) const ACCOUNT_ID_ENDPOINT_MODE: Format<AccountIdEndpointMode> =
    Format::new("preferred, disabled or required", |text| {
        match &*text.to_ascii_lowercase() {
            "preferred" => Some(AccountIdEndpointMode::Preferred),
            "disabled" => Some(AccountIdEndpointMode::Disabled),
            "required" => Some(AccountIdEndpointMode::Required),
            _ => None,
        }
    });

pub(in crate::config) const CHECKSUM_POLICY: Format<ChecksumPolicy> =
    Format::new("when_supported or when_required", |text| {
        match &*text.to_ascii_lowercase() {
            "when_supported" => Some(ChecksumPolicy::WhenSupported),
            "when_required" => Some(ChecksumPolicy::WhenRequired),
            _ => None,
        }
    });

/// Authentication schemes by their short names; unknown ones are ignored.
pub(in crate::config) const AUTH_SCHEMES: Format<Vec<AuthScheme>> =
    Format::new("a list of authentication schemes", |text| {
        let names = text.split(',').map(str::trim);
        Some(names.filter_map(AuthScheme::named).collect())
    });

pub(in crate::config) const COMPRESSION_SIZE: Format<u32> =
    Format::new("a whole number of bytes, at most 10485760", |text| {
        text.parse().ok().filter(|&size| size <= 10_485_760)
    });

pub(super) const URL: Format<Uri> = Format {
    expected: "a URL such as https://example.com/path: http or https, no user, query or fragment",
    parse: |text| endpoint::http_url(text).ok(),
    why: |text| endpoint::http_url(text).err(),
    is_secret: endpoint::may_hold_secret,
};

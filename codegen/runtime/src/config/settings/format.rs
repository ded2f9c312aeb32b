//! How the values of settings are written.

use crate::config::AccountIdEndpointMode;
use crate::config::error::{ConfigError, Origin};
use crate::endpoint;
use crate::retry::{Retry, RetryMode};
use http::Uri;
use std::path::PathBuf;

/// How a value is written.
pub(in crate::config) struct Format<T> {
    /// What a fault says that it should have been.
    pub(in crate::config) expected: &'static str,
    parse: fn(&str) -> Option<T>,
    /// The reason why a text is not what is expected, where there is more to say.
    why: fn(&str) -> Option<&'static str>,
    /// Whether a text is not shown in a fault.
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

    /// Reads a text, without the blanks around it; `origin` is where it comes from.
    pub(in crate::config) fn parse(&self, text: &str, origin: Origin) -> Result<T, ConfigError> {
        (self.parse)(text.trim()).ok_or_else(|| {
            let error = self.fault(text, origin, self.expected);
            match (self.why)(text.trim()) {
                Some(why) => error.because(why),
                None => error,
            }
        })
    }

    /// Says that a text is not what is expected at `origin`.
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

/// What is supported, [`RetryMode`] says.
pub(in crate::config) const RETRY_MODE: Format<Retry> =
    Format::new("standard, the one mode that is supported", |text| {
        text.parse::<RetryMode>().ok().map(Retry::from)
    });

pub(in crate::config) const ATTEMPTS: Format<u32> =
    Format::new("a whole number of at least 1", |text| {
        text.parse().ok().filter(|&attempts| attempts > 0)
    });

pub(in crate::config) const PATH: Format<PathBuf> = Format::new("a path", |text| Some(text.into()));

/// What the user agent can carry, as AWS documents it.
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

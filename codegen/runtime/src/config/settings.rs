//! Settings in environment variables and profiles, with their lookup.

mod endpoint_url;
pub(super) mod format;

use super::environment::Environment;
use super::error::{ConfigError, Origin};
use super::profile::{Profiles, Section};
pub(super) use endpoint_url::environment_name;
use format::Format;
use http::Uri;
use std::path::PathBuf;

/// A setting, with its names outside of code.
pub(super) struct Setting<T: 'static> {
    /// Variables, in order of precedence.
    pub(super) variables: &'static [&'static str],
    /// Profile key.
    pub(super) key: &'static str,
    pub(super) format: Format<T>,
}

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

    /// Returns the value that code sets with `setter`, else [`Self::get`].
    pub(super) fn or<T>(
        &self,
        code: Option<T>,
        _setter: &'static str,
        setting: &Setting<T>,
    ) -> Result<Option<T>, ConfigError> {
        match code {
            Some(value) => Ok(Some(value)),
            None => self.get(setting),
        }
    }

    /// Like [`Self::or`], and validates the value that code sets.
    pub(super) fn or_checked<T: ToString>(
        &self,
        code: Option<T>,
        setter: &'static str,
        setting: &Setting<T>,
    ) -> Result<Option<T>, ConfigError> {
        let parse = |code: T| {
            setting
                .format
                .parse(&code.to_string(), Origin::Code(setter))
        };
        self.or(code.map(parse).transpose()?, setter, setting)
    }

    /// Like [`Self::or`], for a path: a `~` that is not from code is replaced by the home directory.
    pub(super) fn or_path(
        &self,
        code: Option<PathBuf>,
        _setter: &'static str,
        setting: &Setting<PathBuf>,
    ) -> Result<Option<PathBuf>, ConfigError> {
        match code {
            Some(path) => Ok(Some(path)),
            None => Ok(self.get(setting)?.map(|path| self.environment.expand(path))),
        }
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

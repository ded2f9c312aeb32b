//! Shared config and credentials files of AWS.

mod parse;
mod trace;

use super::environment::Environment;
use super::error::{ConfigError, Location, Origin};
use parse::{FileKind, Parsed};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Merged content of both files.
///
/// If both have a key of the same profile, the credentials file has precedence.
pub(crate) struct Profiles {
    selected: String,
    profiles: BTreeMap<String, Section>,
    sso_sessions: BTreeMap<String, Section>,
    services: BTreeMap<String, Section>,
    #[cfg_attr(
        not(feature = "credentials"),
        expect(dead_code, reason = "it is for the chain that the feature brings")
    )]
    credentials_file: Option<PathBuf>,
}

/// Section of a file: a profile, an `sso-session` or a `services` section.
///
/// `Debug` shows keys only.
#[derive(Clone, Default)]
pub(crate) struct Section {
    entries: BTreeMap<String, Entry>,
    fault: Option<Fault>,
}

#[derive(Clone)]
struct Entry {
    value: Value,
    location: Location,
    /// First malformed line of the sub-section.
    fault: Option<Fault>,
}

/// First malformed line. It is an error only if its section is used.
#[derive(Clone)]
struct Fault {
    location: Location,
    message: &'static str,
}

#[derive(Clone)]
enum Value {
    /// A value; those of several lines have line breaks.
    Text(String),
    /// Indented keys of a sub-section.
    Sub(BTreeMap<String, String>),
}

/// Kind, variable and default path of each file.
const FILES: [(FileKind, &str, &str); 2] = [
    (FileKind::Config, "AWS_CONFIG_FILE", ".aws/config"),
    (
        FileKind::Credentials,
        "AWS_SHARED_CREDENTIALS_FILE",
        ".aws/credentials",
    ),
];

impl Profiles {
    /// Reads both files: those that `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name, else `~/.aws/config` and
    /// `~/.aws/credentials`. A missing file counts as empty.
    ///
    /// `profile` is the profile that code selects; without it, `AWS_PROFILE` selects one.
    ///
    /// # Errors
    /// If a file cannot be read, or if the selected profile has a malformed line or is in neither file. `default` need
    /// not exist.
    pub(crate) fn load_selecting(
        environment: &Environment,
        profile: Option<String>,
    ) -> Result<Self, ConfigError> {
        let (selected, origin) = match (profile, environment.var(AWS_PROFILE)) {
            (Some(name), _) => (name, Origin::Code("profile")),
            (None, Some(name)) => (name, Origin::Variable(AWS_PROFILE.to_owned())),
            (None, None) => (DEFAULT.to_owned(), Origin::Code("profile")),
        };
        let mut all = Parsed::default();
        let mut files = Vec::new();
        let mut credentials_file = None;
        for (kind, variable, default) in FILES {
            if let Some(file) = location(environment, variable, default) {
                if kind == FileKind::Credentials {
                    credentials_file = Some(file.clone());
                }
                all.extend(parse_file(environment, kind, &file)?);
                files.push(file);
            }
        }
        let profiles = Self {
            selected,
            profiles: all.profiles,
            sso_sessions: all.sso_sessions,
            services: all.services,
            credentials_file,
        };
        let selected = &profiles.selected;
        if profiles.profile(selected)?.is_none() && selected != DEFAULT {
            return Err(ConfigError::no_profile(selected, origin, files));
        }
        Ok(profiles)
    }

    /// Reads both files like [`Self::load_selecting`], without a profile selected in code.
    #[cfg(test)]
    pub(crate) fn load(environment: &Environment) -> Result<Self, ConfigError> {
        Self::load_selecting(environment, None)
    }

    /// Returns the name of the selected profile: from code or `AWS_PROFILE`, else `default`.
    pub(crate) fn selected(&self) -> &str {
        &self.selected
    }

    /// Returns the selected profile; `default` need not exist.
    pub(crate) fn current(&self) -> Option<&Section> {
        self.profiles.get(&self.selected)
    }

    /// Returns the profile of this name: `[profile name]` of the config file and `[name]` of the credentials file.
    ///
    /// # Errors
    /// If it has a malformed line. The same holds for the other kinds of sections.
    pub(crate) fn profile(&self, name: &str) -> Result<Option<&Section>, ConfigError> {
        sound(&self.profiles, name)
    }

    /// Returns the section `[sso-session name]`.
    #[cfg_attr(
        not(any(test, feature = "credentials")),
        expect(dead_code, reason = "it is for the chain that the feature brings")
    )]
    pub(crate) fn sso_session(&self, name: &str) -> Result<Option<&Section>, ConfigError> {
        sound(&self.sso_sessions, name)
    }

    /// Returns true if a key of a profile is in the credentials file.
    #[cfg(feature = "credentials")]
    pub(crate) fn is_in_credentials_file(&self, profile: &Section, key: &str) -> bool {
        let file = profile.entry(key).map(|entry| &*entry.location.file);
        file.is_some() && file == self.credentials_file.as_deref()
    }

    /// Returns the section `[services name]`.
    pub(crate) fn services(&self, name: &str) -> Result<Option<&Section>, ConfigError> {
        sound(&self.services, name)
    }
}

fn sound<'a>(
    sections: &'a BTreeMap<String, Section>,
    name: &str,
) -> Result<Option<&'a Section>, ConfigError> {
    let section = sections.get(name);
    match section.and_then(|section| section.fault.as_ref()) {
        Some(fault) => Err(fault.error()),
        None => Ok(section),
    }
}

const AWS_PROFILE: &str = "AWS_PROFILE";
const DEFAULT: &str = "default";

/// Returns the path of a file; `None` if neither the variable nor a home folder is set.
fn location(environment: &Environment, variable: &str, default: &str) -> Option<PathBuf> {
    match environment.var(variable) {
        Some(path) => Some(environment.expand(&path)),
        None => environment.home().map(|home| home.join(default)),
    }
}

/// The location of the configuration file, if one is known. It need not exist.
pub(super) fn config_file(environment: &Environment) -> Option<PathBuf> {
    let [(_, variable, default), _] = FILES;
    location(environment, variable, default)
}

fn parse_file(
    environment: &Environment,
    kind: FileKind,
    file: &Path,
) -> Result<Parsed, ConfigError> {
    match environment.read_if_exists(file) {
        Ok(Some(content)) => Ok(parse::parse(&Arc::from(file), kind, &content)),
        Ok(None) => Ok(Parsed::default()),
        Err(source) => Err(ConfigError::unreadable(file.to_owned(), source)),
    }
}

impl Section {
    /// Returns the value of a key, which is case-insensitive; `None` for a sub-section.
    ///
    /// A value of several lines has line breaks. It may be empty.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        match &self.entry(key)?.value {
            Value::Text(text) => Some(text),
            Value::Sub(_) => None,
        }
    }

    /// Returns the keys, in lower case, and values of the sub-section of a key.
    ///
    /// # Errors
    /// If one of its lines is malformed.
    pub(crate) fn sub(&self, key: &str) -> Result<Option<&BTreeMap<String, String>>, ConfigError> {
        match self.entry(key) {
            Some(Entry {
                fault: Some(fault), ..
            }) => Err(fault.error()),
            Some(Entry {
                value: Value::Sub(sub),
                ..
            }) => Ok(Some(sub)),
            _ => Ok(None),
        }
    }

    /// Returns the keys, in lower case and sorted.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Returns the location of a key, or of a key of its sub-section, for errors about its value.
    ///
    /// `section` names the owner of the key: `profile "dev"`.
    pub(crate) fn origin(&self, section: String, key: &str, sub: Option<&str>) -> Option<Origin> {
        let location = self.entry(key)?.location.clone();
        let key = match sub {
            Some(sub) => format!("{key}.{sub}"),
            None => key.to_owned(),
        };
        Some(Origin::Key {
            location,
            section,
            key,
        })
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(&key.to_ascii_lowercase())
    }
}

impl Fault {
    fn new(location: &Location, message: &'static str) -> Self {
        Self {
            location: location.clone(),
            message,
        }
    }

    fn error(&self) -> ConfigError {
        ConfigError::syntax(self.location.clone(), self.message)
    }
}

impl fmt::Debug for Profiles {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Profiles")
            .field("selected", &self.selected)
            .field("profiles", &self.profiles)
            .field("sso_sessions", &self.sso_sessions)
            .field("services", &self.services)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Section {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.keys()).finish()
    }
}

#[cfg(test)]
mod tests;

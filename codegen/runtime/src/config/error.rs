//! Errors of a configuration.

use crate::error::{Bounded, Details, OneLine, debug};
use crate::operation::Protocol;
#[cfg(feature = "http1")]
use crate::transport::BuildTransportError;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Error of an invalid configuration.
///
/// `Display` names the location (a setter, a variable, or a file with line, section and key), the value found, and the
/// expected value. Lines of a file, which may hold secrets, are not shown.
pub struct ConfigError(Box<Problem>);

#[derive(Debug)]
enum Problem {
    Value {
        origin: Origin,
        got: Got,
        expected: &'static str,
        /// Additional reason why the value is invalid.
        why: Option<&'static str>,
    },
    Syntax {
        location: Location,
        message: &'static str,
    },
    Unreadable {
        file: PathBuf,
        source: io::Error,
    },
    NoProfile {
        name: String,
        origin: Origin,
        files: Vec<PathBuf>,
    },
    NoServices {
        origin: Origin,
        name: String,
    },
    /// A transport cannot be built from the environment, with the reason.
    #[cfg(feature = "http1")]
    Transport(String),
    ProtocolNotOffered {
        service: &'static str,
        offered: &'static [Protocol],
        wanted: Option<Protocol>,
    },
    ProtocolNotBuilt {
        service: &'static str,
        wanted: Option<Protocol>,
    },
}

/// Value found in place of the expected one.
#[derive(Debug)]
enum Got {
    Text(String),
    SubSection,
    /// A string that may hold a secret.
    Secret,
}

/// Location in a file.
#[derive(Clone, Debug)]
pub(crate) struct Location {
    pub(crate) file: Arc<Path>,
    /// Line number, from 1.
    pub(crate) line: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, line {}", Shown(&self.file), self.line)
    }
}

/// A path, shown in one line.
struct Shown<'a>(&'a Path);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&OneLine(&self.0.to_string_lossy()), formatter)
    }
}

/// Origin of a value.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    /// A setter of the builder.
    Code(&'static str),
    Variable(String),
    Key {
        location: Location,
        /// `profile "dev"`.
        section: String,
        /// Includes the sub-section: `codeconnections.endpoint_url`.
        key: String,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(setter) => write!(formatter, "ConfigBuilder::{setter}"),
            Self::Variable(name) => write!(formatter, "environment variable {}", OneLine(name)),
            Self::Key {
                location,
                section,
                key,
            } => {
                let (section, key) = (OneLine(section), OneLine(key));
                write!(formatter, "{location}: {section}, key {key}")
            }
        }
    }
}

impl fmt::Display for Got {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(formatter, "{:?}", OneLine(text)),
            Self::SubSection => formatter.write_str("indented keys"),
            Self::Secret => formatter.write_str("a redacted value"),
        }
    }
}

impl ConfigError {
    /// Creates the error of an unexpected value.
    pub(crate) fn value(origin: Origin, text: &str, expected: &'static str) -> Self {
        Self::unexpected(origin, Got::Text(text.to_owned()), expected)
    }

    /// Creates the error of an unexpected value that may hold a secret.
    pub(crate) fn secret_value(origin: Origin, expected: &'static str) -> Self {
        Self::unexpected(origin, Got::Secret, expected)
    }

    /// Creates the error of a sub-section in place of a value.
    pub(crate) fn sub_section(origin: Origin, expected: &'static str) -> Self {
        Self::unexpected(origin, Got::SubSection, expected)
    }

    fn unexpected(origin: Origin, got: Got, expected: &'static str) -> Self {
        Self::new(Problem::Value {
            origin,
            got,
            expected,
            why: None,
        })
    }

    /// Adds the reason why a value is invalid.
    pub(crate) fn because(mut self, reason: &'static str) -> Self {
        if let Problem::Value { why, .. } = &mut *self.0 {
            *why = Some(reason);
        }
        self
    }

    /// Creates the error of a malformed line that is in use.
    pub(crate) fn syntax(location: Location, message: &'static str) -> Self {
        Self::new(Problem::Syntax { location, message })
    }

    /// Creates the error of a file that exists and cannot be read.
    pub(crate) fn unreadable(file: PathBuf, source: io::Error) -> Self {
        Self::new(Problem::Unreadable { file, source })
    }

    /// Creates the error of a profile, selected by `origin`, that is in none of `files`.
    pub(crate) fn no_profile(name: &str, origin: Origin, files: Vec<PathBuf>) -> Self {
        Self::new(Problem::NoProfile {
            name: name.to_owned(),
            origin,
            files,
        })
    }

    /// Creates the error of a profile that names a missing `[services …]` section.
    pub(crate) fn no_services(origin: Origin, name: &str) -> Self {
        let name = name.to_owned();
        Self::new(Problem::NoServices { origin, name })
    }

    /// Creates the error of a transport that cannot be built from the environment.
    #[cfg(feature = "http1")]
    pub(crate) fn transport(error: &BuildTransportError) -> Self {
        Self::new(Problem::Transport(error.to_string()))
    }

    /// Creates the error of a service that does not support the configured protocol.
    pub(crate) fn protocol_not_offered(
        service: &'static str,
        offered: &'static [Protocol],
        wanted: Option<Protocol>,
    ) -> Self {
        Self::new(Problem::ProtocolNotOffered {
            service,
            offered,
            wanted,
        })
    }

    /// Creates the error of a protocol that needs a feature: the configured one, or the only one that the service
    /// supports.
    pub(crate) fn protocol_not_built(service: &'static str, wanted: Option<Protocol>) -> Self {
        Self::new(Problem::ProtocolNotBuilt { service, wanted })
    }

    fn new(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl fmt::Debug for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for ConfigError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ConfigError")
            .field("problem", &Bounded(&self.0))
            .finish()
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Problem::Value {
                origin,
                got,
                expected,
                why,
            } => {
                write!(formatter, "{origin}: expected {expected}, got {got}")?;
                why.map_or(Ok(()), |why| write!(formatter, "; {why}"))
            }
            Problem::Syntax { location, message } => write!(formatter, "{location}: {message}"),
            Problem::Unreadable { file, source } => {
                let source = source.to_string();
                write!(
                    formatter,
                    "{} cannot be read: {}",
                    Shown(file),
                    OneLine(&source)
                )
            }
            Problem::NoProfile {
                name,
                origin,
                files,
            } => no_profile(formatter, name, origin, files),
            Problem::NoServices { origin, name } => {
                let name = OneLine(name);
                write!(formatter, "{origin}: there is no section [services {name}]")
            }
            #[cfg(feature = "http1")]
            Problem::Transport(error) => formatter.write_str(error),
            Problem::ProtocolNotOffered {
                service,
                offered,
                wanted,
            } => {
                let origin = Origin::Code("protocol");
                let names = |them: &[Protocol]| {
                    let names: Vec<String> = them.iter().map(Protocol::to_string).collect();
                    names.join(" and ")
                };
                let (wanted, offered) = (names(wanted.as_slice()), names(offered));
                write!(
                    formatter,
                    "{origin}: {service} supports {offered}, but not {wanted}"
                )
            }
            Problem::ProtocolNotBuilt { service, wanted } => {
                if wanted.is_some() {
                    write!(formatter, "{}: ", Origin::Code("protocol"))?;
                }
                write!(
                    formatter,
                    "{service} uses rpcv2Cbor, which needs the feature `cbor`"
                )
            }
        }
    }
}

fn no_profile(
    formatter: &mut fmt::Formatter<'_>,
    name: &str,
    origin: &Origin,
    files: &[PathBuf],
) -> fmt::Result {
    let name = OneLine(name);
    write!(formatter, "{origin}: there is no profile {name:?}")?;
    if files.is_empty() {
        return formatter.write_str(
            ": no shared config file is known, since neither HOME nor AWS_CONFIG_FILE is set",
        );
    }
    for (index, file) in files.iter().enumerate() {
        let before = if index == 0 { " in" } else { " or" };
        write!(formatter, "{before} {}", Shown(file))?;
    }
    Ok(())
}

impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.0 {
            Problem::Unreadable { source, .. } => Some(source),
            _ => None,
        }
    }
}

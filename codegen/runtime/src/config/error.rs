//! What is wrong with a configuration.

use crate::error::{Bounded, Details, OneLine, debug};
use crate::operation::Protocol;
#[cfg(feature = "http1")]
use crate::transport::BuildTransportError;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A configuration cannot be used.
///
/// `Display` says where the fault is – a setter, a variable, or a file with line, section and key –, what is there and
/// what is expected. Lines of a file, which may hold secrets, are not shown.
pub struct ConfigError(Box<Problem>);

#[derive(Debug)]
enum Problem {
    Value {
        origin: Origin,
        got: Got,
        expected: &'static str,
        /// The reason why it is not that, where there is more to say.
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
    /// A transport cannot be built from the surroundings: the reason.
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

/// What is there in place of what is expected.
#[derive(Debug)]
enum Got {
    Text(String),
    SubSection,
    /// A text that may hold a secret.
    Secret,
}

/// Where in a file something is.
#[derive(Clone, Debug)]
pub(crate) struct Location {
    pub(crate) file: Arc<Path>,
    /// The first is 1.
    pub(crate) line: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, line {}", Shown(&self.file), self.line)
    }
}

/// A path, in one line.
struct Shown<'a>(&'a Path);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&OneLine(&self.0.to_string_lossy()), formatter)
    }
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    /// A setter of the builder.
    Code(&'static str),
    Variable(String),
    Key {
        location: Location,
        /// `profile "dev"`.
        section: String,
        /// With that of its sub-section before it: `codeconnections.endpoint_url`.
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
            Self::Secret => formatter.write_str("what is not shown, as it may hold a secret"),
        }
    }
}

impl ConfigError {
    /// A value is not what is expected there.
    pub(crate) fn value(origin: Origin, text: &str, expected: &'static str) -> Self {
        Self::unexpected(origin, Got::Text(text.to_owned()), expected)
    }

    /// A value is not what is expected there, and may hold a secret.
    pub(crate) fn secret_value(origin: Origin, expected: &'static str) -> Self {
        Self::unexpected(origin, Got::Secret, expected)
    }

    /// A key has a sub-section in place of a value.
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

    /// Adds the reason why a value is not what is expected.
    pub(crate) fn because(mut self, reason: &'static str) -> Self {
        if let Problem::Value { why, .. } = &mut *self.0 {
            *why = Some(reason);
        }
        self
    }

    /// A line that matters does not follow the format.
    pub(crate) fn syntax(location: Location, message: &'static str) -> Self {
        Self::new(Problem::Syntax { location, message })
    }

    /// A file is there and cannot be read.
    pub(crate) fn unreadable(file: PathBuf, source: io::Error) -> Self {
        Self::new(Problem::Unreadable { file, source })
    }

    /// The profile that `origin` selects is in none of `files`.
    pub(crate) fn no_profile(name: &str, origin: Origin, files: Vec<PathBuf>) -> Self {
        Self::new(Problem::NoProfile {
            name: name.to_owned(),
            origin,
            files,
        })
    }

    /// A profile names a `[services …]` section that does not exist.
    pub(crate) fn no_services(origin: Origin, name: &str) -> Self {
        let name = name.to_owned();
        Self::new(Problem::NoServices { origin, name })
    }

    /// No transport can be built from what the surroundings say.
    #[cfg(feature = "http1")]
    pub(crate) fn transport(error: &BuildTransportError) -> Self {
        Self::new(Problem::Transport(error.to_string()))
    }

    /// A service has not the protocol that it is to be called with.
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

    /// The protocol that a service is to be called with, or the only one it has, needs a feature.
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
                    "{origin}: {service} has {offered}, but not {wanted}"
                )
            }
            Problem::ProtocolNotBuilt { service, wanted } => {
                if wanted.is_some() {
                    write!(formatter, "{}: ", Origin::Code("protocol"))?;
                }
                write!(
                    formatter,
                    "{service} is called with rpcv2Cbor, which needs the feature `cbor`"
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
            ": no shared configuration file is known, as neither HOME nor AWS_CONFIG_FILE is set",
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

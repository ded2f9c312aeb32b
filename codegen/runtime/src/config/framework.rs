//! Libraries that the user agent names.

use super::error::{ConfigError, Origin};
use super::settings::format::APP_ID;

/// Maximum number of libraries, that of the AWS SDK for Rust.
const MOST: usize = 10;

/// A library between the application and the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Framework {
    pub(crate) name: String,
    /// Version; empty if it is not known.
    pub(crate) version: String,
}

/// Returns the first libraries of `added`, pairs of name and version, each once.
///
/// # Errors
/// If a name is empty, or a name or version has a character that the user agent does not allow.
pub(super) fn checked(added: Vec<(String, String)>) -> Result<Vec<Framework>, ConfigError> {
    let parse = |text: &str| APP_ID.parse(text, Origin::Code("framework"));
    let mut checked = Vec::new();
    for (name, version) in added {
        let framework = Framework {
            name: parse(&name)?,
            version: match version.trim() {
                "" => String::new(),
                version => parse(version)?,
            },
        };
        if checked.len() < MOST && !checked.contains(&framework) {
            checked.push(framework);
        }
    }
    Ok(checked)
}

//! Credentials from the output of a command.
//!
//! The command runs through the shell, as in the SDKs for Go and Rust.

mod child;
mod collect;
#[cfg(any(not(unix), test))]
mod pipe_portable;
#[cfg(unix)]
mod pipe_unix;

use super::json::Object;
use super::keys;
use super::plan::Command;
use super::text::brief;
use crate::credentials::{Credentials, CredentialsError};
use crate::features::Features;
use crate::time::{Clock, within};
use serde_json::Value;
use std::time::Duration;

/// Timeout of a command. AWS's tools have none; a minute is enough for commands that ask a user to confirm a sign-in.
const LIMIT: Duration = Duration::from_secs(60);

/// Returns the credentials that `command` prints; errors begin with `name`.
pub(in crate::credentials) async fn credentials(
    clock: &dyn Clock,
    name: &str,
    command: &Command,
) -> Result<Credentials, CredentialsError> {
    let output = within(clock, Some(LIMIT), collect::run(&command.0, is_json)).await;
    let output = output.unwrap_or_else(|| {
        let seconds = LIMIT.as_secs();
        Err(format!("the command took more than {seconds} s and was killed").into())
    });
    let output = output.map_err(|error| CredentialsError::because(name, error))?;
    if !output.status.success() {
        // AWS asks of such programs to write nothing secret there, as it is shown.
        let said = brief(&String::from_utf8_lossy(&output.errors));
        let failed = format!("{name} failed with {}", output.status);
        return Err(CredentialsError::message(match said.as_str() {
            "" => failed,
            said => format!("{failed}: {said}"),
        }));
    }
    parse(&output.text).map_err(|why| CredentialsError::because(name, why))
}

fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<Value>(text).is_ok()
}

/// Parses the output of a command: a JSON object with `Version` 1, the keys, and optional members.
fn parse(text: &[u8]) -> Result<Credentials, CredentialsError> {
    let wrong = |why: String| CredentialsError::message(format!("output: {why}"));
    let object = Object::parse(text).map_err(|error| wrong(error.to_string()))?;
    match object.get("Version").map(Value::as_i64) {
        Some(Some(1)) => {}
        Some(Some(version)) => return Err(wrong(format!("expected Version 1, got {version}"))),
        Some(None) => return Err(wrong("Version is not a whole number".to_owned())),
        None => return Err(wrong("Version is missing".to_owned())),
    }
    let credentials = keys::credentials(&object).map_err(wrong)?;
    Ok(credentials.with_features(Features::CREDENTIALS_PROCESS))
}

#[cfg(unix)]
#[cfg(test)]
mod tests;

//! Tokens of a web identity.

use crate::config::Environment;
use crate::credentials::CredentialsError;
use crate::transport::{BoxError, BoxFuture};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Source of tokens.
#[derive(Clone)]
pub(in crate::credentials) enum WebIdentityToken {
    /// A file, whose path may begin with `~`.
    File(PathBuf),
    Function(Arc<RequestToken>),
}

/// Function that returns a token.
pub(in crate::credentials) type RequestToken =
    dyn Fn() -> BoxFuture<'static, Result<String, BoxError>> + Send + Sync;

/// A token, or the file that has it.
pub(super) enum Current<'a> {
    File(&'a Path),
    Token(String),
}

impl WebIdentityToken {
    /// Requests the token, unless it is in a file.
    pub(super) async fn current(&self) -> Result<Current<'_>, CredentialsError> {
        match self {
            Self::File(file) => Ok(Current::File(file)),
            Self::Function(request) => {
                let token = request().await;
                let token = token.map_err(|error| {
                    CredentialsError::because("the web identity token cannot be obtained", error)
                })?;
                trimmed(&token)
                    .map(Current::Token)
                    .ok_or_else(|| CredentialsError::message("the web identity token is empty"))
            }
        }
    }
}

impl Current<'_> {
    /// Returns the token, read from its file if it has one.
    pub(super) fn read(&self, environment: &Environment) -> Result<String, CredentialsError> {
        let file = match self {
            Self::File(file) => file,
            Self::Token(token) => return Ok(token.clone()),
        };
        let path = environment.expand(file);
        let at = format!("the web identity token {}", path.display());
        let content = environment
            .read(&path)
            .map_err(|error| CredentialsError::because(format!("{at} cannot be read"), error))?;
        let token = str::from_utf8(&content).ok().and_then(trimmed);
        token.ok_or_else(|| CredentialsError::message(format!("{at} is empty or not text")))
    }
}

/// Returns `text` without a byte order mark and surrounding white space; `None` if nothing is left.
fn trimmed(text: &str) -> Option<String> {
    let token = text.trim_start_matches('\u{feff}').trim();
    (!token.is_empty()).then(|| token.to_owned())
}

//! Provider that asks several others.

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::transport::BoxFuture;
use std::fmt;
use std::sync::Arc;

/// Provider of the credentials of the first source that has some.
///
/// Sources are asked in order, each time that credentials are needed. A source without credentials
/// ([`CredentialsError::not_found`]) is skipped. A source that fails ends the search: its failure would otherwise change
/// the identity of a program.
///
/// # Errors
/// The failure of a source, with its name and the sources that were skipped before it; or, if no source has credentials,
/// an error that names each with its reason.
///
/// ```
/// use runtime::{Config, Environment, EnvironmentCredentials, FirstOf};
///
/// # fn example(vault: impl runtime::ProvideCredentials) -> Result<(), runtime::ConfigError> {
/// let environment = EnvironmentCredentials::new(Environment::process());
/// let config = Config::builder()
///     .region("eu-west-1")
///     .credentials(FirstOf::new("environment", environment).or("vault", vault))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct FirstOf(Vec<NamedProvider>);

#[derive(Clone)]
struct NamedProvider {
    name: String,
    provider: Arc<dyn ProvideCredentials>,
}

impl FirstOf {
    /// Creates a provider that asks `provider` first. `name` is its name in errors.
    pub fn new(name: impl Into<String>, provider: impl ProvideCredentials) -> Self {
        Self(Vec::new()).or(name, provider)
    }

    /// Adds a provider that is asked if those before it have no credentials. `name` is its name in errors.
    #[must_use]
    pub fn or(mut self, name: impl Into<String>, provider: impl ProvideCredentials) -> Self {
        self.0.push(NamedProvider {
            name: name.into(),
            provider: Arc::new(provider),
        });
        self
    }

    async fn find(&self) -> Result<Credentials, CredentialsError> {
        let mut skipped = Vec::new();
        let mut last = None;
        for NamedProvider { name, provider } in &self.0 {
            match provider.provide().await {
                Ok(credentials) => return Ok(credentials),
                Err(error) if error.is_not_found() => {
                    skipped.push(format!("{name}: {error}"));
                    last = Some(error);
                }
                Err(error) => return Err(failed(name, error, &skipped)),
            }
        }
        let message = format!("no credentials found: {}", skipped.join("; "));
        Err(CredentialsError::nothing(message, last.map(Into::into)))
    }
}

/// Creates the error of the source `name`, after those that were skipped.
fn failed(name: &str, error: CredentialsError, skipped: &[String]) -> CredentialsError {
    let message = match skipped {
        [] => format!("{name}: {error}"),
        skipped => format!("{name}: {error}; skipped before it: {}", skipped.join("; ")),
    };
    CredentialsError::with_source(message, Some(error.into()))
}

impl ProvideCredentials for FirstOf {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.find())
    }

    /// Reports to all sources: each knows its own credentials.
    fn reject(&self, credentials: &Credentials) {
        for source in &self.0 {
            source.provider.reject(credentials);
        }
    }
}

impl fmt::Debug for FirstOf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.iter().map(|source| &source.name).collect();
        formatter.debug_tuple("FirstOf").field(&names).finish()
    }
}

#[cfg(test)]
mod tests;

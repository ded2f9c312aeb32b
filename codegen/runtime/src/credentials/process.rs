//! Provider of the credentials that a command prints.

use super::chain::{Command, credentials_of_process};
use super::{Credentials, CredentialsCache, CredentialsError, ProvideCredentials};
use crate::config::Config;
use crate::time::SharedClock;
use crate::transport::BoxFuture;

/// Builder of a provider that runs a command, like `credential_process` of a profile.
///
/// The command runs in the shell (`sh -c`, on Windows `cmd.exe /C`), and prints a JSON object with `Version` 1,
/// `AccessKeyId`, `SecretAccessKey`, and optionally `SessionToken`, `Expiration` and `AccountId`. It is killed after
/// 60 s. Its error output is shown if it fails, so it must not print secrets there.
///
/// ```
/// use runtime::{Config, ProcessCredentials};
///
/// # fn main() -> Result<(), runtime::ConfigError> {
/// let config = Config::builder().region("eu-west-1").build()?;
/// let helper = ProcessCredentials::new("corporate-sign-in --role reader").build(&config);
/// let config = config.with_credentials(helper);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "nothing is run until it is built and used"]
pub struct ProcessCredentials {
    command: Command,
    account: Option<String>,
}

impl ProcessCredentials {
    /// Creates a builder for this command line. `Debug` does not show it.
    pub fn new(command: impl Into<String>) -> Self {
        Self {
            command: Command(command.into()),
            account: None,
        }
    }

    /// Sets the account of the credentials, if the command does not print it.
    pub fn account_id(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// Builds the provider, with a cache and the clock of `config`. The command is run when credentials are needed.
    pub fn build(self, config: &Config) -> CredentialsCache {
        let provider = ProcessProvider {
            process: self,
            clock: config.clock(),
        };
        CredentialsCache::new(provider, config)
    }

    async fn run(&self, clock: &SharedClock) -> Result<Credentials, CredentialsError> {
        let found = credentials_of_process(&**clock, "ProcessCredentials", &self.command).await?;
        Ok(match (found.account(), &self.account) {
            (None, Some(account)) => found.account_id(account),
            _ => found,
        })
    }
}

/// Provider that runs a command.
struct ProcessProvider {
    process: ProcessCredentials,
    clock: SharedClock,
}

impl ProvideCredentials for ProcessProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.process.run(&self.clock))
    }
}

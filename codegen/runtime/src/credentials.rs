//! Credentials and their providers.
//!
//! - [`Credentials`] are the keys themselves. They implement [`ProvideCredentials`], as do [`EnvironmentCredentials`]
//!   and, with the feature `aws-config`, every provider of the official SDK.
//! - [`CredentialsCache`] caches the credentials of a provider for the calls of a client.
//! - With the feature `credentials`: [`default_chain`], the default credentials chain of the AWS SDKs.

mod cache;
#[expect(
    clippy::module_inception,
    reason = "each file is named after what it holds"
)]
mod credentials;
mod environment;
mod error;
#[cfg(feature = "credentials")]
mod mfa;
mod provider;
#[cfg(test)]
mod test_clock;

#[cfg(feature = "aws-config")]
mod aws_config;
#[cfg(feature = "credentials")]
mod chain;

pub(crate) use cache::CredentialsCache;
#[cfg(feature = "credentials")]
pub use chain::{DefaultChain, default_chain};
pub use credentials::Credentials;
pub use environment::EnvironmentCredentials;
pub use error::CredentialsError;
#[cfg(feature = "credentials")]
pub(crate) use mfa::{AskMfaCode, callback as mfa_callback};
pub use provider::ProvideCredentials;

//! Credentials and their providers.
//!
//! - [`Credentials`] are the keys themselves. They implement [`ProvideCredentials`], as do [`EnvironmentCredentials`]
//!   and, with the feature `aws-config`, every provider of the official SDK.
//! - [`FirstOf`] asks several providers.
//! - [`CredentialsCache`] caches the credentials of a provider for calls.
//! - [`Token`] is a bearer token, from a [`ProvideToken`]. It is cached like credentials.
//! - With the feature `credentials`: [`default_chain`], the default credentials chain of the AWS SDKs, and single sources
//!   of it: [`AssumeRole`], [`AssumeRoleWithWebIdentity`] and [`ProcessCredentials`].

mod cache;
#[expect(
    clippy::module_inception,
    reason = "each file is named after what it holds"
)]
mod credentials;
mod environment;
mod error;
mod first_of;
#[cfg(feature = "credentials")]
mod mfa;
mod provider;
#[cfg(test)]
mod test_clock;
mod token;

#[cfg(feature = "credentials")]
mod assume_role;
#[cfg(feature = "aws-config")]
mod aws_config;
#[cfg(feature = "credentials")]
mod chain;
#[cfg(feature = "credentials")]
mod process;
#[cfg(feature = "credentials")]
mod web_identity;

#[cfg(feature = "credentials")]
pub use assume_role::AssumeRole;
pub use cache::CredentialsCache;
#[cfg(feature = "credentials")]
pub use chain::{DefaultChain, default_chain};
pub use credentials::Credentials;
pub use environment::EnvironmentCredentials;
pub use error::CredentialsError;
pub use first_of::FirstOf;
#[cfg(feature = "credentials")]
pub(crate) use mfa::{AskMfaCode, callback as mfa_callback};
#[cfg(feature = "credentials")]
pub use process::ProcessCredentials;
pub use provider::ProvideCredentials;
pub(crate) use token::Tokens;
pub use token::{ProvideToken, Token};
#[cfg(feature = "credentials")]
pub use web_identity::AssumeRoleWithWebIdentity;

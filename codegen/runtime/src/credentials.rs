//! Credentials that requests are signed with, and their sources.
//!
//! - [`Credentials`], and [`ProvideCredentials`], which gives them: credentials give themselves,
//!   [`EnvironmentCredentials`] are in variables, and with the feature `aws-config` every provider of the official SDK
//!   is one too.
//! - [`CredentialsCache`] keeps what a provider gives for the calls of a client.
//! - With the feature `credentials`: [`default_chain`], which looks where AWS's tools look.

mod cache;
#[expect(
    clippy::module_inception,
    reason = "each file is named after what it holds"
)]
mod credentials;
mod deadline;
mod environment;
mod error;
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
pub use provider::ProvideCredentials;

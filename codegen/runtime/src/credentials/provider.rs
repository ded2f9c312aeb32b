//! Providers of credentials.

use super::{Credentials, CredentialsError};
use crate::transport::BoxFuture;
use std::sync::Arc;

/// Gives credentials.
///
/// A client asks when it has none, 5 minutes before they expire, and when a service says that they have expired, not for
/// every call: an implementation does not cache. A request may take 180 s. It is polled in the tokio runtime that it
/// was begun in, by any of the calls that wait for it; outside of tokio by any call. Dropping the future gives up.
///
/// After an error, or credentials that have expired already, a client uses the last credentials on, if it has any, and
/// asks again 5 to 10 minutes later; half a minute to a minute later while they are valid.
///
/// ```
/// use runtime::{BoxFuture, Credentials, CredentialsError, ProvideCredentials};
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
///         Box::pin(async { Err(CredentialsError::new("the vault is sealed; unseal it")) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not provide credentials",
    label = "does not implement `ProvideCredentials`",
    note = "`Credentials::new(access_key_id, secret_access_key)` does",
    note = "with the feature `credentials`, `Config::from_env` uses the default chain if no provider is set; with `aws-config`, `SharedCredentialsProvider` of the official SDK is one",
    note = "for a source of your own, implement `ProvideCredentials`"
)]
pub trait ProvideCredentials: Send + Sync + 'static {
    /// Gets credentials that are valid now.
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;
}

/// Credentials that are known give themselves.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<T: ProvideCredentials + ?Sized> ProvideCredentials for Arc<T> {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        (**self).provide()
    }
}

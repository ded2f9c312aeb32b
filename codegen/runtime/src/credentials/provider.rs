//! Providers of credentials.

use super::{Credentials, CredentialsError};
use crate::transport::BoxFuture;
use std::any::Any;
use std::sync::Arc;

/// Provider of credentials.
///
/// A client caches credentials: it calls the provider if it has none, from 5 minutes before they expire, and after a
/// service rejects them as expired. Implementations need not cache. The future has a timeout of 180 s. It is polled in
/// the tokio runtime that started it, by any of the calls that wait for it; outside of tokio by any call. Dropping it
/// cancels the request.
///
/// After an error, or if the provider returns expired credentials, a client continues to use the previous credentials,
/// if there are any. It calls the provider again after 5 to 10 minutes, or after 30 to 60 s while the credentials are
/// valid.
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
pub trait ProvideCredentials: Any + Send + Sync {
    /// Returns credentials that are valid now.
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;

    /// Reports that a service has rejected `credentials`, which this provider returned, as expired.
    ///
    /// A provider with a cache must not return them again before it has asked its source, and a provider that uses
    /// others passes the report on. It is called within the rejected call, and must not block. By default the report is
    /// ignored.
    fn reject(&self, credentials: &Credentials) {
        let _ = credentials;
    }
}

/// Static credentials provide themselves.
impl ProvideCredentials for Credentials {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<T: ProvideCredentials + ?Sized> ProvideCredentials for Arc<T> {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        (**self).provide()
    }

    fn reject(&self, credentials: &Credentials) {
        (**self).reject(credentials);
    }
}

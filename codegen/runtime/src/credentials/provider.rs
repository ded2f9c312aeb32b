//! Where credentials come from.

use super::{Credentials, CredentialsError};
use crate::transport::BoxFuture;
use std::sync::Arc;

/// Gives credentials.
///
/// A client asks when it has none and again shortly before they expire, not for every call; an implementation does not
/// cache. Dropping the future gives up.
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

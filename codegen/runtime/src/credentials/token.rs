//! Bearer tokens and their providers.

#[cfg(feature = "credentials")]
use super::DefaultChain;
use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::transport::BoxFuture;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// Bearer token, with an optional expiry.
///
/// Clones are cheap. `Debug` shows the expiry, and nothing of the token.
///
/// ```
/// use runtime::Token;
///
/// let token = Token::new("mF_9.B5f-4.1JqM");
/// assert_eq!(token.as_str(), "mF_9.B5f-4.1JqM");
/// assert!(!format!("{token:?}").contains("mF_9"));
/// ```
// The session token of credentials without a key, so that the cache of credentials holds tokens too.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Credentials);

impl Token {
    /// Creates a token that does not expire.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Credentials::new("", "").session_token(token))
    }

    /// Sets the expiry.
    #[must_use]
    pub fn expires_at(self, expiry: SystemTime) -> Self {
        Self(self.0.expires_at(expiry))
    }

    /// Returns the token, which is secret.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.token().unwrap_or_default()
    }

    /// Returns the expiry; `None` if the token does not expire.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.0.expiry()
    }

    /// Returns the token that is cached as `credentials`.
    pub(crate) fn of_credentials(credentials: Credentials) -> Self {
        Self(credentials)
    }

    /// Returns the form in the cache.
    pub(crate) fn as_credentials(&self) -> &Credentials {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Token")
            .field("expiry", &self.expiry())
            .finish_non_exhaustive()
    }
}

/// Provider of bearer tokens.
///
/// A client caches tokens like [credentials](ProvideCredentials): implementations need not cache, and have a timeout of
/// 180 s. [`CredentialsError::not_found`] says that there is no token; a call then uses the next authentication scheme of
/// its operation. Any other error fails the call.
///
/// ```
/// use runtime::{BoxFuture, CredentialsError, ProvideToken, Token};
///
/// struct Vault;
///
/// impl ProvideToken for Vault {
///     fn provide_token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>> {
///         Box::pin(async { Err(CredentialsError::new("the vault is sealed; unseal it")) })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not provide bearer tokens",
    label = "does not implement `ProvideToken`",
    note = "`Token::new(token)` does",
    note = "for a source of your own, implement `ProvideToken`"
)]
pub trait ProvideToken: Send + Sync + 'static {
    /// Returns a token that is valid now.
    fn provide_token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>>;
}

/// A static token provides itself.
impl ProvideToken for Token {
    fn provide_token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<T: ProvideToken + ?Sized> ProvideToken for Arc<T> {
    fn provide_token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        (**self).provide_token()
    }
}

/// The token of the selected profile's `sso_session`.
#[cfg(feature = "credentials")]
impl ProvideToken for DefaultChain {
    fn provide_token(&self) -> BoxFuture<'_, Result<Token, CredentialsError>> {
        Box::pin(async {
            match self.sso_token().await? {
                Some(token) => Ok(Token::new(token.text).expires_at(token.expires_at)),
                None => Err(CredentialsError::not_found(
                    "no bearer token: the profile has no sso_session; hand a provider to `ConfigBuilder::token`, or set the \
                     variable of the service, such as AWS_BEARER_TOKEN_BEDROCK",
                )),
            }
        })
    }
}

/// Provider of tokens in the form of the cache.
pub(crate) struct Tokens(pub(crate) Arc<dyn ProvideToken>);

impl ProvideCredentials for Tokens {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async { Ok(self.0.provide_token().await?.0) })
    }
}

#[cfg(test)]
mod tests {
    use super::Token;
    use std::time::{Duration, SystemTime};

    #[test]
    fn debug_shows_the_expiry_and_nothing_of_the_token() {
        let expiry = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
        let token = Token::new("the-canary-is-long-enough").expires_at(expiry);
        let shown = format!("{token:?} {token:#?}");
        assert!(shown.contains("tv_sec: 1"), "{shown}");
        for part in ["the-canary", "enough", "ough"] {
            assert!(!shown.contains(part), "{shown}");
        }
    }

    #[test]
    fn an_expiry_makes_another_token() {
        let token = Token::new("a");
        assert_eq!(token, Token::new("a"));
        assert_ne!(token, Token::new("b"));
        assert_ne!(token, token.clone().expires_at(SystemTime::UNIX_EPOCH));
        assert_eq!(token.expiry(), None);
    }
}

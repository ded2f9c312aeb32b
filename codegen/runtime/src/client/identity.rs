//! Identity that a request is authenticated with: credentials or a token.

use super::auth::AuthOption;
use super::exchange::{Exchange, Failed};
use super::shared::Destination;
use crate::auth::AuthScheme;
use crate::credentials::{Credentials, CredentialsCache, CredentialsError, Token};
use crate::sign::Signing;
use crate::transport::{BoxError, check_confidential};
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderValue, Request};
use std::time::SystemTime;

/// Identity that a request is authenticated with.
pub(super) enum Identity {
    /// None: the request is not authenticated.
    None,
    /// Credentials that the request is signed with.
    Credentials(Credentials),
    /// Token that the request contains.
    Token(Token),
}

impl Exchange<'_> {
    /// Returns the first scheme of a call for which there is an identity, with the identity.
    ///
    /// A scheme is skipped if its provider has found nothing. A provider that fails is an error, as it is for credentials
    /// that are configured incorrectly or temporarily unavailable.
    pub(super) async fn identity<'a>(
        &self,
        destination: &'a Destination,
    ) -> Result<(&'a AuthOption, Identity), Failed> {
        let mut credentials: Option<CredentialsError> = None;
        let mut token: Option<CredentialsError> = None;
        for option in &destination.auth {
            let (found, missing) = match option.scheme {
                AuthScheme::NoAuth => return Ok((option, Identity::None)),
                AuthScheme::SigV4 | AuthScheme::SigV4a if credentials.is_none() => {
                    let found = self.credentials().await;
                    (found.map(Identity::Credentials), &mut credentials)
                }
                #[cfg(feature = "sigv4-s3express")]
                AuthScheme::S3Express if credentials.is_none() => {
                    let found = self.session(destination, option).await;
                    (found.map(Identity::Credentials), &mut credentials)
                }
                AuthScheme::Bearer if token.is_none() => {
                    let found = self.token(destination).await;
                    (found.map(Identity::Token), &mut token)
                }
                _ => continue,
            };
            match found {
                Ok(identity) => return Ok((option, identity)),
                Err(error) if error.is_not_found() => *missing = Some(error),
                Err(error) => return Err(self.unsigned(error)),
            }
        }
        Err(self.unsigned(match (credentials, token) {
            (Some(credentials), Some(token)) => {
                CredentialsError::nothing(format!("{credentials}; no token: {token}"), None)
            }
            (Some(error), None) | (None, Some(error)) => error,
            (None, None) => CredentialsError::nothing("no authentication scheme", None),
        }))
    }

    /// Returns the credentials to sign with.
    pub(super) async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        self.credentials_cache().get().await
    }

    /// Returns the credentials of this call, else those of the client.
    pub(super) fn credentials_cache(&self) -> &CredentialsCache {
        let own = self.overrides.credentials.as_ref();
        own.unwrap_or_else(|| self.shared.config.shared_credentials())
    }

    /// Returns the bearer token: that of the provider in code, else that of the service's variable, else that of the
    /// default provider. A call with its own credentials has none.
    async fn token(&self, destination: &Destination) -> Result<Token, CredentialsError> {
        let config = &self.shared.config;
        if self.shared.has_own_credentials(self.overrides) {
            return Err(CredentialsError::nothing(
                "bearer tokens of the configuration are not used with other credentials: use a client of the \
                 configuration, without credentials for the call",
                None,
            ));
        }
        match &destination.token {
            Some(token) if config.token().is_none() => Ok(token.clone()),
            _ => config.shared_token().get().await.map(Token::of_credentials),
        }
    }

    /// Marks the identity of a request as expired, as reported by the service.
    pub(super) fn invalidate(&self, identity: &Identity) {
        if let Some((cache, credentials)) = self.cached(identity) {
            // The provider of the caller's credentials does not know those of a session.
            #[cfg(feature = "sigv4-s3express")]
            if self.shared.sessions.invalidate(credentials) {
                return;
            }
            cache.invalidate(credentials);
        }
    }

    /// Returns the reason why an expired identity could not be replaced, which the service does not know.
    pub(super) fn unreplaced(&self, identity: &Identity) -> Option<CredentialsError> {
        let (cache, credentials) = self.cached(identity)?;
        let failure = cache.failure(credentials);
        #[cfg(feature = "sigv4-s3express")]
        let failure = failure.or_else(|| self.shared.sessions.failure(credentials));
        failure
    }

    /// Returns the cache that an identity is from.
    fn cached<'a>(
        &'a self,
        identity: &'a Identity,
    ) -> Option<(&'a CredentialsCache, &'a Credentials)> {
        match identity {
            Identity::None => None,
            Identity::Credentials(credentials) => Some((self.credentials_cache(), credentials)),
            Identity::Token(token) => {
                Some((self.shared.config.shared_token(), token.as_credentials()))
            }
        }
    }

    /// Authenticates `request` by `option`, at this time of the service.
    pub(super) fn authenticate(
        &self,
        request: &mut Request<Bytes>,
        by: (&AuthOption, &Identity),
        time: SystemTime,
    ) -> Result<(), BoxError> {
        if let Some(signing) = self.signing(by, time)? {
            return self.shared.signer.sign(request, &signing);
        }
        match by.1 {
            Identity::Token(token) => add_token(request, token),
            Identity::None | Identity::Credentials(_) => Ok(()),
        }
    }

    /// Returns the parameters of a signature; `None` if requests are not signed.
    pub(super) fn signing<'a>(
        &self,
        (option, identity): (&'a AuthOption, &'a Identity),
        time: SystemTime,
    ) -> Result<Option<Signing<'a>>, BoxError> {
        let Identity::Credentials(credentials) = identity else {
            return Ok(None);
        };
        let missing = || self.shared.config.no_region(self.shared.service);
        Ok(Some(Signing {
            name: &option.name,
            algorithm: option.algorithm().ok_or_else(missing)?,
            path: option.path,
            token: option.token(),
            credentials,
            time,
        }))
    }
}

/// Adds a bearer token (RFC 6750, section 2.1).
fn add_token(request: &mut Request<Bytes>, token: &Token) -> Result<(), BoxError> {
    check_confidential("a bearer token", request.uri())?;
    if token.as_str().is_empty() || !token.as_str().bytes().all(|byte| byte.is_ascii_graphic()) {
        let message = "the bearer token is empty, or has a blank, a line break or another character that is not allowed \
                       in a header";
        return Err(message.into());
    }
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.as_str()))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(())
}

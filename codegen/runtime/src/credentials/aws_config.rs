//! Credentials providers of the official SDK.

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::transport::BoxFuture;
use aws_credential_types::provider::error::CredentialsError as OfficialError;
use aws_credential_types::provider::{ProvideCredentials as Official, SharedCredentialsProvider};

/// Implements a provider by one of the official SDK, such as the one that `aws_config::load_defaults` returns.
///
/// Wrap other providers with `SharedCredentialsProvider::new`.
impl ProvideCredentials for SharedCredentialsProvider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let provided = self.provide_credentials().await;
            provided.map(convert).map_err(|error| match error {
                OfficialError::CredentialsNotLoaded(_) => CredentialsError::not_found(error),
                error => CredentialsError::new(error),
            })
        })
    }
}

fn convert(official: aws_credential_types::Credentials) -> Credentials {
    let mut credentials = Credentials::new(official.access_key_id(), official.secret_access_key());
    if let Some(token) = official.session_token() {
        credentials = credentials.session_token(token);
    }
    if let Some(expiry) = official.expiry() {
        credentials = credentials.expires_at(expiry);
    }
    if let Some(account) = official.account_id() {
        credentials = credentials.account_id(account.as_str());
    }
    credentials
}

#[cfg(test)]
mod tests {
    use super::{Credentials, ProvideCredentials};
    use aws_credential_types::provider::error::CredentialsError;
    use aws_credential_types::provider::{
        ProvideCredentials as Official, SharedCredentialsProvider, future,
    };
    use std::error::Error;
    use std::io;
    use std::time::{Duration, SystemTime};

    #[tokio::test]
    async fn everything_that_the_official_provider_gives_comes_over() {
        let expiry = SystemTime::UNIX_EPOCH + Duration::from_secs(1_900_000_000);
        let official = aws_credential_types::Credentials::builder()
            .access_key_id("id")
            .secret_access_key("secret")
            .session_token("token")
            .expiry(expiry)
            .account_id("123456789012")
            .provider_name("test")
            .build();
        let provider = SharedCredentialsProvider::new(official);
        let expected = Credentials::new("id", "secret")
            .session_token("token")
            .expires_at(expiry)
            .account_id("123456789012");
        assert_eq!(provider.provide().await.unwrap(), expected);

        let plain = aws_credential_types::Credentials::new("id", "secret", None, None, "test");
        let provider = SharedCredentialsProvider::new(plain);
        assert_eq!(
            provider.provide().await.unwrap(),
            Credentials::new("id", "secret")
        );
    }

    #[derive(Debug)]
    struct Broken;

    impl Official for Broken {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            let error = CredentialsError::provider_error(io::Error::other("the disk is full"));
            future::ProvideCredentials::ready(Err(error))
        }
    }

    #[tokio::test]
    async fn an_error_keeps_its_cause() {
        let provider = SharedCredentialsProvider::new(Broken);
        let error = provider.provide().await.unwrap_err();
        assert!(error.to_string().ends_with(": the disk is full"), "{error}");
        assert!(error.source().unwrap().is::<CredentialsError>());
    }
}

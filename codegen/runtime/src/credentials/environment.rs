//! Credentials from environment variables.

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::config::Environment;
use crate::features::Features;
use crate::transport::BoxFuture;

const ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET: &str = "AWS_SECRET_ACCESS_KEY";

/// Provider of the credentials in the variables `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` (for
/// temporary credentials) and `AWS_ACCOUNT_ID`.
#[derive(Clone, Debug)]
pub struct EnvironmentCredentials(Environment);

impl EnvironmentCredentials {
    /// Creates a provider that reads the variables of `environment` each time it is called.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self(environment)
    }

    /// Returns the credentials, or `None` if none of the variables is set.
    pub(super) fn find(&self) -> Result<Option<Credentials>, CredentialsError> {
        let (id, secret) = match (self.0.trimmed(ID), self.0.trimmed(SECRET)) {
            (Some(id), Some(secret)) => (id, secret),
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(half(ID, SECRET)),
            (None, Some(_)) => return Err(half(SECRET, ID)),
        };
        let credentials = Credentials::new(id, secret);
        let mut credentials = credentials.with_features(Features::CREDENTIALS_ENV_VARS);
        if let Some(token) = self.0.trimmed("AWS_SESSION_TOKEN") {
            credentials = credentials.session_token(token);
        }
        if let Some(account) = self.0.trimmed("AWS_ACCOUNT_ID") {
            credentials = credentials.account_id(account);
        }
        Ok(Some(credentials))
    }
}

impl ProvideCredentials for EnvironmentCredentials {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let found = self.find().and_then(|found| {
            found.ok_or_else(|| {
                let message = format!("no credentials in the environment: set {ID} and {SECRET}");
                CredentialsError::nothing(message, None)
            })
        });
        Box::pin(std::future::ready(found))
    }
}

fn half(set: &str, missing: &str) -> CredentialsError {
    CredentialsError::message(format!(
        "{set} is set and {missing} is not: set both or neither"
    ))
}

#[cfg(test)]
mod tests {
    use super::{Credentials, EnvironmentCredentials, ProvideCredentials};
    use crate::config::Environment;
    use std::future::Future;
    use std::task::{Context, Poll, Waker};

    fn provide(variables: &[(&str, &str)]) -> Result<Credentials, String> {
        let files: [(&str, &str); 0] = [];
        let environment = Environment::fixed(variables.iter().copied(), files);
        let provider = EnvironmentCredentials::new(environment);
        assert!(!format!("{provider:?}").contains("the-secret"));
        let mut provided = provider.provide();
        match Future::poll(provided.as_mut(), &mut Context::from_waker(Waker::noop())) {
            Poll::Ready(found) => found.map_err(|error| error.to_string()),
            Poll::Pending => panic!("waits"),
        }
    }

    #[test]
    fn takes_what_the_variables_hold() {
        let pair = [
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "the-secret\n"),
        ];
        let plain = Credentials::new("id", "the-secret");
        assert_eq!(provide(&pair), Ok(plain.clone()));
        let more = [
            ("AWS_SESSION_TOKEN", "token"),
            ("AWS_ACCOUNT_ID", "123456789012"),
        ];
        let session = plain.session_token("token").account_id("123456789012");
        assert_eq!(provide(&[pair, more].concat()), Ok(session));
    }

    #[test]
    fn refuses_half_of_a_pair_and_says_which_is_missing() {
        let id = provide(&[("AWS_ACCESS_KEY_ID", "id")]).unwrap_err();
        assert!(id.contains("AWS_SECRET_ACCESS_KEY is not"), "{id}");
        let secret = provide(&[
            ("AWS_SECRET_ACCESS_KEY", "the-secret"),
            ("AWS_ACCESS_KEY_ID", " "),
        ]);
        let secret = secret.unwrap_err();
        assert!(secret.contains("AWS_ACCESS_KEY_ID is not"), "{secret}");
        assert!(!secret.contains("the-secret"), "{secret}");
    }

    #[test]
    fn says_what_to_set_when_nothing_is() {
        let none = provide(&[("AWS_SESSION_TOKEN", "token")]).unwrap_err();
        assert_eq!(
            none,
            "no credentials in the environment: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        );
    }
}

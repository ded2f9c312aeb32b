//! Sources of the chain and their results.

use crate::credentials::{Credentials, CredentialsError};
use std::fmt;

/// A source of credentials.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Environment,
    Profile,
    WebIdentity,
    Container,
    Instance,
}

/// Credentials of a source, if it is configured.
pub(super) enum Answer {
    Found(Credentials),
    /// None, with the reason: the next source is asked.
    Nothing(CredentialsError),
}

impl Source {
    pub(super) const ORDER: [Self; 5] = [
        Self::Environment,
        Self::Profile,
        Self::WebIdentity,
        Self::Container,
        Self::Instance,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::Profile => "profile",
            Self::WebIdentity => "web identity",
            Self::Container => "container",
            Self::Instance => "instance metadata",
        }
    }

    pub(super) fn nothing(self, why: impl fmt::Display) -> Answer {
        Answer::Nothing(CredentialsError::message(format!(
            "{}: {why}",
            self.as_str()
        )))
    }

    pub(super) fn answer(self, found: Option<Credentials>, why_not: &str) -> Answer {
        found.map_or_else(|| self.nothing(why_not), Answer::Found)
    }
}

/// Creates the error of a chain without credentials.
pub(super) fn not_found(mut reasons: Vec<CredentialsError>) -> CredentialsError {
    let texts: Vec<_> = reasons.iter().map(ToString::to_string).collect();
    let message = format!(
        "no credentials found: {}. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, set AWS_PROFILE to a \
         profile with credentials, or create one with `aws configure sso` or `aws configure`",
        texts.join("; ")
    );
    // Only the last source has had a cause: the others were not set up.
    CredentialsError::nothing(message, reasons.pop().map(Into::into))
}

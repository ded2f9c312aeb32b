//! Errors of credentials providers.

use crate::error::{self, Chain, Details, OneLine, debug};
use crate::transport::BoxError;
use std::fmt;
use std::sync::Arc;

/// Error of a provider of credentials or tokens.
///
/// `Display` names the source, the failure and its cause in one line, and what to do if that is known. It shows no
/// secrets. Clones are cheap: several calls may fail for the same reason.
#[derive(Clone)]
pub struct CredentialsError(Arc<Reason>);

struct Reason {
    message: String,
    source: Option<BoxError>,
    is_not_found: bool,
}

impl CredentialsError {
    /// Creates a failure from an error, or from a text without secrets.
    pub fn new(source: impl Into<BoxError>) -> Self {
        let source = source.into();
        Self::with_source(Chain(&*source).to_string(), Some(source))
    }

    /// Creates an error for missing credentials, which is not a failure of the provider: a call then uses the next
    /// authentication scheme of its operation.
    pub fn not_found(source: impl Into<BoxError>) -> Self {
        let source = source.into();
        Self::nothing(Chain(&*source).to_string(), Some(source))
    }

    /// Returns true if no credentials were found: see [`not_found`](Self::not_found).
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.is_not_found
    }

    /// Creates a [`not_found`](Self::not_found) error with a message that includes `source`.
    pub(crate) fn nothing(message: impl Into<String>, source: Option<BoxError>) -> Self {
        Self(Arc::new(Reason {
            message: message.into(),
            source,
            is_not_found: true,
        }))
    }

    /// Converts an error for missing credentials into a failure.
    #[cfg(feature = "credentials")]
    pub(crate) fn into_failure(self) -> Self {
        match self.is_not_found() {
            true => Self::with_source(self.to_string(), Some(self.into())),
            false => self,
        }
    }

    /// Creates a failure without a cause.
    pub(crate) fn message(message: impl Into<String>) -> Self {
        Self::with_source(message, None)
    }

    /// Creates a failure of `what`, caused by `source`.
    #[cfg(feature = "credentials")]
    pub(crate) fn because(what: impl fmt::Display, source: impl Into<BoxError>) -> Self {
        let source = source.into();
        Self::with_source(format!("{what}: {}", Chain(&*source)), Some(source))
    }

    /// Creates a failure with a message that includes `source`.
    pub(crate) fn with_source(message: impl Into<String>, source: Option<BoxError>) -> Self {
        Self(Arc::new(Reason {
            message: message.into(),
            source,
            is_not_found: false,
        }))
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&OneLine(&self.0.message), formatter)
    }
}

impl fmt::Debug for CredentialsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for CredentialsError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = formatter.debug_struct("CredentialsError");
        details.field("is_not_found", &self.0.is_not_found);
        if let Some(source) = &self.0.source {
            error::source(&mut details, source);
        }
        details.finish()
    }
}

impl std::error::Error for CredentialsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::CredentialsError;
    use std::error::Error;
    use std::io;

    #[cfg(feature = "credentials")]
    #[test]
    fn says_everything_in_one_line_and_keeps_the_causes() {
        let io = io::Error::other("connection\nrefused");
        let error = CredentialsError::because("STS", crate::TransportError::new(io));
        assert_eq!(error.to_string(), "STS: connection refused");
        let transport = error.source().unwrap();
        assert!(transport.is::<crate::TransportError>());
        assert!(transport.source().unwrap().is::<io::Error>());
    }

    #[test]
    fn is_made_of_any_error_or_text() {
        assert_eq!(CredentialsError::new("sealed").to_string(), "sealed");
        let error = CredentialsError::new(io::Error::other("broken"));
        assert_eq!(error.to_string(), "broken");
        assert!(error.source().unwrap().is::<io::Error>());
        assert!(CredentialsError::message("none").source().is_none());
    }

    #[test]
    fn tells_nothing_found_from_a_failure() {
        let nothing = CredentialsError::not_found("none here");
        assert!(nothing.is_not_found() && nothing.clone().is_not_found());
        assert_eq!(nothing.to_string(), "none here");
        assert!(!CredentialsError::new("sealed").is_not_found());
        assert!(!CredentialsError::message("sealed").is_not_found());
    }
}

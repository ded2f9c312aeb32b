//! Why there are no credentials.

use crate::error::Chain;
use crate::transport::BoxError;
use std::fmt;
use std::sync::Arc;

/// There are no credentials.
///
/// `Display` says in one line what was tried, what came of it and what caused that; where something can be done about
/// it, also what. It shows no secret. A clone shares what it holds: several calls may fail for the same reason.
#[derive(Clone, Debug)]
pub struct CredentialsError(Arc<Reason>);

#[derive(Debug)]
struct Reason {
    message: String,
    source: Option<BoxError>,
}

impl CredentialsError {
    /// The failure of a provider: an error, or a text that shows no secret.
    pub fn new(source: impl Into<BoxError>) -> Self {
        let source = source.into();
        Self(Arc::new(Reason {
            message: Chain(&*source).to_string(),
            source: Some(source),
        }))
    }

    /// A failure that nothing else caused.
    pub(crate) fn message(message: impl Into<String>) -> Self {
        Self::with_source(message, None)
    }

    /// A failure of `what` because of `source`.
    #[cfg(feature = "credentials")]
    pub(crate) fn because(what: impl fmt::Display, source: impl Into<BoxError>) -> Self {
        let source = source.into();
        Self::with_source(format!("{what}: {}", Chain(&*source)), Some(source))
    }

    /// A failure whose message already tells what `source` says.
    pub(crate) fn with_source(message: impl Into<String>, source: Option<BoxError>) -> Self {
        Self(Arc::new(Reason {
            message: message.into(),
            source,
        }))
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.message)
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
}

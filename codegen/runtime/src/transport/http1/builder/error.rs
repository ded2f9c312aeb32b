//! Errors of building a transport.

use super::super::proxies::VariableError;
use crate::error::{self, Chain, Details, debug};
use crate::transport::BoxError;
use std::error::Error;
use std::fmt;

/// Error of an [`HttpTransport`](crate::HttpTransport) that could not be built.
///
/// `Display` names the problem and its location in one line.
pub struct BuildTransportError {
    what: String,
    source: BoxError,
}

impl BuildTransportError {
    /// Creates an error of `what`, a clause that names the problem.
    pub(in super::super) fn new(what: impl Into<String>, source: impl Into<BoxError>) -> Self {
        Self {
            what: what.into(),
            source: source.into(),
        }
    }

    pub(in super::super) fn client(source: impl Into<BoxError>) -> Self {
        Self {
            what: "the HTTP client could not be built".to_owned(),
            source: source.into(),
        }
    }
}

impl From<VariableError> for BuildTransportError {
    fn from(error: VariableError) -> Self {
        Self {
            what: format!("environment variable {}", error.name),
            source: error.source,
        }
    }
}

impl fmt::Display for BuildTransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.what, Chain(&*self.source))
    }
}

impl fmt::Debug for BuildTransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for BuildTransportError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = formatter.debug_struct("BuildTransportError");
        error::source(&mut details, &self.source);
        details.finish_non_exhaustive()
    }
}

impl Error for BuildTransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

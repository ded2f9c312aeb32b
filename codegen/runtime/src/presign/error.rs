//! Errors of presigning.

use crate::error::{self, Chain, ConstructionError, Details, debug};
use crate::transport::BoxError;
use std::error::Error;
use std::fmt;

/// Error of presigning a request: no credentials or no region, a limit that is exceeded, or a value that cannot be signed.
///
/// `Display` says what is wrong and what to do, in one line. It shows no secrets.
pub struct PresignError(BoxError);

impl PresignError {
    pub(crate) fn new(source: BoxError) -> Self {
        Self(source)
    }
}

impl From<ConstructionError> for PresignError {
    fn from(error: ConstructionError) -> Self {
        Self::new(error.into())
    }
}

impl fmt::Display for PresignError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the request could not be presigned: {}",
            Chain(&*self.0)
        )
    }
}

impl fmt::Debug for PresignError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for PresignError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = formatter.debug_struct("PresignError");
        error::source(&mut details, &self.0);
        details.finish()
    }
}

impl Error for PresignError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.0)
    }
}

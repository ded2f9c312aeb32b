//! The retry mode that configurations name.

use super::setting::Retry;
use crate::error::{Details, OneLine, debug};
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// A retry mode, as `AWS_RETRY_MODE` and `retry_mode` name it.
///
/// The SDKs know two more. `legacy` is what older ones did before the modes were agreed on, and differs from one to the
/// next. `adaptive` also holds back first attempts, and suits programs that use one resource alone. Neither is here, and
/// neither is quietly taken for standard mode: reading them fails, with an error that says what to write.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryMode {
    /// [`Retry::standard`]
    Standard,
}

impl FromStr for RetryMode {
    type Err = RetryModeError;

    /// Reads `standard`, in upper or lower case and with or without space around it.
    fn from_str(text: &str) -> Result<Self, RetryModeError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("standard") {
            Ok(Self::Standard)
        } else {
            let known = ["adaptive", "legacy"];
            Err(RetryModeError {
                known: known.iter().any(|mode| text.eq_ignore_ascii_case(mode)),
                text: text.to_owned(),
            })
        }
    }
}

impl From<RetryMode> for Retry {
    fn from(mode: RetryMode) -> Self {
        match mode {
            RetryMode::Standard => Self::standard(),
        }
    }
}

/// A text names no retry mode that there is.
#[derive(Clone, PartialEq, Eq)]
pub struct RetryModeError {
    text: String,
    known: bool,
}

impl fmt::Display for RetryModeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = if self.known {
            "is not supported"
        } else {
            "does not exist"
        };
        write!(
            formatter,
            "the retry mode {:?} {problem}: use \"standard\"",
            OneLine(&self.text)
        )
    }
}

impl fmt::Debug for RetryModeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, formatter)
    }
}

impl Details for RetryModeError {
    fn details(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RetryModeError")
            .field("known", &self.known)
            .finish_non_exhaustive()
    }
}

impl Error for RetryModeError {}

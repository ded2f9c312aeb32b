//! Retry modes in configuration.

use super::setting::Retry;
use crate::error::{Details, OneLine, debug};
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// Retry mode, as named by `AWS_RETRY_MODE` and `retry_mode`.
///
/// The SDKs have two more, which are not supported and are errors. `legacy` is the behaviour of older SDKs and differs
/// between them. `adaptive` also delays first attempts, and is meant for programs that use a single resource.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryMode {
    /// [`Retry::standard`]
    Standard,
}

impl FromStr for RetryMode {
    type Err = RetryModeError;

    /// Parses `standard`, in upper or lower case and with optional surrounding space.
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

/// Error of an unknown or unsupported retry mode.
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

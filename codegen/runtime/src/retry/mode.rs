//! Retry modes in configuration.

#[cfg(doc)]
use super::setting::Retry;
use crate::error::{Details, OneLine, debug};
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// Retry mode, as named by `AWS_RETRY_MODE` and `retry_mode`.
///
/// The mode `legacy`, the behaviour of older SDKs, which differs between them, is taken for `standard`, with a warning
/// as a `tracing` event if that feature is enabled.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryMode {
    /// [`Retry::standard`]
    Standard,
    /// [`Retry::adaptive`]
    Adaptive,
}

impl FromStr for RetryMode {
    type Err = RetryModeError;

    /// Parses `standard`, `adaptive` or `legacy`, in upper or lower case and with optional surrounding space.
    fn from_str(text: &str) -> Result<Self, RetryModeError> {
        let text = text.trim();
        match &*text.to_ascii_lowercase() {
            "standard" => Ok(Self::Standard),
            "adaptive" => Ok(Self::Adaptive),
            "legacy" => {
                trace_legacy();
                Ok(Self::Standard)
            }
            _ => Err(RetryModeError {
                text: text.to_owned(),
            }),
        }
    }
}

#[cfg(feature = "tracing")]
fn trace_legacy() {
    tracing::warn!("the retry mode \"legacy\" is not supported: \"standard\" is used instead");
}

#[cfg(not(feature = "tracing"))]
fn trace_legacy() {}

/// Error of an unknown retry mode.
#[derive(Clone, PartialEq, Eq)]
pub struct RetryModeError {
    text: String,
}

impl fmt::Display for RetryModeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the retry mode {:?} does not exist: use \"standard\" or \"adaptive\"",
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
            .finish_non_exhaustive()
    }
}

impl Error for RetryModeError {}

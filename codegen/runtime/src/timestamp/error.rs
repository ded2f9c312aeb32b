//! Errors of timestamps.

use std::fmt;

/// Error of a value that is not a valid [`Timestamp`](crate::Timestamp), or of a timestamp that another type cannot
/// hold.
#[non_exhaustive]
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TimestampError {
    /// The number is infinite or not a number.
    NotFinite,
    /// The number of seconds does not fit 64 bits, or the instant is out of range for the other type.
    Range,
    /// The text is neither a date and time nor a number.
    Text,
}

impl TimestampError {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::NotFinite => "a timestamp that is not a finite number of seconds",
            Self::Range => "a timestamp out of range",
            Self::Text => {
                "a timestamp that is neither a date and time (RFC 3339 or HTTP) nor a number of seconds"
            }
        }
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::NotFinite => "NotFinite",
            Self::Range => "Range",
            Self::Text => "Text",
        };
        write!(formatter, "{self} (TimestampError::{name})")
    }
}

impl std::error::Error for TimestampError {}

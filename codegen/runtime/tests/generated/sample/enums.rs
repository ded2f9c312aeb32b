//! The enumerations of the service.

use runtime::{UnknownInt, UnknownValue};

/// A state.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It failed.
    Failed,
    /// It runs.
    InProgress,
    /// It is old.
    #[deprecated(note = "it is old")]
    Legacy,
    /// A value of the model that is called as the open variant would be.
    Unknown,
    /// A value that this version does not know.
    UnknownValue(UnknownValue),
}

runtime::string_enum!(State {
    Failed: "FAILED",
    InProgress: "IN_PROGRESS",
    Legacy: "LEGACY",
    Unknown: "UNKNOWN",
    ..UnknownValue
});

/// A level.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Low.
    Low,
    /// Below zero.
    Negative,
    /// A value that this version does not know.
    Unknown(UnknownInt),
}

runtime::int_enum!(Level {
    Low: 1,
    Negative: -1,
    ..Unknown
});

/// A secret.
#[non_exhaustive]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Secret {
    /// The one.
    Handshake,
    /// A value that this version does not know.
    Unknown(UnknownValue),
}

runtime::sensitive_string_enum!(Secret {
    Handshake: "HANDSHAKE",
    ..Unknown
});

/// Values of which none is known.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Empty {
    /// A value that this version does not know.
    Unknown(UnknownValue),
}

runtime::string_enum!(Empty { ..Unknown });

//! Settings of checksums.

/// Use of checksums that an operation supports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumPolicy {
    /// Wherever the operation supports them. The default.
    #[default]
    WhenSupported,
    /// Only where the operation requires them, or its input asks for them.
    WhenRequired,
}

impl ChecksumPolicy {
    /// Returns the name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WhenSupported => "when_supported",
            Self::WhenRequired => "when_required",
        }
    }
}

//! Setting of account-based endpoints.

/// Use of account-based endpoints, for services that have them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AccountIdEndpointMode {
    /// Used if the account is known. The default.
    #[default]
    Preferred,
    /// Never used.
    Disabled,
    /// Always used; calls fail if the account is not known.
    Required,
}

impl AccountIdEndpointMode {
    /// Returns the name in configuration and endpoint rules.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Disabled => "disabled",
            Self::Required => "required",
        }
    }
}

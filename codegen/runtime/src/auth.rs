//! Authentication schemes of services and operations.

use std::fmt;

/// Authentication scheme of requests.
///
/// A service lists its schemes, the preferred first ([`Service::AUTH`]), and an operation may have its own list
/// ([`Operation::AUTH`]). A call uses the first scheme for which there is an identity: credentials for a signature, a
/// token for [`Bearer`](Self::Bearer). The endpoint may have another list, and [`ConfigBuilder::auth_scheme_preference`]
/// changes the order.
///
/// [`Service::AUTH`]: crate::Service::AUTH
/// [`Operation::AUTH`]: crate::Operation::AUTH
/// [`ConfigBuilder::auth_scheme_preference`]: crate::ConfigBuilder::auth_scheme_preference
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthScheme {
    /// Signature Version 4 (`aws.auth#sigv4`), valid in one region.
    SigV4,
    /// Signature Version 4A (`aws.auth#sigv4a`), valid in a set of regions. It needs the feature `sigv4a`.
    SigV4a,
    /// Bearer token (`smithy.api#httpBearerAuth`, RFC 6750).
    Bearer,
    /// Signature Version 4 with the credentials of a session for one directory bucket (`sigv4-s3express`), which endpoints of
    /// Amazon S3 require. It needs the feature `sigv4-s3express`.
    S3Express,
    /// No authentication (`smithy.api#noAuth`, which `smithy.api#optionalAuth` adds to a list).
    NoAuth,
}

impl AuthScheme {
    #[cfg(feature = "client")]
    const ALL: [Self; 5] = [
        Self::SigV4,
        Self::SigV4a,
        Self::Bearer,
        Self::S3Express,
        Self::NoAuth,
    ];

    /// Returns the name of the scheme in configuration and endpoint rules: that of the Smithy trait, without its namespace, if
    /// there is one.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SigV4 => "sigv4",
            Self::SigV4a => "sigv4a",
            Self::Bearer => "httpBearerAuth",
            Self::S3Express => "sigv4-s3express",
            Self::NoAuth => "noAuth",
        }
    }

    /// Returns the scheme with this name; `None` for an unknown one.
    #[cfg(feature = "client")]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == name)
    }

    /// Returns true unless the scheme needs a feature that is disabled.
    #[cfg(feature = "client")]
    pub(crate) const fn is_supported(self) -> bool {
        match self {
            Self::SigV4a => cfg!(feature = "sigv4a"),
            Self::S3Express => cfg!(feature = "sigv4-s3express"),
            Self::SigV4 | Self::Bearer | Self::NoAuth => true,
        }
    }
}

impl fmt::Display for AuthScheme {
    /// Writes [`as_str`](Self::as_str).
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

//! Settings that code, environment variables and profiles may have, one row each.

use super::settings::{Setting, Sources, format};
use super::{AccountIdEndpointMode, ConfigBuilder, ConfigError};
use crate::auth::AuthScheme;
use crate::checksum::ChecksumPolicy;
use crate::retry::Retry;
use std::fmt;
use std::path::PathBuf;

/// Defines the settings by rows of documentation, name, type, argument of the setter, method of [`Sources`] that
/// completes it, format, key of a profile, and environment variables, the one with precedence first.
macro_rules! settings {
    ($(
        $(#[$docs:meta])*
        $name:ident: $type:ty = ($argument:ty, $complete:ident),
        $format:ident, $key:literal, $variable:literal $(or $other:literal)*;
    )+) => {
        /// Values of settings, if they are set.
        #[derive(Clone, Default)]
        pub(super) struct Values {
            $(pub(super) $name: Option<$type>,)+
        }

        /// The settings, by name.
        pub(super) struct Table {
            $(pub(super) $name: Setting<$type>,)+
        }

        pub(super) const TABLE: Table = Table {
            $($name: Setting {
                variables: &[$variable $(, $other)*],
                key: $key,
                format: format::$format,
            },)+
        };

        /// Variables and key of each setting.
        #[cfg(test)]
        pub(super) const ROWS: &[(&[&str], &str)] = &[$((&[$variable $(, $other)*], $key),)+];

        impl Values {
            /// Returns these values, and those of `sources` for the others.
            pub(super) fn completed(self, sources: &Sources<'_>) -> Result<Self, ConfigError> {
                Ok(Self {
                    $($name: sources.$complete(self.$name, stringify!($name), &TABLE.$name)?,)+
                })
            }

            /// Adds the values to the fields that `Debug` shows.
            pub(super) fn show(&self, shown: &mut fmt::DebugStruct<'_, '_>) {
                $(shown.field(stringify!($name), &self.$name);)+
            }
        }

        impl ConfigBuilder {
            $(
                $(#[$docs])*
                #[doc = concat!(
                    "\nIf it is not set here: environment variable `", $variable, "`" $(, ", `", $other, "`")*,
                    ", then profile key `", $key, "`."
                )]
                pub fn $name(mut self, $name: $argument) -> Self {
                    self.values.$name = Some($name.into());
                    self
                }
            )+
        }
    };
}

settings! {
    /// Sets the region, such as `us-east-1`, or a pseudo region, such as `aws-global`.
    ///
    /// A region is part of host names. It has 1 to 63 letters, digits and inner hyphens, at least one of them not a
    /// digit; upper case is converted to lower case. The same rules apply to regions from variables, profiles and
    /// single calls.
    region: String = (impl Into<String>, or_checked),
        REGION, "region", "AWS_REGION" or "AWS_DEFAULT_REGION";

    /// Enables endpoints with FIPS 140 cryptography.
    use_fips: bool = (bool, or),
        BOOLEAN, "use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT";

    /// Enables dual-stack endpoints, which support IPv4 and IPv6.
    use_dual_stack: bool = (bool, or),
        BOOLEAN, "use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT";

    /// Sets the retry strategy.
    retry: Retry = (Retry, or),
        RETRY_MODE, "retry_mode", "AWS_RETRY_MODE";

    /// Sets the maximum number of attempts of a call, including the first: at least 1.
    max_attempts: u32 = (u32, or_checked),
        ATTEMPTS, "max_attempts", "AWS_MAX_ATTEMPTS";

    /// Sets the name of the application, which is sent in the user agent.
    ///
    /// It has letters, digits and ``!#$%&'*+-.^_`|~``; AWS recommends at most 50 characters.
    app_id: String = (impl Into<String>, or_checked),
        APP_ID, "sdk_ua_app_id", "AWS_SDK_UA_APP_ID";

    /// Sets the file of trusted certificates, in PEM, which replace those of the system.
    ca_bundle: PathBuf = (impl Into<PathBuf>, or_path),
        PATH, "ca_bundle", "AWS_CA_BUNDLE";

    /// Disables the correction of clock skew: requests are signed with the local time, even if services report that it
    /// is wrong.
    ///
    /// By default the time is corrected by the `Date` of responses. A difference of at most four minutes is taken from
    /// any response; a larger one only from a response that rejects the signature with an error code of clock skew, and
    /// the call is retried. A proxy or captive portal with a wrong clock has no effect, nor has a date before 2012 or
    /// from 2100 on.
    disable_clock_skew_correction: bool = (bool, or),
        BOOLEAN, "disable_clock_skew_correction", "AWS_DISABLE_CLOCK_SKEW_CORRECTION";

    /// Sets the use of account-based endpoints.
    account_id_endpoint_mode: AccountIdEndpointMode = (AccountIdEndpointMode, or),
        ACCOUNT_ID_ENDPOINT_MODE, "account_id_endpoint_mode", "AWS_ACCOUNT_ID_ENDPOINT_MODE";

    /// Sets the regions in which SigV4a signatures are valid, separated by commas, instead of those of the endpoint: `*` in a
    /// region stands for any characters, and alone for all regions. For services whose endpoints ask for SigV4a, which
    /// needs the feature `sigv4a`.
    sigv4a_signing_region_set: String = (impl Into<String>, or_checked),
        REGION_SET, "sigv4a_signing_region_set", "AWS_SIGV4A_SIGNING_REGION_SET";

    /// Disables host prefixes: the host is used as it is, even if an operation has a prefix for it, such as `data-`.
    ///
    /// AWS services need the prefix. As in the AWS SDKs, it is also added to the host of a configured URL; a local
    /// server or a VPC endpoint may not be reachable under the longer name.
    disable_host_prefix_injection: bool = (bool, or),
        BOOLEAN, "disable_host_prefix_injection", "AWS_DISABLE_HOST_PREFIX_INJECTION";

    /// Sets the preferred authentication schemes, in order.
    ///
    /// They are tried before the other schemes of an operation. A scheme that the operation, its service or the endpoint
    /// does not accept is not added. In variables and profiles they are separated by commas: `sigv4`, `sigv4a`,
    /// `httpBearerAuth`, `noAuth`; others are ignored.
    ///
    /// A bearer token in the variable of a service, such as `AWS_BEARER_TOKEN_BEDROCK`, has precedence over a preference
    /// that is not set here.
    auth_scheme_preference: Vec<AuthScheme> = (impl Into<Vec<AuthScheme>>, or),
        AUTH_SCHEMES, "auth_scheme_preference", "AWS_AUTH_SCHEME_PREFERENCE";

    /// Disables the compression of request bodies, also if it is enabled in code (`request_compression`, with the feature
    /// `compression`).
    disable_request_compression: bool = (bool, or),
        BOOLEAN, "disable_request_compression", "AWS_DISABLE_REQUEST_COMPRESSION";

    /// Sets the minimum size in bytes of request bodies to compress, for operations that allow it: at most 10,485,760,
    /// by default 10,240.
    request_min_compression_size: u32 = (u32, or_checked),
        COMPRESSION_SIZE, "request_min_compression_size_bytes", "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES";

    /// Sets which requests have a checksum of their body, of the operations that support it: by default all. An input that has a
    /// checksum, or names its algorithm, has precedence.
    request_checksum_calculation: ChecksumPolicy = (ChecksumPolicy, or),
        CHECKSUM_POLICY, "request_checksum_calculation", "AWS_REQUEST_CHECKSUM_CALCULATION";

    /// Sets which responses are requested with a checksum of their body, and compared with it, of the operations that support
    /// it: by default all. With [`WhenRequired`](ChecksumPolicy::WhenRequired) only those whose input requests it.
    response_checksum_validation: ChecksumPolicy = (ChecksumPolicy, or),
        CHECKSUM_POLICY, "response_checksum_validation", "AWS_RESPONSE_CHECKSUM_VALIDATION";
}

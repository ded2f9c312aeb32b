//! Settings that code, environment variables and profiles may have, one row each.

use super::settings::{Setting, Sources, format};
use super::{AccountIdEndpointMode, ConfigBuilder, ConfigError};
use crate::retry::Retry;
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
        #[derive(Clone, Debug, Default)]
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
    /// As from variables, profiles and single calls it has 1 to 63 letters, digits and inner hyphens, and not digits alone,
    /// for it becomes part of host names; capitals are made lower case.
    region: String = (impl Into<String>, or_checked),
        REGION, "region", "AWS_REGION" or "AWS_DEFAULT_REGION";

    /// Sets whether endpoints with FIPS 140 cryptography are used.
    use_fips: bool = (bool, or),
        BOOLEAN, "use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT";

    /// Sets whether endpoints that also have IPv6 are used.
    use_dual_stack: bool = (bool, or),
        BOOLEAN, "use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT";

    /// Sets what is retried.
    retry: Retry = (Retry, or),
        RETRY_MODE, "retry_mode", "AWS_RETRY_MODE";

    /// Sets how many attempts a call makes at most, the first one included: at least 1.
    max_attempts: u32 = (u32, or_checked),
        ATTEMPTS, "max_attempts", "AWS_MAX_ATTEMPTS";

    /// Sets the name of the application, which the user agent carries.
    ///
    /// It has letters, digits and ``!#$%&'*+-.^_`|~``; AWS asks for 50 characters at most.
    app_id: String = (impl Into<String>, or_checked),
        APP_ID, "sdk_ua_app_id", "AWS_SDK_UA_APP_ID";

    /// Sets the file with the certificates, in PEM, that are trusted in place of the system's.
    ca_bundle: PathBuf = (impl Into<PathBuf>, or_path),
        PATH, "ca_bundle", "AWS_CA_BUNDLE";

    /// Sets whether requests are signed with the time of this machine even where services say that it is wrong.
    ///
    /// Otherwise the time is corrected by the `Date` of responses: where that differs by at most four minutes, of every
    /// response; where it differs by more, only of one that refuses the signature with a code that a wrong clock causes,
    /// which is followed by a retry. A proxy or captive portal whose clock is wrong changes nothing, and no date before
    /// 2012 or from 2100 on does.
    disable_clock_skew_correction: bool = (bool, or),
        BOOLEAN, "disable_clock_skew_correction", "AWS_DISABLE_CLOCK_SKEW_CORRECTION";

    /// Sets whether endpoints that belong to one account are used.
    account_id_endpoint_mode: AccountIdEndpointMode = (AccountIdEndpointMode, or),
        ACCOUNT_ID_ENDPOINT_MODE, "account_id_endpoint_mode", "AWS_ACCOUNT_ID_ENDPOINT_MODE";

    /// Sets whether the host is left as it is where an operation puts something before its name, such as `data-`.
    ///
    /// The services of AWS need the prefix. As in the AWS SDKs it is also put before a URL that is configured, where a
    /// service on one's own machine or a VPC endpoint may not be found under the longer name.
    disable_host_prefix_injection: bool = (bool, or),
        BOOLEAN, "disable_host_prefix_injection", "AWS_DISABLE_HOST_PREFIX_INJECTION";

    /// Sets whether bodies are sent as they are where an operation allows to compress them.
    disable_request_compression: bool = (bool, or),
        BOOLEAN, "disable_request_compression", "AWS_DISABLE_REQUEST_COMPRESSION";

    /// Sets from how many bytes on a body is compressed, where an operation allows it: at most 10,485,760, by default 10,240.
    request_min_compression_size: u32 = (u32, or_checked),
        COMPRESSION_SIZE, "request_min_compression_size_bytes", "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES";
}

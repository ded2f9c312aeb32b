//! Client configuration: from code, then environment variables, then the shared config and credentials files.

mod account_id;
mod builder;
#[cfg(any(test, feature = "checksums"))]
mod checksums;
mod environment;
mod error;
mod extensions;
mod framework;
#[cfg(feature = "credentials")]
mod instance_region;
mod own_transport;
mod profile;
mod region;
#[cfg(feature = "credentials")]
mod service;
mod service_settings;
mod settings;
mod shared;
mod table;
mod timeouts;

pub use account_id::AccountIdEndpointMode;
pub use builder::ConfigBuilder;
pub use environment::Environment;
pub use error::ConfigError;
pub(crate) use framework::Framework;
pub(crate) use profile::Profiles;
#[cfg(feature = "credentials")]
pub(crate) use profile::Section;
#[cfg(feature = "credentials")]
pub(crate) use service::{ServiceOverrides, ServiceSettings};
pub use timeouts::Timeouts;

use crate::auth::AuthScheme;
#[cfg(feature = "credentials")]
use crate::credentials::AskMfaCode;
use crate::credentials::{CredentialsCache, ProvideCredentials, ProvideToken};
use crate::endpoint::ClientContext;
use crate::entropy::Entropy;
use crate::operation::Protocol;
use crate::retry::Retry;
use crate::time::SharedClock;
use crate::transport::Transport;
use extensions::Extensions;
use http::Uri;
use settings::Sources;
use shared::OfAllClients;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use table::Values;

/// Client configuration.
///
/// A configuration is immutable and can be used by any number of clients. Clones are cheap. `Debug` shows no secrets.
///
/// Values set in code have precedence over environment variables, and these over the profile. An empty value counts as
/// unset.
///
/// | setting | variable | profile key |
/// |---|---|---|
/// | region | `AWS_REGION`, `AWS_DEFAULT_REGION` | `region` |
/// | FIPS endpoints | `AWS_USE_FIPS_ENDPOINT` | `use_fips_endpoint` |
/// | dual-stack endpoints | `AWS_USE_DUALSTACK_ENDPOINT` | `use_dualstack_endpoint` |
/// | endpoint URL of one service | `AWS_ENDPOINT_URL_<SERVICE>` | `endpoint_url` in `[services …]` |
/// | endpoint URL of all services | `AWS_ENDPOINT_URL` | `endpoint_url` |
/// | ignore these URLs | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `ignore_configured_endpoint_urls` |
/// | retry mode | `AWS_RETRY_MODE` | `retry_mode` |
/// | maximum number of attempts | `AWS_MAX_ATTEMPTS` | `max_attempts` |
/// | trusted certificates | `AWS_CA_BUNDLE` | `ca_bundle` |
/// | application name | `AWS_SDK_UA_APP_ID` | `sdk_ua_app_id` |
/// | preferred authentication schemes | `AWS_AUTH_SCHEME_PREFERENCE` | `auth_scheme_preference` |
/// | bearer token of one service | `AWS_BEARER_TOKEN_<SIGNING NAME>` | |
/// | account-based endpoints | `AWS_ACCOUNT_ID_ENDPOINT_MODE` | `account_id_endpoint_mode` |
/// | disable clock skew correction | `AWS_DISABLE_CLOCK_SKEW_CORRECTION` | `disable_clock_skew_correction` |
/// | regions of SigV4a signatures | `AWS_SIGV4A_SIGNING_REGION_SET` | `sigv4a_signing_region_set` |
/// | disable host prefixes | `AWS_DISABLE_HOST_PREFIX_INJECTION` | `disable_host_prefix_injection` |
/// | disable request compression | `AWS_DISABLE_REQUEST_COMPRESSION` | `disable_request_compression` |
/// | minimum size to compress, in bytes | `AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES` | `request_min_compression_size_bytes` |
/// | checksums of requests | `AWS_REQUEST_CHECKSUM_CALCULATION` | `request_checksum_calculation` |
/// | checksums of responses | `AWS_RESPONSE_CHECKSUM_VALIDATION` | `response_checksum_validation` |
/// | parameters of one service's endpoint rules | those of [`Service::SETTINGS`](crate::Service::SETTINGS) | |
/// | profile | `AWS_PROFILE` | |
/// | shared files | `AWS_CONFIG_FILE`, `AWS_SHARED_CREDENTIALS_FILE` | |
///
/// All of this is read only by [`Config::from_env`], and by a builder with an [environment](ConfigBuilder::environment),
/// which may be empty. The same holds for the metadata service of the container or EC2 instance that the program runs on
/// (feature `credentials`). It is the last source of the [default chain](crate::DefaultChain) of credentials, and the
/// last source of a region, requested when a call needs a region, once for all clients.
///
/// Requests for credentials to STS, IAM Identity Center and sign-in also use the settings of region, FIPS, dual stack and
/// endpoint URLs (`AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL_SSO`, `AWS_ENDPOINT_URL_SSO_OIDC`,
/// `AWS_ENDPOINT_URL_SIGNIN`).
///
/// `<SIGNING NAME>` is the service's name in signatures in upper case with `_` for hyphens and spaces, such as
/// `AWS_BEARER_TOKEN_BEDROCK`. A service that accepts bearer tokens then uses this one, unless
/// [`ConfigBuilder::token`] or [`ConfigBuilder::auth_scheme_preference`] says otherwise.
///
/// `AWS_ENDPOINT_URL` has precedence over every URL in a file. `<SERVICE>` is the service's SDK id in upper case with
/// `_` for spaces. A `[services …]` section, which a profile names with `services`, has a sub-section for each service,
/// by the same name in lower case; `-` is accepted for `_`.
///
/// A malformed line or an invalid value is an error only in the selected profile and the sections that it names.
/// Elsewhere it is skipped, with a `tracing` event if that feature is enabled.
///
/// ```ini
/// [profile dev]
/// region = eu-west-1
/// services = local
///
/// [services local]
/// codestar_connections =
///   endpoint_url = http://localhost:4566
/// ```
#[derive(Clone)]
pub struct Config(Arc<Settings>, Option<CredentialsCache>);

/// Resolved settings of a configuration.
struct Settings {
    values: Values,
    endpoint_urls: EndpointUrls,
    protocol: Option<Protocol>,
    frameworks: Vec<Framework>,
    timeouts: Timeouts,
    request_compression: bool,
    #[cfg(feature = "event-streams")]
    max_event_size: usize,
    client_context: ClientContext,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    token: Option<Arc<dyn ProvideToken>>,
    /// True if code sets the preferred authentication schemes.
    prefers_auth_schemes_in_code: bool,
    transport: Option<Arc<dyn Transport>>,
    extensions: Extensions,
    clock: SharedClock,
    entropy: Arc<Entropy>,
    #[cfg(feature = "credentials")]
    mfa_code: Option<Arc<AskMfaCode>>,
    chosen_profile: Option<String>,
    /// True if an environment was handed in, even an empty one: then the metadata of an instance may be requested too.
    reads_environment: bool,
    environment: Environment,
    profiles: Profiles,
    of_all_clients: OfAllClients,
}

/// Endpoint URLs set in code.
#[derive(Clone, Debug, Default)]
struct EndpointUrls {
    all: Option<Uri>,
    /// By the service's name in environment variables.
    services: BTreeMap<String, Uri>,
}

impl EndpointUrls {
    /// Returns the URL for the service with this SDK id.
    fn of(&self, sdk_id: &str) -> Option<&Uri> {
        let of_service = self.services.get(&settings::environment_name(sdk_id));
        of_service.or(self.all.as_ref())
    }
}

/// Settings for compressing request bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "compression"),
    allow(dead_code, reason = "the feature does it")
)]
pub(crate) struct Compression {
    pub(crate) enabled: bool,
    /// Minimum size of a body to compress, in bytes.
    pub(crate) min_size: u32,
}

impl Config {
    /// Creates a builder with the defaults.
    ///
    /// Environment variables, files and metadata services are read only if [`ConfigBuilder::environment`] is called, also by
    /// later calls: a call that needs a region or credentials fails if they are not set in code. Only the transport of the
    /// feature `http1` reads proxy variables (`https_proxy` and the like) and the trusted certificates of the machine.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// Loads the configuration from the environment variables of the process and the shared files of its user.
    ///
    /// # Errors
    /// If a file cannot be read, if the selected profile does not exist or has a malformed line, or if a value is
    /// invalid.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::builder().environment(Environment::process()).build()
    }

    /// Returns a configuration with other credentials. It shares everything else with this one, also its connections, so
    /// that it costs little to have one for each identity. Bearer tokens of this configuration are not used with them.
    ///
    /// A provider is put into a cache first, with [`CredentialsCache::new`]; [`Credentials`] are accepted as they are. To
    /// change the credentials of one call, use [`Request::credentials`].
    ///
    /// [`Credentials`]: crate::Credentials
    /// [`Request::credentials`]: crate::Request::credentials
    #[must_use]
    pub fn with_credentials(&self, credentials: impl Into<CredentialsCache>) -> Self {
        Self(Arc::clone(&self.0), Some(credentials.into()))
    }

    pub(crate) fn region(&self) -> Option<&str> {
        self.0.values.region.as_deref()
    }

    pub(crate) fn use_fips(&self) -> bool {
        self.0.values.use_fips == Some(true)
    }

    pub(crate) fn use_dual_stack(&self) -> bool {
        self.0.values.use_dual_stack == Some(true)
    }

    /// Returns the configured endpoint URL of the service with this SDK id (`CodeConnections`).
    pub(crate) fn endpoint_url(&self, sdk_id: &str) -> Result<Option<Uri>, ConfigError> {
        match self.0.endpoint_urls.of(sdk_id) {
            Some(url) => Ok(Some(url.clone())),
            None => Sources {
                environment: self.environment(),
                profiles: self.profiles(),
            }
            .endpoint_url(sdk_id),
        }
    }

    pub(crate) fn protocol(&self) -> Option<Protocol> {
        self.0.protocol
    }

    pub(crate) fn retry(&self) -> Option<&Retry> {
        self.0.values.retry.as_ref()
    }

    pub(crate) fn max_attempts(&self) -> Option<u32> {
        self.0.values.max_attempts
    }

    pub(crate) fn timeouts(&self) -> Timeouts {
        self.0.timeouts
    }

    /// Returns the maximum size of a received event, in bytes.
    #[cfg(feature = "event-streams")]
    pub(crate) fn max_event_size(&self) -> usize {
        self.0.max_event_size
    }

    pub(crate) fn app_id(&self) -> Option<&str> {
        self.0.values.app_id.as_deref()
    }

    /// Returns the libraries that the user agent names.
    pub(crate) fn frameworks(&self) -> &[Framework] {
        &self.0.frameworks
    }

    #[cfg_attr(
        not(any(test, feature = "http1")),
        expect(dead_code, reason = "it is for the transport that the feature brings")
    )]
    pub(crate) fn ca_bundle(&self) -> Option<PathBuf> {
        self.0.values.ca_bundle.clone()
    }

    /// Returns true if clock skew is corrected.
    pub(crate) fn skew_correction(&self) -> bool {
        self.0.values.disable_clock_skew_correction != Some(true)
    }

    pub(crate) fn account_id_endpoint_mode(&self) -> AccountIdEndpointMode {
        self.0.values.account_id_endpoint_mode.unwrap_or_default()
    }

    pub(crate) fn sigv4a_signing_region_set(&self) -> Option<&str> {
        self.0.values.sigv4a_signing_region_set.as_deref()
    }

    pub(crate) fn client_context(&self) -> &ClientContext {
        &self.0.client_context
    }

    /// Returns true if operations may add a prefix to the endpoint's host.
    pub(crate) fn host_prefixes(&self) -> bool {
        self.0.values.disable_host_prefix_injection != Some(true)
    }

    pub(crate) fn compression(&self) -> Compression {
        let values = &self.0.values;
        Compression {
            enabled: self.0.request_compression && values.disable_request_compression != Some(true),
            min_size: values.request_min_compression_size.unwrap_or(10_240),
        }
    }

    pub(crate) fn credentials(&self) -> Option<Arc<dyn ProvideCredentials>> {
        self.0.credentials.clone()
    }

    /// Returns true if this is a configuration [with other credentials](Self::with_credentials).
    pub(crate) fn has_own_credentials(&self) -> bool {
        self.1.is_some()
    }

    pub(crate) fn token(&self) -> Option<Arc<dyn ProvideToken>> {
        self.0.token.clone()
    }

    /// Returns the preferred authentication schemes, in order.
    pub(crate) fn auth_scheme_preference(&self) -> &[AuthScheme] {
        let preference = self.0.values.auth_scheme_preference.as_deref();
        preference.unwrap_or_default()
    }

    /// Returns true if code sets the preferred authentication schemes.
    pub(crate) fn prefers_auth_schemes_in_code(&self) -> bool {
        self.0.prefers_auth_schemes_in_code
    }

    pub(crate) fn transport(&self) -> Option<Arc<dyn Transport>> {
        self.0.transport.clone()
    }

    pub(crate) fn clock(&self) -> SharedClock {
        Arc::clone(&self.0.clock)
    }

    pub(crate) fn entropy(&self) -> Arc<Entropy> {
        Arc::clone(&self.0.entropy)
    }

    #[cfg(feature = "credentials")]
    pub(crate) fn mfa_code(&self) -> Option<Arc<AskMfaCode>> {
        self.0.mfa_code.clone()
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.0.environment
    }

    /// Returns the profile that code selects, which has precedence over variables.
    #[cfg_attr(
        not(any(test, feature = "credentials")),
        expect(dead_code, reason = "it is for the chain that the feature brings")
    )]
    pub(crate) fn chosen_profile(&self) -> Option<&str> {
        self.0.chosen_profile.as_deref()
    }

    pub(crate) fn profiles(&self) -> &Profiles {
        &self.0.profiles
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &*self.0;
        let mut shown = formatter.debug_struct("Config");
        settings.values.show(&mut shown);
        shown
            .field("endpoint_urls", &settings.endpoint_urls)
            .field("protocol", &settings.protocol)
            .field("frameworks", &settings.frameworks)
            .field("timeouts", &settings.timeouts)
            .field("client_context", &settings.client_context)
            .field("environment", &settings.environment)
            .field("profiles", &settings.profiles)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

//! Builder of configurations.

use super::environment::Environment;
use super::error::{ConfigError, Origin};
use super::profile::Profiles;
use super::settings::{self, Sources};
use super::shared::OfAllClients;
use super::timeouts::Timeouts;
use super::{AccountIdEndpointMode, Compression, Config, EndpointUrls, Settings};
use crate::Document;
use crate::credentials::ProvideCredentials;
use crate::endpoint::ClientContext;
use crate::entropy::{self, Entropy};
use crate::operation::Protocol;
use crate::retry::Retry;
use crate::time::{Clock, SharedClock, SystemClock};
use crate::transport::Transport;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// Builder of a [`Config`].
///
/// Values set here have precedence over environment variables and files, which are read only if an
/// [`environment`](Self::environment) is set.
///
/// ```
/// use runtime::{Config, Environment};
///
/// # fn main() -> Result<(), runtime::ConfigError> {
/// let variables = [("AWS_REGION", "eu-west-1"), ("AWS_USE_FIPS_ENDPOINT", "true")];
/// let no_files: [(&str, &str); 0] = [];
/// let config = Config::builder()
///     .environment(Environment::fixed(variables, no_files))
///     .region("us-east-1")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct ConfigBuilder {
    environment: Option<Environment>,
    profile: Option<String>,
    region: Option<String>,
    use_fips: Option<bool>,
    use_dual_stack: Option<bool>,
    endpoint_url: Option<String>,
    service_endpoint_urls: BTreeMap<String, String>,
    protocol: Option<Protocol>,
    retry: Option<Retry>,
    max_attempts: Option<u32>,
    timeouts: Timeouts,
    app_id: Option<String>,
    ca_bundle: Option<PathBuf>,
    disable_clock_skew_correction: Option<bool>,
    account_id_endpoint_mode: Option<AccountIdEndpointMode>,
    client_context: ClientContext,
    disable_host_prefix_injection: Option<bool>,
    disable_request_compression: Option<bool>,
    request_min_compression_size: Option<u32>,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<SharedClock>,
    entropy: Option<Arc<Entropy>>,
}

impl ConfigBuilder {
    /// Sets the source of environment variables and files: [`Environment::process`] for those of the process.
    ///
    /// It also enables requests to the metadata services of containers and EC2 instances, for credentials and the region;
    /// with [`Environment::empty`] these are the only source. By default nothing is read.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Selects a profile of the shared config files.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Sets the region, such as `us-east-1`, or a pseudo region, such as `aws-global`.
    ///
    /// A region is part of host names. It has 1 to 63 letters, digits and inner hyphens, at least one of them not a
    /// digit; upper case is converted to lower case. The same rules apply to regions from variables, profiles and
    /// single calls.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Enables endpoints with FIPS 140 cryptography.
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.use_fips = Some(use_fips);
        self
    }

    /// Enables dual-stack endpoints, which support IPv4 and IPv6.
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.use_dual_stack = Some(use_dual_stack);
        self
    }

    /// Sets the endpoint URL of every service without its own: `https` or `http`, a host, and an optional path.
    ///
    /// It is normalized as described at [`Endpoint::new`](crate::endpoint::Endpoint::new). The same rules apply to URLs
    /// from variables, profiles and single calls.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Sets the endpoint URL of the service with this SDK id, such as `CodeConnections`.
    pub fn service_endpoint_url(mut self, sdk_id: &str, url: impl Into<String>) -> Self {
        let name = settings::environment_name(sdk_id);
        self.service_endpoint_urls.insert(name, url.into());
        self
    }

    /// Sets the protocol of all calls. By default each service is called with the first that it supports of awsJson1_0,
    /// awsJson1_1 and rpcv2Cbor; the last needs the feature `cbor`.
    ///
    /// A call to a service that does not support the protocol is an error before anything is sent.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = Some(protocol);
        self
    }

    /// Sets the retry strategy.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Sets the maximum number of attempts of a call, including the first: at least 1.
    pub fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = Some(max_attempts);
        self
    }

    /// Sets the timeouts.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Sets the name of the application, which is sent in the user agent.
    ///
    /// It has letters, digits and ``!#$%&'*+-.^_`|~``; AWS recommends at most 50 characters.
    pub fn app_id(mut self, app_id: impl Into<String>) -> Self {
        self.app_id = Some(app_id.into());
        self
    }

    /// Sets the file of trusted certificates, in PEM, which replace those of the system.
    pub fn ca_bundle(mut self, path: impl Into<PathBuf>) -> Self {
        self.ca_bundle = Some(path.into());
        self
    }

    /// Disables the correction of clock skew: requests are signed with the local time, even if services report that it
    /// is wrong.
    ///
    /// By default the time is corrected by the `Date` of responses. A difference of at most four minutes is taken from
    /// any response; a larger one only from a response that rejects the signature with an error code of clock skew, and
    /// the call is retried. A proxy or captive portal with a wrong clock has no effect, nor has a date before 2012 or
    /// from 2100 on.
    pub fn disable_clock_skew_correction(mut self, disable: bool) -> Self {
        self.disable_clock_skew_correction = Some(disable);
        self
    }

    /// Sets the use of account-based endpoints.
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.account_id_endpoint_mode = Some(mode);
        self
    }

    /// Sets a parameter of endpoint rules that a service declares for its clients (`smithy.rules#clientContextParams`),
    /// by its name in the model: a string or a boolean. Services without a parameter of this name ignore it.
    pub fn endpoint_parameter(
        mut self,
        name: impl Into<String>,
        value: impl Into<Document>,
    ) -> Self {
        self.client_context = self.client_context.set(name, value);
        self
    }

    /// Disables host prefixes: the host is used as it is, even if an operation has a prefix for it, such as `data-`.
    ///
    /// AWS services need the prefix. As in the AWS SDKs, it is also added to the host of a configured URL; a local
    /// server or a VPC endpoint may not be reachable under the longer name.
    pub fn disable_host_prefix_injection(mut self, disable: bool) -> Self {
        self.disable_host_prefix_injection = Some(disable);
        self
    }

    /// Disables the compression of request bodies, for operations that allow it.
    pub fn disable_request_compression(mut self, disable: bool) -> Self {
        self.disable_request_compression = Some(disable);
        self
    }

    /// Sets the minimum size in bytes of request bodies to compress, for operations that allow it: at most 10,485,760,
    /// by default 10,240.
    pub fn request_min_compression_size(mut self, bytes: u32) -> Self {
        self.request_min_compression_size = Some(bytes);
        self
    }

    /// Sets the credentials provider. The default is the default chain (feature `credentials`) if an
    /// [environment](Self::environment) is set, and no provider otherwise.
    pub fn credentials(mut self, credentials: impl ProvideCredentials) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Sets the transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the clock. The default is the system clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Sets the source of random bytes. The default is the operating system.
    pub fn entropy(
        mut self,
        entropy: impl Fn() -> io::Result<[u8; 16]> + Send + Sync + 'static,
    ) -> Self {
        self.entropy = Some(Arc::new(entropy));
        self
    }

    /// Builds the configuration: reads the settings that are not set here, and validates all.
    ///
    /// # Errors
    /// If a file cannot be read, if the selected profile does not exist or has a malformed line, or if a value is
    /// invalid.
    pub fn build(self) -> Result<Config, ConfigError> {
        #[cfg(feature = "http1")]
        if self.transport.is_none() {
            crate::transport::check_proxies().map_err(|error| ConfigError::transport(&error))?;
        }
        let reads_environment = self.environment.is_some();
        let environment = self.environment.unwrap_or_else(Environment::empty);
        let profiles = Profiles::load_selecting(&environment, self.profile.clone())?;
        let sources = Sources {
            environment: &environment,
            profiles: &profiles,
        };
        let attempts = self.max_attempts.map(|attempts| attempts.to_string());
        let disable_skew_correction = sources.switch(
            self.disable_clock_skew_correction,
            &settings::DISABLE_CLOCK_SKEW_CORRECTION,
        )?;
        let account_id_endpoint_mode = sources.or(
            self.account_id_endpoint_mode,
            &settings::ACCOUNT_ID_ENDPOINT_MODE,
        )?;
        let disable_host_prefixes = sources.switch(
            self.disable_host_prefix_injection,
            &settings::DISABLE_HOST_PREFIX_INJECTION,
        )?;
        let compression = compression(
            self.disable_request_compression,
            self.request_min_compression_size,
            &sources,
        )?;
        let settings = Settings {
            region: sources.or_text(self.region, "region", &settings::REGION)?,
            use_fips: sources.switch(self.use_fips, &settings::USE_FIPS)?,
            use_dual_stack: sources.switch(self.use_dual_stack, &settings::USE_DUAL_STACK)?,
            endpoint_urls: endpoint_urls(self.endpoint_url, self.service_endpoint_urls)?,
            protocol: self.protocol,
            retry: sources.or(self.retry, &settings::RETRY_MODE)?,
            max_attempts: sources.or_text(attempts, "max_attempts", &settings::MAX_ATTEMPTS)?,
            timeouts: self.timeouts,
            app_id: sources.or_text(self.app_id, "app_id", &settings::APP_ID)?,
            ca_bundle: ca_bundle(self.ca_bundle, &sources)?,
            skew_correction: !disable_skew_correction,
            account_id_endpoint_mode: account_id_endpoint_mode.unwrap_or_default(),
            client_context: self.client_context,
            host_prefixes: !disable_host_prefixes,
            compression,
            credentials: self.credentials,
            transport: self.transport,
            clock: self.clock.unwrap_or_else(|| Arc::new(SystemClock::new())),
            entropy: self.entropy.unwrap_or_else(|| Arc::new(entropy::system)),
            chosen_profile: self.profile,
            reads_environment,
            environment,
            profiles,
            of_all_clients: OfAllClients::new(reads_environment),
        };
        Ok(Config(Arc::new(settings)))
    }
}

fn ca_bundle(code: Option<PathBuf>, sources: &Sources<'_>) -> Result<Option<PathBuf>, ConfigError> {
    match code {
        Some(path) => Ok(Some(path)),
        None => {
            let path = sources.get(&settings::CA_BUNDLE)?;
            Ok(path.map(|path| sources.environment.expand(&path)))
        }
    }
}

fn endpoint_urls(
    all: Option<String>,
    services: BTreeMap<String, String>,
) -> Result<EndpointUrls, ConfigError> {
    let parse = |url: String, setter| {
        let format = &settings::ENDPOINT_URL.format;
        format.parse(&url, Origin::Code(setter))
    };
    let services = services
        .into_iter()
        .map(|(name, url)| Ok((name, parse(url, "service_endpoint_url")?)));
    Ok(EndpointUrls {
        services: services.collect::<Result<_, _>>()?,
        all: all.map(|url| parse(url, "endpoint_url")).transpose()?,
    })
}

fn compression(
    disable: Option<bool>,
    min_size: Option<u32>,
    sources: &Sources<'_>,
) -> Result<Compression, ConfigError> {
    let setting = &settings::REQUEST_MIN_COMPRESSION_SIZE;
    let min_size = min_size.map(|size| size.to_string());
    let min_size = sources.or_text(min_size, "request_min_compression_size", setting)?;
    Ok(Compression {
        disabled: sources.switch(disable, &settings::DISABLE_REQUEST_COMPRESSION)?,
        min_size: min_size.unwrap_or(10_240),
    })
}

impl fmt::Debug for ConfigBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the URLs: they are unchecked, and a password may stand in them.
        formatter
            .debug_struct("ConfigBuilder")
            .field("environment", &self.environment)
            .field("profile", &self.profile)
            .field("region", &self.region)
            .field("use_fips", &self.use_fips)
            .field("use_dual_stack", &self.use_dual_stack)
            .field("protocol", &self.protocol)
            .field("retry", &self.retry)
            .field("max_attempts", &self.max_attempts)
            .field("timeouts", &self.timeouts)
            .field("app_id", &self.app_id)
            .field("ca_bundle", &self.ca_bundle)
            .finish_non_exhaustive()
    }
}

//! Builder of configurations.

use super::environment::Environment;
use super::error::{ConfigError, Origin};
use super::extensions::Extensions;
use super::framework;
use super::profile::Profiles;
use super::settings::{self, Sources};
use super::shared::OfAllClients;
use super::table::Values;
use super::timeouts::Timeouts;
use super::{Config, EndpointUrls, Settings};
use crate::Document;
#[cfg(feature = "credentials")]
use crate::credentials::{AskMfaCode, mfa_callback};
use crate::credentials::{ProvideCredentials, ProvideToken};
use crate::endpoint::ClientContext;
use crate::entropy::{self, Entropy};
use crate::operation::Protocol;
use crate::time::{Clock, SharedClock, SystemClock};
#[cfg(feature = "event-streams")]
use crate::transport::BODY_LIMIT;
#[cfg(feature = "credentials")]
use crate::transport::BoxError;
use crate::transport::Transport;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
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
    pub(super) values: Values,
    endpoint_url: Option<String>,
    service_endpoint_urls: BTreeMap<String, String>,
    protocol: Option<Protocol>,
    frameworks: Vec<(String, String)>,
    timeouts: Timeouts,
    request_compression: bool,
    #[cfg(feature = "event-streams")]
    max_event_size: Option<usize>,
    client_context: ClientContext,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    token: Option<Arc<dyn ProvideToken>>,
    transport: Option<Arc<dyn Transport>>,
    pub(super) extensions: Extensions,
    clock: Option<SharedClock>,
    entropy: Option<Arc<Entropy>>,
    #[cfg(feature = "credentials")]
    mfa_code: Option<Arc<AskMfaCode>>,
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

    /// Adds a library between the application and the client to the user agent: the name `orm` and the version `1.2.0`
    /// are sent as `lib/orm#1.2.0`. The version may be empty.
    ///
    /// Both have letters, digits and ``!#$%&'*+-.^_`|~``, with `#` sent as `-`. A library that is added twice is sent
    /// once, and at most ten are sent, those that were added first.
    pub fn framework(mut self, name: impl Into<String>, version: impl Into<String>) -> Self {
        self.frameworks.push((name.into(), version.into()));
        self
    }

    /// Sets the timeouts.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Enables the compression of request bodies with gzip, for operations that allow it. Disabled by default.
    ///
    /// [`disable_request_compression`](Self::disable_request_compression), also in a variable or a profile, has precedence.
    /// Bodies below the [minimum size](Self::request_min_compression_size) are not compressed.
    #[cfg(feature = "compression")]
    pub fn request_compression(mut self, enabled: bool) -> Self {
        self.request_compression = enabled;
        self
    }

    /// Sets the maximum size of a received event with its frame, in bytes, by default 64 MiB.
    ///
    /// A larger event is an error of its stream. Memory grows with the bytes that were received, whatever size an event
    /// declares.
    #[cfg(feature = "event-streams")]
    pub fn max_event_size(mut self, bytes: usize) -> Self {
        self.max_event_size = Some(bytes);
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

    /// Sets the credentials provider. The default is the default chain (feature `credentials`) if an
    /// [environment](Self::environment) is set, and no provider otherwise.
    pub fn credentials(mut self, credentials: impl ProvideCredentials) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Sets the provider of bearer tokens, for services that accept them.
    ///
    /// It has precedence over the token in a service's variable. The default (feature `credentials`) is the token of the
    /// selected profile's `sso_session` if an [environment](Self::environment) is set.
    ///
    /// It does not change the order of authentication schemes: if a service prefers signatures, and there are credentials,
    /// requests are signed, unless [`auth_scheme_preference`](Self::auth_scheme_preference) begins with
    /// [`Bearer`](crate::AuthScheme::Bearer).
    ///
    /// A token is sent only over TLS: `http` in the endpoint URL is an error, except for `localhost` and loopback
    /// addresses.
    pub fn token(mut self, token: impl ProvideToken) -> Self {
        self.token = Some(Arc::new(token));
        self
    }

    /// Sets the transport. With the feature `http1` the default is an `HttpTransport`, which is built when it is first
    /// needed; without that feature every call needs this setting.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the clock. The default is the system clock.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Sets the source of random bytes. The default is a generator for each thread and tokio runtime, with a key from the
    /// operating system.
    pub fn entropy(
        mut self,
        entropy: impl Fn() -> io::Result<[u8; 16]> + Send + Sync + 'static,
    ) -> Self {
        self.entropy = Some(Arc::new(entropy));
        self
    }

    /// Sets the callback that returns the code of a multi-factor authentication device, for profiles of the default chain
    /// with `mfa_serial`. It takes the serial number of the device, or its ARN, and returns six digits.
    ///
    /// It is called whenever the role is assumed: when credentials are first needed, and shortly before they expire, in
    /// the background. It has the timeout of a refresh of credentials, 180 s. A function that blocks, for instance on
    /// the standard input, belongs in `tokio::task::spawn_blocking`.
    ///
    /// ```
    /// use runtime::{Config, Environment};
    ///
    /// # async fn ask_for_code_of(serial: String) -> std::io::Result<String> { Ok(serial) }
    /// let builder = Config::builder()
    ///     .environment(Environment::process())
    ///     .mfa_code(|serial| async move { ask_for_code_of(serial).await });
    /// ```
    #[cfg(feature = "credentials")]
    pub fn mfa_code<F, E>(mut self, ask: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<String, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.mfa_code = Some(mfa_callback(ask));
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
        let prefers_auth_schemes_in_code = self.values.auth_scheme_preference.is_some();
        let environment = self.environment.unwrap_or_else(Environment::empty);
        let profiles = Profiles::load_selecting(&environment, self.profile.clone())?;
        let sources = Sources {
            environment: &environment,
            profiles: &profiles,
        };
        let settings = Settings {
            values: self.values.completed(&sources)?,
            endpoint_urls: endpoint_urls(self.endpoint_url, self.service_endpoint_urls)?,
            protocol: self.protocol,
            frameworks: framework::checked(self.frameworks)?,
            timeouts: self.timeouts,
            request_compression: self.request_compression,
            #[cfg(feature = "event-streams")]
            max_event_size: self.max_event_size.unwrap_or(BODY_LIMIT),
            client_context: self.client_context,
            credentials: self.credentials,
            token: self.token,
            prefers_auth_schemes_in_code,
            transport: self.transport,
            extensions: self.extensions,
            clock: self.clock.unwrap_or_else(|| Arc::new(SystemClock::new())),
            entropy: self.entropy.unwrap_or_else(|| Arc::new(entropy::draw)),
            #[cfg(feature = "credentials")]
            mfa_code: self.mfa_code,
            chosen_profile: self.profile,
            reads_environment,
            environment,
            profiles,
            of_all_clients: OfAllClients::new(reads_environment),
        };
        Ok(Config(Arc::new(settings), None))
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

impl fmt::Debug for ConfigBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("ConfigBuilder");
        shown
            .field("environment", &self.environment)
            .field("profile", &self.profile);
        self.values.show(&mut shown);
        // Not the URLs: they are unchecked, and a password may stand in them.
        shown
            .field("protocol", &self.protocol)
            .field("frameworks", &self.frameworks)
            .field("timeouts", &self.timeouts)
            .field("request_compression", &self.request_compression)
            .finish_non_exhaustive()
    }
}

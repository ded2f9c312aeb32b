//! Building a configuration.

use super::environment::Environment;
use super::error::{ConfigError, Origin};
use super::profile::Profiles;
use super::settings::{self, Sources};
use super::shared::OfAllClients;
use super::table::Values;
use super::timeouts::Timeouts;
use super::{Config, EndpointUrls, Settings};
use crate::Document;
use crate::credentials::ProvideCredentials;
use crate::endpoint::ClientContext;
use crate::entropy::{self, Entropy};
use crate::operation::Protocol;
use crate::time::{Clock, SharedClock, SystemClock};
use crate::transport::Transport;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::Arc;

/// Builds a [`Config`].
///
/// What is set here has precedence over variables and files, which are read only if [`environment`](Self::environment) is
/// called.
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
    timeouts: Timeouts,
    client_context: ClientContext,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    transport: Option<Arc<dyn Transport>>,
    clock: Option<SharedClock>,
    entropy: Option<Arc<Entropy>>,
}

impl ConfigBuilder {
    /// Sets the source of variables and files: [`Environment::process`] for those of the machine.
    ///
    /// It also allows requests to the metadata services of containers and EC2 instances, for credentials and the region; with
    /// [`Environment::empty`] it is these alone. Without it nothing is read.
    pub fn environment(mut self, environment: Environment) -> Self {
        self.environment = Some(environment);
        self
    }

    /// Selects a profile of the shared files.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// Sets the endpoint URL of every service that has none of its own: `https` or `http`, a host, and a path where
    /// services are not at the root.
    ///
    /// As from variables, profiles and single calls it is used in the form in which it is sent, which
    /// [`Endpoint::new`](crate::endpoint::Endpoint::new) describes.
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

    /// Sets the protocol that services are called with; by default each is called with the first that it has of awsJson1_0,
    /// awsJson1_1 and rpcv2Cbor, of which the last needs the feature `cbor`.
    ///
    /// A call to a service that has not this protocol fails before anything is sent.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = Some(protocol);
        self
    }

    /// Sets how long the parts of a call may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Sets a parameter of endpoint rules that a service declares for its clients (`smithy.rules#clientContextParams`), under
    /// the model's name for it: text or a boolean. Services without a parameter of this name do not look at it.
    pub fn endpoint_parameter(
        mut self,
        name: impl Into<String>,
        value: impl Into<Document>,
    ) -> Self {
        self.client_context = self.client_context.set(name, value);
        self
    }

    /// Sets the provider of credentials; by default it is the default chain (feature `credentials`) if an
    /// [environment](Self::environment) is given, and none otherwise.
    pub fn credentials(mut self, credentials: impl ProvideCredentials) -> Self {
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Sets what carries requests.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the clock; by default it is that of the machine.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Sets where random bytes come from; by default it is the operating system.
    pub fn entropy(
        mut self,
        entropy: impl Fn() -> io::Result<[u8; 16]> + Send + Sync + 'static,
    ) -> Self {
        self.entropy = Some(Arc::new(entropy));
        self
    }

    /// Reads what is not set here and checks everything.
    ///
    /// # Errors
    /// When a file cannot be read, the selected profile does not exist or has a line that does not follow the format, or a
    /// value is not what it should be.
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
        let settings = Settings {
            values: self.values.completed(&sources)?,
            endpoint_urls: endpoint_urls(self.endpoint_url, self.service_endpoint_urls)?,
            protocol: self.protocol,
            timeouts: self.timeouts,
            client_context: self.client_context,
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
        // Not the URLs: they are unchecked, and a password may stand in them.
        formatter
            .debug_struct("ConfigBuilder")
            .field("environment", &self.environment)
            .field("profile", &self.profile)
            .field("values", &self.values)
            .field("protocol", &self.protocol)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}

//! State shared by all calls of a client.

use super::auth::{self, AuthOption, DefaultScope};
use super::request::Overrides;
#[cfg(feature = "sigv4-s3express")]
use super::session::Sessions;
use crate::Document;
use crate::auth::AuthScheme;
use crate::config::{AccountIdEndpointMode, Config, ConfigError};
use crate::credentials::Token;
use crate::endpoint::library::is_valid_host_label;
use crate::endpoint::{self, BuiltIns, ClientContext, Endpoint};
use crate::entropy::Entropy;
use crate::error::ConstructionError;
use crate::features::Features;
use crate::headers::{Application, Trace, UserAgent};
use crate::operation::{Service, ServiceSetting};
use crate::protocol::{self, Rules};
use crate::retry::{RateLimiter, Retry, RetryFacts, RetryMode, RetryPolicy, TokenBucket};
use crate::sign::Signer;
use crate::skew::ClockSkew;
use crate::time::SharedClock;
#[cfg(feature = "tracing")]
use crate::tracer::Tracer;
use crate::transport::BoxError;
use http::{HeaderMap, Uri};
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock, Weak};

/// State shared by all calls of a client.
pub(super) struct Shared {
    pub(super) config: Config,
    pub(super) clock: SharedClock,
    pub(super) entropy: Arc<Entropy>,
    pub(super) skew: ClockSkew,
    pub(super) signer: Signer,
    pub(super) bucket: TokenBucket,
    pub(super) retry: Arc<dyn RetryPolicy>,
    /// Rate of attempts of calls in adaptive mode.
    limiter: RateLimiter,
    retry_mode: Option<RetryMode>,
    pub(super) retry_facts: RetryFacts,
    pub(super) service: &'static str,
    #[cfg(feature = "tracing")]
    pub(super) tracer: Tracer,
    /// Protocol of the calls, or the error if the service does not have the configured one.
    protocol: Result<&'static Rules, Arc<ConfigError>>,
    version: &'static str,
    signing_name: Option<&'static str>,
    /// Variable with the bearer token of the service.
    pub(super) token_variable: Option<String>,
    has_account_endpoints: bool,
    pub(super) trace: Trace,
    user_agent: OnceLock<UserAgent>,
    endpoint_url: OnceLock<Result<Option<String>, Arc<ConfigError>>>,
    settings: &'static [ServiceSetting],
    /// Parameters of the endpoint rules, if some have settings of the service.
    context: OnceLock<Result<ClientContext, Arc<ConfigError>>>,
    is_anonymous: bool,
    /// Sessions of buckets.
    #[cfg(feature = "sigv4-s3express")]
    pub(super) sessions: Sessions,
}

/// Property of an endpoint that lists codes for the user agent.
const METRIC_VALUES: &str = "metricValues";

/// Endpoint rules of an operation.
pub(super) type Resolve<'a> = dyn Fn(&BuiltIns<'_>) -> endpoint::Result + Sync + 'a;

/// Destination of requests, with the authentication schemes that it accepts.
#[derive(Clone)]
pub(super) struct Destination {
    pub(super) url: Uri,
    pub(super) headers: HeaderMap,
    /// Authentication schemes, in the order in which they are tried.
    pub(super) auth: Vec<AuthOption>,
    /// Bearer token of the service's variable.
    pub(super) token: Option<Token>,
    /// Features of the endpoint that the user agent lists.
    pub(super) features: Features,
}

impl Destination {
    /// Returns the region that requests are signed for, if it is one: those of SigV4a are a set.
    pub(super) fn signing_region(&self) -> Option<&str> {
        let mut options = self.auth.iter();
        let first = options.find(|it| it.scheme != AuthScheme::SigV4a);
        first?.region.as_deref()
    }
}

impl Shared {
    /// Creates the state of a client; `shared` is that state.
    pub(super) fn new<S: Service>(
        config: &Config,
        #[cfg_attr(
            not(feature = "sigv4-s3express"),
            expect(unused_variables, reason = "there are no sessions")
        )]
        shared: &Weak<Self>,
    ) -> Self {
        let bucket = TokenBucket::default();
        let retry = config.retry().cloned().unwrap_or_default();
        Self {
            config: config.clone(),
            clock: config.clock(),
            entropy: config.entropy(),
            skew: ClockSkew::new(config.skew_correction()),
            signer: Signer::default(),
            limiter: RateLimiter::default(),
            retry_mode: retry.mode(),
            retry: policy(retry, config, &bucket),
            bucket,
            retry_facts: RetryFacts::STANDARD
                .base(S::RETRY_BASE)
                .max_attempts(S::MAX_ATTEMPTS),
            service: S::SDK_ID,
            #[cfg(feature = "tracing")]
            tracer: S::TRACER,
            protocol: protocol::choose(
                S::SDK_ID,
                S::PROTOCOLS,
                const { protocol::table(S::PROTOCOLS) },
                config.protocol(),
            )
            .map_err(Arc::new),
            version: S::VERSION,
            signing_name: S::SIGNING_NAME,
            token_variable: S::SIGNING_NAME.map(auth::token_variable),
            has_account_endpoints: S::HAS_ACCOUNT_ENDPOINTS,
            trace: Trace::default(),
            user_agent: OnceLock::new(),
            endpoint_url: OnceLock::new(),
            settings: S::SETTINGS,
            context: OnceLock::new(),
            is_anonymous: S::ANONYMOUS
                && config
                    .auth_scheme_preference()
                    .contains(&AuthScheme::NoAuth),
            #[cfg(feature = "sigv4-s3express")]
            sessions: Sessions::new(shared),
        }
    }

    /// Returns the protocol of the calls.
    pub(super) fn protocol(
        &self,
        operation: &'static str,
    ) -> Result<&'static Rules, ConstructionError> {
        let protocol = self.protocol.clone();
        protocol.map_err(|error| ConstructionError::new(operation, 0, error.into()))
    }

    /// Returns true if endpoints depend on the account of the credentials.
    pub(super) fn needs_account(&self) -> bool {
        let mode = self.config.account_id_endpoint_mode();
        self.has_account_endpoints && mode != AccountIdEndpointMode::Disabled
    }

    /// Returns true if a call needs a region and none is configured for it.
    pub(super) fn lacks_region(&self, overrides: &Overrides, auth: &[AuthScheme]) -> bool {
        let is_configured = overrides.region.is_some() || self.config.region().is_some();
        let is_signed = auth.contains(&AuthScheme::SigV4);
        let has_url =
            || overrides.endpoint_url.is_some() || matches!(self.endpoint_url(), Ok(Some(_)));
        !is_configured && (is_signed || !has_url())
    }

    /// Returns the destination of a call's requests; `resolve` evaluates the endpoint rules.
    pub(super) fn destination(
        &self,
        operation: &'static str,
        overrides: &Overrides,
        auth: &[AuthScheme],
        account: Option<&str>,
        instance_region: Option<&str>,
        resolve: &Resolve<'_>,
    ) -> Result<Destination, BoxError> {
        let configured = match overrides.endpoint_url()? {
            Some(url) => Some(url.into()),
            None => self.endpoint_url()?.map(Cow::Borrowed),
        };
        let region = match overrides.region()? {
            Some(region) => Some(region.into()),
            None => self.config.region().or(instance_region).map(Cow::Borrowed),
        };
        let (configured, region) = (configured.as_deref(), region.as_deref());
        overrides.check_headers()?;
        if account.is_some_and(|it| !is_valid_host_label(it, false)) {
            return Err("the account id of the credentials, which the endpoint may depend on, is not a valid host \
                 label: expected letters, digits and inner hyphens".into());
        }
        let mode = self.config.account_id_endpoint_mode();
        let built_ins = BuiltIns {
            region,
            use_fips: self.config.use_fips(),
            use_dual_stack: self.config.use_dual_stack(),
            endpoint: configured,
            account_id: account,
            account_id_endpoint_mode: Some(AccountIdEndpointMode::as_str(mode)),
            context: Some(self.context()?),
        };
        let resolver = self.resolver(overrides);
        let endpoint = self.resolved(operation, resolver, built_ins, resolve)?;
        let token = match self.has_own_credentials(overrides) {
            true => None,
            false => self.token_of_variable(auth),
        };
        Ok(Destination {
            url: endpoint.url().clone(),
            headers: endpoint.headers().clone(),
            auth: self.auth(auth, &endpoint, region, token.is_some())?,
            token,
            features: self.endpoint_features(&endpoint, configured.is_some() || resolver.is_some()),
        })
    }

    /// Returns true if the credentials replace those of the configuration, whose tokens are another identity.
    pub(super) fn has_own_credentials(&self, overrides: &Overrides) -> bool {
        overrides.credentials.is_some() || self.config.has_own_credentials()
    }

    /// Returns the features of an endpoint; `is_overridden` is true if the caller sets it.
    fn endpoint_features(&self, endpoint: &Endpoint, is_overridden: bool) -> Features {
        let mut features = Features::NONE;
        if is_overridden {
            features |= Features::ENDPOINT_OVERRIDE;
        }
        if self.has_account_endpoints {
            features |= match self.config.account_id_endpoint_mode() {
                AccountIdEndpointMode::Preferred => Features::ACCOUNT_ID_MODE_PREFERRED,
                AccountIdEndpointMode::Disabled => Features::ACCOUNT_ID_MODE_DISABLED,
                AccountIdEndpointMode::Required => Features::ACCOUNT_ID_MODE_REQUIRED,
            };
        }
        // The codes that the rules themselves set, such as that of an endpoint of an account.
        let codes = endpoint.properties().get(METRIC_VALUES);
        let codes = codes.and_then(Document::as_array).into_iter().flatten();
        for code in codes.filter_map(Document::as_str) {
            features |= Features::coded(code);
        }
        features
    }

    /// Returns the configured endpoint URL, which is looked up once.
    fn endpoint_url(&self) -> Result<Option<&str>, Arc<ConfigError>> {
        let found = self.endpoint_url.get_or_init(|| {
            let url = self.config.endpoint_url(self.service).map_err(Arc::new)?;
            Ok(url.as_ref().map(endpoint::for_rules))
        });
        match found {
            Ok(url) => Ok(url.as_deref()),
            Err(error) => Err(Arc::clone(error)),
        }
    }

    /// Returns the parameters of the endpoint rules, which are looked up once.
    fn context(&self) -> Result<&ClientContext, Arc<ConfigError>> {
        if self.settings.is_empty() {
            return Ok(self.config.client_context());
        }
        let found = self
            .context
            .get_or_init(|| self.config.context_of(self.settings).map_err(Arc::new));
        found.as_ref().map_err(Arc::clone)
    }

    /// Returns the authentication schemes of a call to `endpoint`, in the order in which they are tried.
    fn auth(
        &self,
        modeled: &[AuthScheme],
        endpoint: &Endpoint,
        region: Option<&str>,
        has_token_variable: bool,
    ) -> Result<Vec<AuthOption>, BoxError> {
        let default = DefaultScope {
            name: self.signing_name,
            region,
            region_set: self.config.sigv4a_signing_region_set(),
        };
        let anonymous = self
            .is_anonymous
            .then(|| [modeled, &[AuthScheme::NoAuth]].concat());
        let modeled = anonymous.as_deref().unwrap_or(modeled);
        // Rules do not know which operations need no authentication.
        let of_endpoint = match modeled.iter().all(|it| *it == AuthScheme::NoAuth) {
            true => None,
            false => {
                let schemes = endpoint.auth_schemes();
                schemes.map_err(|error| error.of(self.service))?
            }
        };
        let preference = self.auth_preference(has_token_variable);
        let options = auth::options(modeled, of_endpoint, default, preference)?;
        // A later scheme may never be needed.
        match options.first() {
            Some(first) if first.scheme == AuthScheme::SigV4 && first.region.is_none() => {
                Err(self.config.no_region(self.service).into())
            }
            _ => Ok(options),
        }
    }

    /// Returns the policy of a call that overrides the retry strategy.
    pub(super) fn policy(&self, retry: &Retry) -> Arc<dyn RetryPolicy> {
        policy(retry.clone(), &self.config, &self.bucket)
    }

    /// Returns the retry mode of a call; `None` if it does not retry or has a custom policy.
    pub(super) fn retry_mode(&self, overrides: &Overrides) -> Option<RetryMode> {
        let own = overrides.retry.as_ref().map(Retry::mode);
        own.unwrap_or(self.retry_mode)
    }

    /// Returns the rate limiter of a call, which is that of the client, if the call is in adaptive mode.
    pub(super) fn limiter(&self, overrides: &Overrides) -> Option<&RateLimiter> {
        let is_adaptive = self.retry_mode(overrides) == Some(RetryMode::Adaptive);
        is_adaptive.then_some(&self.limiter)
    }

    /// Adds the user agent.
    pub(super) fn add_user_agent(
        &self,
        headers: &mut HeaderMap,
        features: Features,
    ) -> Result<(), BoxError> {
        let agent = match self.user_agent.get() {
            Some(agent) => agent,
            None => {
                let environment = self.config.environment();
                let application = Application {
                    id: self.config.app_id(),
                    frameworks: self.config.frameworks(),
                };
                let (service, version) = (self.service, self.version);
                let agent = UserAgent::new(service, version, environment, application, features)?;
                self.user_agent.get_or_init(|| agent)
            }
        };
        agent.add(headers, features)?;
        Ok(())
    }
}

/// Returns the retry policy; the number of attempts may be configured separately.
fn policy(retry: Retry, config: &Config, bucket: &TokenBucket) -> Arc<dyn RetryPolicy> {
    let retry = match config.max_attempts() {
        Some(max) => retry.or_max_attempts(max),
        None => retry,
    };
    retry.policy(bucket)
}

impl fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("service", &self.service)
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

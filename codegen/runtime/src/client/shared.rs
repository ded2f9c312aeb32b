//! State shared by all calls of a client.

use super::request::Overrides;
use super::scope::{Regions, Scope};
use crate::config::{AccountIdEndpointMode, Config, ConfigError};
use crate::endpoint::library::is_valid_host_label;
use crate::endpoint::{self, BuiltIns, Endpoint, EndpointError};
use crate::entropy::Entropy;
use crate::error::ConstructionError;
use crate::headers::{Metrics, Trace, UserAgent};
use crate::operation::{Auth, Service};
use crate::protocol::{self, Rules};
use crate::retry::{Retry, RetryFacts, RetryPolicy, TokenBucket};
use crate::sign::Signer;
use crate::skew::ClockSkew;
use crate::time::SharedClock;
use crate::transport::BoxError;
use http::{HeaderMap, Uri};
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// State shared by all calls of a client.
pub(super) struct Shared {
    pub(super) config: Config,
    pub(super) clock: SharedClock,
    pub(super) entropy: Arc<Entropy>,
    pub(super) skew: ClockSkew,
    pub(super) signer: Signer,
    pub(super) bucket: TokenBucket,
    pub(super) retry: Arc<dyn RetryPolicy>,
    pub(super) retry_facts: RetryFacts,
    pub(super) service: &'static str,
    /// Protocol of the calls, or the error if the service does not have the configured one.
    protocol: Result<&'static Rules, Arc<ConfigError>>,
    version: &'static str,
    signing_name: Option<&'static str>,
    has_account_endpoints: bool,
    is_retry_standard: bool,
    pub(super) trace: Trace,
    user_agent: OnceLock<UserAgent>,
    endpoint_url: OnceLock<Result<Option<String>, Arc<ConfigError>>>,
}

/// A region that all endpoint rules know.
const ANY_REGION: &str = "us-east-1";

/// Endpoint rules of an operation.
pub(super) type Resolve<'a> = dyn Fn(&BuiltIns<'_>) -> endpoint::Result + Sync + 'a;

/// Destination of requests, with the scope of their signature.
#[derive(Clone)]
pub(super) struct Destination {
    pub(super) url: Uri,
    pub(super) headers: HeaderMap,
    /// `None` if requests are not signed.
    pub(super) scope: Option<Scope>,
    /// True if the URL is configured rather than resolved by the service's rules.
    pub(super) is_overridden: bool,
}

impl Shared {
    pub(super) fn new<S: Service>(config: &Config) -> Self {
        let bucket = TokenBucket::default();
        let retry = config.retry().cloned().unwrap_or_default();
        Self {
            config: config.clone(),
            clock: config.clock(),
            entropy: config.entropy(),
            skew: ClockSkew::new(config.skew_correction()),
            signer: Signer::default(),
            is_retry_standard: retry.is_standard(),
            retry: policy(retry, config, &bucket),
            bucket,
            retry_facts: RetryFacts::STANDARD
                .base(S::RETRY_BASE)
                .max_attempts(S::MAX_ATTEMPTS),
            service: S::SDK_ID,
            protocol: protocol::choose(S::SDK_ID, S::PROTOCOLS, config.protocol())
                .map_err(Arc::new),
            version: S::VERSION,
            signing_name: S::SIGNING_NAME,
            has_account_endpoints: S::HAS_ACCOUNT_ENDPOINTS,
            trace: Trace::default(),
            user_agent: OnceLock::new(),
            endpoint_url: OnceLock::new(),
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
        self.has_account_endpoints
            && self.signing_name.is_some()
            && mode != AccountIdEndpointMode::Disabled
    }

    /// Returns true if a call needs a region and none is configured for it.
    pub(super) fn lacks_region(&self, overrides: &Overrides, auth: Auth) -> bool {
        let is_configured = overrides.region.is_some() || self.config.region().is_some();
        let is_signed = auth != Auth::None && self.signing_name.is_some();
        let has_url =
            || overrides.endpoint_url.is_some() || matches!(self.endpoint_url(), Ok(Some(_)));
        !is_configured && (is_signed || !has_url())
    }

    /// Returns the destination of a call's requests; `resolve` evaluates the endpoint rules.
    pub(super) fn destination(
        &self,
        overrides: &Overrides,
        auth: Auth,
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
            context: Some(self.config.client_context()),
        };
        let endpoint =
            resolve(&built_ins).map_err(|error| self.unresolved(error, built_ins, resolve))?;
        Ok(Destination {
            url: endpoint.url().clone(),
            headers: endpoint.headers().clone(),
            scope: match auth {
                Auth::None => None,
                Auth::Optional | Auth::Required => self.scope(&endpoint, region)?,
            },
            is_overridden: configured.is_some(),
        })
    }

    /// Returns the error of endpoint rules; if they reject a missing region, an error that says how to set one.
    ///
    /// The messages of rules differ from service to service. So the rules are evaluated again with a region: a different
    /// result means that the region was missing.
    fn unresolved(
        &self,
        error: EndpointError,
        built_ins: BuiltIns<'_>,
        resolve: &Resolve<'_>,
    ) -> BoxError {
        let with_region = BuiltIns {
            region: Some(ANY_REGION),
            ..built_ins
        };
        match built_ins.region {
            None if resolve(&with_region).as_ref() != Err(&error) => {
                self.config.no_region(self.service).into()
            }
            _ => error.into(),
        }
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

    /// Returns the scope of signatures for `endpoint`, whose own properties have precedence.
    fn scope(&self, endpoint: &Endpoint, region: Option<&str>) -> Result<Option<Scope>, BoxError> {
        let Some(name) = self.signing_name else {
            return Ok(None);
        };
        let signing = endpoint.signing().map_err(|error| error.of(self.service))?;
        let one = signing.region.or_else(|| region.map(str::to_owned));
        let regions = if signing.sigv4a {
            let configured = self.config.sigv4a_signing_region_set().map(str::to_owned);
            let set = configured.or(signing.region_set).or(one);
            set.map(Regions::Set)
        } else {
            one.map(Regions::One)
        };
        Ok(Some(Scope {
            name: signing.name.unwrap_or(name).to_owned(),
            regions: regions.ok_or_else(|| self.config.no_region(self.service))?,
        }))
    }

    /// Returns the policy of a call that overrides the retry strategy.
    pub(super) fn policy(&self, retry: &Retry) -> Arc<dyn RetryPolicy> {
        policy(retry.clone(), &self.config, &self.bucket)
    }

    /// Returns true if a call uses the standard retry strategy.
    pub(super) fn is_retry_standard(&self, overrides: &Overrides) -> bool {
        let own = overrides.retry.as_ref().map(Retry::is_standard);
        own.unwrap_or(self.is_retry_standard)
    }

    /// Adds the user agent.
    pub(super) fn add_user_agent(
        &self,
        headers: &mut HeaderMap,
        metrics: Metrics,
    ) -> Result<(), BoxError> {
        let agent = match self.user_agent.get() {
            Some(agent) => agent,
            None => {
                let environment = self.config.environment();
                let app_id = self.config.app_id();
                let agent =
                    UserAgent::new(self.service, self.version, environment, app_id, metrics)?;
                self.user_agent.get_or_init(|| agent)
            }
        };
        agent.add(headers, metrics)?;
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

//! What all calls of a client share.

use super::request::Overrides;
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

/// What all calls of a client share.
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
    /// What calls are made with; as an error, why they cannot be made with what is configured.
    protocol: Result<&'static Rules, Arc<ConfigError>>,
    version: &'static str,
    signing_name: Option<&'static str>,
    has_account_endpoints: bool,
    is_retry_standard: bool,
    pub(super) trace: Trace,
    user_agent: OnceLock<UserAgent>,
    endpoint_url: OnceLock<Result<Option<String>, Arc<ConfigError>>>,
}

/// A region that every set of endpoint rules knows.
const ANY_REGION: &str = "us-east-1";

/// The endpoint rules of an operation.
pub(super) type Resolve<'a> = dyn Fn(&BuiltIns<'_>) -> endpoint::Result + Sync + 'a;

/// Where requests go and what they are signed for.
#[derive(Clone)]
pub(super) struct Destination {
    pub(super) url: Uri,
    pub(super) headers: HeaderMap,
    /// `None` where requests are not signed.
    pub(super) scope: Option<Scope>,
    /// Whether the URL is configured, and not what the service's rules give.
    pub(super) is_overridden: bool,
}

/// What a signature is good for.
#[derive(Clone)]
pub(super) struct Scope {
    pub(super) name: String,
    pub(super) region: String,
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

    /// The protocol that calls are made with.
    pub(super) fn protocol(
        &self,
        operation: &'static str,
    ) -> Result<&'static Rules, ConstructionError> {
        let protocol = self.protocol.clone();
        protocol.map_err(|error| ConstructionError::new(operation, 0, error.into()))
    }

    /// Whether endpoints depend on the account that the credentials are of.
    pub(super) fn needs_account(&self) -> bool {
        let mode = self.config.account_id_endpoint_mode();
        self.has_account_endpoints
            && self.signing_name.is_some()
            && mode != AccountIdEndpointMode::Disabled
    }

    /// True if a call needs a region, and none is configured for it.
    pub(super) fn lacks_region(&self, overrides: &Overrides, auth: Auth) -> bool {
        let is_configured = overrides.region.is_some() || self.config.region().is_some();
        let is_signed = auth != Auth::None && self.signing_name.is_some();
        let has_url =
            || overrides.endpoint_url.is_some() || matches!(self.endpoint_url(), Ok(Some(_)));
        !is_configured && (is_signed || !has_url())
    }

    /// Where the requests of a call go, as `resolve` has it from the endpoint rules.
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
            return Err("the account id of the credentials, which the endpoint may depend on, is not a label of a host \
                 name: letters, digits and inner hyphens".into());
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

    /// The error of endpoint rules; if it is the missing region that they reject, it says how to set one.
    ///
    /// Rules word that as they like, or do not mention regions at all. So they are asked again with a region: what they say
    /// about anything else stays the same.
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

    /// The configured endpoint URL, looked for once.
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

    /// What requests to `endpoint` are signed for; the endpoint knows best.
    fn scope(&self, endpoint: &Endpoint, region: Option<&str>) -> Result<Option<Scope>, BoxError> {
        let Some(name) = self.signing_name else {
            return Ok(None);
        };
        let signing = endpoint.signing().map_err(|error| error.of(self.service))?;
        let region = signing.region.or_else(|| region.map(str::to_owned));
        let region = region.ok_or_else(|| self.config.no_region(self.service))?;
        Ok(Some(Scope {
            name: signing.name.unwrap_or(name).to_owned(),
            region,
        }))
    }

    /// The policy of a call that has a setting of its own.
    pub(super) fn policy(&self, retry: &Retry) -> Arc<dyn RetryPolicy> {
        policy(retry.clone(), &self.config, &self.bucket)
    }

    /// Whether a call is retried as the AWS SDKs do.
    pub(super) fn is_retry_standard(&self, overrides: &Overrides) -> bool {
        let own = overrides.retry.as_ref().map(Retry::is_standard);
        own.unwrap_or(self.is_retry_standard)
    }

    /// Says which client calls.
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

/// What decides on retries, where the number of attempts may be configured apart from how they are made.
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

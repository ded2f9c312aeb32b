//! Roles of STS: `AssumeRole`, and `AssumeRoleWithWebIdentity`, which is not signed.
//!
//! STS uses the AWS query protocol: <https://docs.aws.amazon.com/STS/latest/APIReference/>.

mod response;
mod session;
mod token;

use super::arn;
use super::context::ProviderContext;
use super::endpoint::{STS, ServiceEndpoint, default_region};
use super::http::{BuildRequest, Call, SERVICE};
use super::plan::{Role, WebIdentity};
use super::service_error::with_media_type;
use crate::config::Profiles;
use crate::credentials::{Credentials, CredentialsError, mfa};
use crate::endpoint::library::{Partition, parse_arn, partition};
use crate::error::{ErrorFacts, Fault, Retryable};
use crate::features::Features;
use crate::lock::lock;
use crate::retry::is_expired_credentials;
use crate::sign::Signing;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

pub(super) use session::DURATION_SECONDS;
pub(in crate::credentials) use session::{AssumeRoleRequest, RoleSession};
pub(in crate::credentials) use token::WebIdentityToken;

/// Transient errors: STS could not reach the identity provider, or could not get its keys in time.
const ERRORS: [ErrorFacts; 4] = [
    transient("IDPCommunicationError"),
    transient("IDPCommunicationErrorException"),
    transient("InvalidIdentityToken"),
    transient("InvalidIdentityTokenException"),
];

const fn transient(code: &'static str) -> ErrorFacts {
    ErrorFacts {
        code,
        fault: Fault::Client,
        status: Some(400),
        retryable: Some(Retryable::Transient),
        sensitive_message: false,
        query_code: None,
    }
}

/// Returns the credentials of a profile's `role`, assumed with `source`.
pub(super) async fn assume(
    context: &ProviderContext,
    profiles: &Profiles,
    role: &Role,
    source: &Credentials,
) -> Result<Credentials, CredentialsError> {
    let name = format!("profile {:?}", role.profile);
    let request = AssumeRoleRequest {
        session: RoleSession {
            role_arn: role.arn.clone(),
            name: role.session_name.clone(),
            duration: role.duration,
            ..RoleSession::default()
        },
        external_id: role.external_id.clone(),
        mfa_serial: role.mfa_serial.clone(),
        ..AssumeRoleRequest::default()
    };
    let assumed = assume_role(context, profiles, &name, &request, source).await;
    assumed.map_err(|refusal| refusal.error)
}

/// Error of `AssumeRole`.
pub(in crate::credentials) struct Refusal {
    pub(in crate::credentials) error: CredentialsError,
    /// True if STS reports that the credentials of the source have expired.
    pub(in crate::credentials) is_source_expired: bool,
}

impl From<CredentialsError> for Refusal {
    fn from(error: CredentialsError) -> Self {
        Self {
            error,
            is_source_expired: false,
        }
    }
}

/// Returns the credentials of a role, assumed with `source`; errors begin with `name`.
pub(in crate::credentials) async fn assume_role(
    context: &ProviderContext,
    profiles: &Profiles,
    name: &str,
    request: &AssumeRoleRequest,
    source: &Credentials,
) -> Result<Credentials, Refusal> {
    let sts = Sts::new(context, profiles, name, &request.session.role_arn)?;
    let code = match (&request.mfa_serial, &context.mfa_code) {
        (Some(serial), Some(ask)) => {
            let code = mfa::code(&**ask, serial).await;
            Some(code.map_err(|error| CredentialsError::because(&sts.name, error))?)
        }
        _ => None,
    };
    let parameters = request
        .parameters(&sts.default_session_name())
        .with_some("TokenCode", code.as_deref());
    let body = Bytes::from(parameters.into_string());
    let build = |time| {
        let mut request = sts.request(body.clone())?;
        let signing = Signing::sigv4("sts", &sts.endpoint.region, source, time);
        let signed = context.memory.signer.sign(&mut request, &signing);
        signed.map_err(CredentialsError::new)?;
        Ok(request)
    };
    let response = sts.send(&build).await?;
    // A service that finds another signature repeats the headers that it covers.
    let secrets = [
        source.secret_access_key(),
        source.token().unwrap_or_default(),
        code.as_deref().unwrap_or_default(),
    ];
    let assumed = sts.read(&response, &secrets).map_err(|error| Refusal {
        error,
        is_source_expired: error_code(&response).is_some_and(|it| is_expired_credentials(&it)),
    })?;
    Ok(assumed.with_features(source.features() | Features::CREDENTIALS_STS_ASSUME_ROLE))
}

/// Returns the credentials of the role of a profile or of the variables; errors begin with `name`.
pub(super) async fn assume_with_web_identity(
    context: &ProviderContext,
    profiles: &Profiles,
    name: &str,
    identity: &WebIdentity,
) -> Result<Credentials, CredentialsError> {
    let session = RoleSession {
        role_arn: identity.role_arn.clone(),
        name: identity.session_name.clone(),
        duration: identity.duration,
        ..RoleSession::default()
    };
    let token = WebIdentityToken::File(identity.token_file.clone().into());
    assume_role_with_web_identity(context, profiles, name, &session, &token).await
}

/// Returns the credentials of a role, assumed with `token`; errors begin with `name`.
pub(in crate::credentials) async fn assume_role_with_web_identity(
    context: &ProviderContext,
    profiles: &Profiles,
    name: &str,
    session: &RoleSession,
    token: &WebIdentityToken,
) -> Result<Credentials, CredentialsError> {
    let sts = Sts::new(context, profiles, name, &session.role_arn)?;
    let parameters = session.parameters("AssumeRoleWithWebIdentity", &sts.default_session_name());
    let failed = |error| CredentialsError::because(&sts.name, error);
    let token = token.current().await.map_err(failed)?;
    let sent = Mutex::default();
    let request = |_: SystemTime| {
        // Anew for each attempt: the file may have a new one by then.
        let token = token.read(&context.environment)?;
        let parameters = parameters.clone().with("WebIdentityToken", &token);
        *lock(&sent) = token;
        sts.request(Bytes::from(parameters.into_string()))
    };
    let response = sts.send(&request).await?;
    let token = sent.into_inner().unwrap_or_else(PoisonError::into_inner);
    let assumed = sts.read(&response, &[&token])?;
    Ok(assumed.with_features(Features::CREDENTIALS_STS_ASSUME_ROLE_WEB_ID))
}

/// Request of one role to STS.
struct Sts<'a> {
    context: &'a ProviderContext,
    endpoint: ServiceEndpoint,
    role_arn: &'a str,
    /// Prefix of errors.
    name: String,
}

impl<'a> Sts<'a> {
    fn new(
        context: &'a ProviderContext,
        profiles: &Profiles,
        name: &str,
        role_arn: &'a str,
    ) -> Result<Self, CredentialsError> {
        let name = format!("{name}: assuming {role_arn}");
        let wrong = |why: String| CredentialsError::message(format!("{name}: {why}"));
        let settings = context.settings(STS.sdk_id, profiles)?;
        let region = settings.region.as_deref();
        let region = region.unwrap_or_else(|| default_region(role_arn));
        let endpoint = ServiceEndpoint::new(&STS, region, &settings).map_err(wrong)?;
        Ok(Self {
            context,
            endpoint,
            role_arn,
            name,
        })
    }

    /// Returns the name of a session without a configured one, for the account's logs.
    fn default_session_name(&self) -> String {
        let now = self.context.clock.now();
        let since_1970 = now
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        format!("rust-{}", since_1970.as_secs())
    }

    fn request(&self, body: Bytes) -> Result<Request<Bytes>, CredentialsError> {
        let request = Request::post(self.endpoint.url("/"))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body);
        request.map_err(CredentialsError::new)
    }

    /// Sends the request that `request` builds.
    async fn send(&self, request: &BuildRequest<'_>) -> Result<Response<Bytes>, CredentialsError> {
        let call = Call {
            policy: SERVICE,
            request,
            error_code,
            errors: &ERRORS,
        };
        let response = call.send(self.context).await;
        response.map_err(|failed| failed.of(&self.name))
    }

    /// Reads the role's credentials; errors do not show `secrets`, which STS may repeat.
    fn read(
        &self,
        response: &Response<Bytes>,
        secrets: &[&str],
    ) -> Result<Credentials, CredentialsError> {
        let wrong = |why: String| CredentialsError::message(format!("{}: {why}", self.name));
        if !response.status().is_success() {
            let error = response::error(response.body());
            let hint = hint(self.role_arn, &self.endpoint.region);
            return Err(wrong(error.describe(response, secrets) + &hint));
        }
        let assumed = response::assumed(response.body());
        let assumed = assumed.map_err(|why| wrong(with_media_type(why, response)))?;
        let credentials = arn::with_role(assumed.credentials, self.role_arn);
        Ok(match &assumed.user_arn {
            Some(arn) => arn::with_role(credentials, arn),
            None => credentials,
        })
    }
}

fn error_code(response: &Response<Bytes>) -> Option<String> {
    response::error(response.body()).code
}

/// Returns a hint for the end of an error, if the role is in another partition than the region.
fn hint(role_arn: &str, region: &str) -> String {
    let own = parse_arn(role_arn).and_then(|arn| Partition::named(arn.partition));
    match (own, partition(region)) {
        (Some(own), asked) if own != asked => format!(
            "; the role is in the partition {}, but the region {region} of {}",
            own.name, asked.name
        ),
        _ => String::new(),
    }
}

//! Roles of STS: `AssumeRole`, and `AssumeRoleWithWebIdentity`, which is not signed.
//!
//! STS uses the AWS query protocol: <https://docs.aws.amazon.com/STS/latest/APIReference/>.

mod response;

use super::arn;
use super::context::ProviderContext;
use super::endpoint::{STS, ServiceEndpoint, default_region};
use super::http::{BuildRequest, Call, SERVICE};
use super::plan::{Role, WebIdentity};
use super::query::Parameters;
use super::service_error::with_media_type;
use crate::config::Profiles;
use crate::credentials::{Credentials, CredentialsError, mfa};
use crate::endpoint::library::{Partition, parse_arn, partition};
use crate::error::{ErrorFacts, Fault, Retryable};
use crate::sign::Signing;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

const VERSION: &str = "2011-06-15";

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

/// Returns the credentials of `role`, assumed with `source`.
pub(super) async fn assume(
    context: &ProviderContext,
    profiles: &Profiles,
    role: &Role,
    source: &Credentials,
) -> Result<Credentials, CredentialsError> {
    let name = format!("profile {:?}: assuming {}", role.profile, role.arn);
    let sts = Sts::new(context, profiles, name, &role.arn)?;
    let duration = role.duration.map(|seconds| seconds.to_string());
    let code = match (&role.mfa_serial, &context.mfa_code) {
        (Some(serial), Some(ask)) => {
            let code = mfa::code(&**ask, serial).await;
            Some(code.map_err(|error| CredentialsError::because(&sts.name, error))?)
        }
        _ => None,
    };
    let parameters = Parameters::of_action("AssumeRole", VERSION)
        .with("RoleArn", &role.arn)
        .with(
            "RoleSessionName",
            &sts.session_name(role.session_name.as_deref()),
        )
        .with_some("DurationSeconds", duration.as_deref())
        .with_some("ExternalId", role.external_id.as_deref())
        .with_some("SerialNumber", role.mfa_serial.as_deref())
        .with_some("TokenCode", code.as_deref());
    let body = Bytes::from(parameters.into_string());
    let request = |time| {
        let mut request = sts.request(body.clone())?;
        let signing = Signing {
            name: "sts",
            region: &sts.endpoint.region,
            credentials: source,
            time,
        };
        let signed = context.memory.signer.sign(&mut request, &signing);
        signed.map_err(CredentialsError::new)?;
        Ok(request)
    };
    let response = sts.send(&request).await?;
    // A service that finds another signature repeats the headers that it covers.
    let secrets = [
        source.secret_access_key(),
        source.token().unwrap_or_default(),
        code.as_deref().unwrap_or_default(),
    ];
    sts.read(&response, &secrets)
}

/// Returns the credentials of the role that `identity` names; errors begin with `name`.
pub(super) async fn assume_with_web_identity(
    context: &ProviderContext,
    profiles: &Profiles,
    name: &str,
    identity: &WebIdentity,
) -> Result<Credentials, CredentialsError> {
    let name = format!("{name}: assuming {}", identity.role_arn);
    let sts = Sts::new(context, profiles, name, &identity.role_arn)?;
    let session_name = sts.session_name(identity.session_name.as_deref());
    let duration = identity.duration.map(|seconds| seconds.to_string());
    let sent = Mutex::default();
    let request = |_: SystemTime| {
        // Anew for each attempt: the file may have a new one by then.
        let token = web_identity_token(context, &identity.token_file)?;
        let parameters = Parameters::of_action("AssumeRoleWithWebIdentity", VERSION)
            .with("RoleArn", &identity.role_arn)
            .with("RoleSessionName", &session_name)
            .with("WebIdentityToken", &token)
            .with_some("DurationSeconds", duration.as_deref());
        *sent.lock().unwrap_or_else(PoisonError::into_inner) = token;
        sts.request(Bytes::from(parameters.into_string()))
    };
    let response = sts.send(&request).await?;
    let token = sent.into_inner().unwrap_or_else(PoisonError::into_inner);
    sts.read(&response, &[&token])
}

fn web_identity_token(context: &ProviderContext, file: &str) -> Result<String, CredentialsError> {
    let path = context.environment.expand(file);
    let at = format!("the web identity token {}", path.display());
    let content = context
        .environment
        .read(&path)
        .map_err(|error| CredentialsError::because(format!("{at} cannot be read"), error))?;
    let token = str::from_utf8(&content).unwrap_or_default();
    let token = token.trim_start_matches('\u{feff}').trim();
    if token.is_empty() {
        return Err(CredentialsError::message(format!(
            "{at} is empty or not text"
        )));
    }
    Ok(token.to_owned())
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
        name: String,
        role_arn: &'a str,
    ) -> Result<Self, CredentialsError> {
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

    /// Returns the name of the session in the account's logs.
    fn session_name(&self, configured: Option<&str>) -> String {
        let now = self.context.clock.now();
        let since_1970 = now
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        configured.map_or_else(|| format!("rust-{}", since_1970.as_secs()), str::to_owned)
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
            error_code: |response| response::error(response.body()).code,
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

//! Parameters of the requests for a role.

use crate::credentials::CredentialsError;
use crate::credentials::chain::query::Parameters;
use crate::endpoint::library::parse_arn;
use crate::error::OneLine;
use std::fmt;
use std::ops::RangeInclusive;
use std::time::Duration;

const VERSION: &str = "2011-06-15";

/// Seconds that STS accepts as the duration of a session: its API, `DurationSeconds` of `AssumeRole`.
pub(in crate::credentials) const DURATION_SECONDS: RangeInclusive<u32> = 900..=43_200;

/// Parameters of a session that each request for a role has.
#[derive(Clone, Default)]
pub(in crate::credentials) struct RoleSession {
    pub(in crate::credentials) role_arn: String,
    pub(in crate::credentials) name: Option<String>,
    /// In seconds.
    pub(in crate::credentials) duration: Option<u32>,
    /// Inline session policy.
    pub(in crate::credentials) policy: Option<String>,
    /// Managed session policies.
    pub(in crate::credentials) policy_arns: Vec<String>,
}

/// Parameters of `AssumeRole`.
#[derive(Clone, Default)]
pub(in crate::credentials) struct AssumeRoleRequest {
    pub(in crate::credentials) session: RoleSession,
    pub(in crate::credentials) external_id: Option<String>,
    /// Keys and values.
    pub(in crate::credentials) tags: Vec<(String, String)>,
    pub(in crate::credentials) transitive_tag_keys: Vec<String>,
    pub(in crate::credentials) source_identity: Option<String>,
    /// Serial number or ARN of the device whose code the role requires.
    pub(in crate::credentials) mfa_serial: Option<String>,
}

impl RoleSession {
    /// Checks the parameters that were set in code, and sets the duration. `builder` is the name of the type that has
    /// the setters.
    pub(in crate::credentials) fn checked(
        mut self,
        builder: &str,
        duration: Option<Duration>,
    ) -> Result<Self, CredentialsError> {
        if parse_arn(&self.role_arn).is_none() {
            return Err(CredentialsError::message(format!(
                "{builder}: expected the ARN of a role, such as arn:aws:iam::123456789012:role/name, got {:?}",
                OneLine(&self.role_arn)
            )));
        }
        if let Some(duration) = duration {
            self.duration = seconds(duration);
            if self.duration.is_none() {
                let (least, most) = (DURATION_SECONDS.start(), DURATION_SECONDS.end());
                return Err(CredentialsError::message(format!(
                    "{builder}::duration: expected whole seconds from {least} s to {most} s, got {duration:?}"
                )));
            }
        }
        Ok(self)
    }

    /// Returns the parameters of `action`.
    pub(super) fn parameters(&self, action: &str, default_name: &str) -> Parameters {
        let duration = self.duration.map(|seconds| seconds.to_string());
        Parameters::of_action(action, VERSION)
            .with("RoleArn", &self.role_arn)
            .with(
                "RoleSessionName",
                self.name.as_deref().unwrap_or(default_name),
            )
            .with_some("DurationSeconds", duration.as_deref())
            .with_some("Policy", self.policy.as_deref())
            .with_list("PolicyArns", "arn", texts(&self.policy_arns))
    }
}

impl AssumeRoleRequest {
    /// Returns the parameters.
    pub(super) fn parameters(&self, default_name: &str) -> Parameters {
        let keys = self.tags.iter().map(|(key, _)| key.as_str());
        let values = self.tags.iter().map(|(_, value)| value.as_str());
        let parameters = self.session.parameters("AssumeRole", default_name);
        parameters
            .with_some("ExternalId", self.external_id.as_deref())
            .with_list("Tags", "Key", keys)
            .with_list("Tags", "Value", values)
            .with_list("TransitiveTagKeys", "", texts(&self.transitive_tag_keys))
            .with_some("SourceIdentity", self.source_identity.as_deref())
            .with_some("SerialNumber", self.mfa_serial.as_deref())
    }
}

fn texts(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(String::as_str)
}

/// Returns the duration of a session in seconds, if STS accepts it.
fn seconds(duration: Duration) -> Option<u32> {
    let seconds = u32::try_from(duration.as_secs()).ok()?;
    let is_whole = duration.subsec_nanos() == 0;
    (is_whole && DURATION_SECONDS.contains(&seconds)).then_some(seconds)
}

impl fmt::Debug for RoleSession {
    /// Shows neither policies nor other parameters that may be confidential.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RoleSession")
            .field("role_arn", &self.role_arn)
            .field("name", &self.name)
            .field("duration", &self.duration)
            .finish_non_exhaustive()
    }
}

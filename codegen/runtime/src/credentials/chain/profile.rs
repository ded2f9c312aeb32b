//! Credential settings of a profile.
//!
//! Chains of roles that are assumed with the credentials of another profile, and sessions of IAM Identity Center with
//! their own section, are resolved here, without any request. A key that is not supported, and keys that conflict, are
//! errors: no other source may replace a configured profile.

mod sso;

use super::plan::{Base, Command, Plan, Role, WebIdentity};
use super::sts::DURATION_SECONDS;
use crate::config::{Profiles, Section};
use crate::credentials::{Credentials, CredentialsError};
use std::fmt;

pub(super) use sso::session as sso_session;

const ACCESS_KEY_ID: &str = "aws_access_key_id";
const SECRET_ACCESS_KEY: &str = "aws_secret_access_key";
const ACCOUNT_ID: &str = "aws_account_id";
const ROLE_ARN: &str = "role_arn";
const SOURCE_PROFILE: &str = "source_profile";
const MFA_SERIAL: &str = "mfa_serial";
const LOGIN_SESSION: &str = "login_session";
const CREDENTIAL_SOURCE: &str = "credential_source";
const WEB_IDENTITY_TOKEN_FILE: &str = "web_identity_token_file";

/// Returns the plan of the profile `name`; `None` if it has no credential settings.
pub(super) fn plan(profiles: &Profiles, name: &str) -> Result<Option<Plan>, CredentialsError> {
    let Some(mut profile) = Profile::find(profiles, name)? else {
        return Ok(None);
    };
    let mut path = Vec::new();
    let mut roles = Vec::new();
    let base = loop {
        // The keys of a source come before its role, as they do for the SDKs.
        if !path.is_empty() && profile.has_keys() {
            break Some(Base::Keys(profile.keys()?));
        }
        path.push(profile.name);
        let Some((role, source)) = profile.role()? else {
            break profile.base(profiles)?;
        };
        roles.push(role);
        match source {
            Source::Base(base) => break Some(base),
            Source::Profile(next) if next == profile.name => break Some(profile.own_keys()?),
            Source::Profile(next) => profile = profile.source(profiles, next, &path)?,
        }
    };
    let profile = profile.name.to_owned();
    match base {
        Some(base) => {
            roles.reverse();
            Ok(Some(Plan {
                profile,
                base,
                roles,
            }))
        }
        None if roles.is_empty() => Ok(None),
        None => Err(CredentialsError::message(format!(
            "profile {profile:?} is the source of a role and has no credentials: add credentials or a role to it"
        ))),
    }
}

/// Source of the credentials that a role is assumed with.
enum Source<'a> {
    Profile(&'a str),
    Base(Base),
}

/// A section and its name.
#[derive(Clone, Copy)]
struct Profile<'a> {
    name: &'a str,
    section: &'a Section,
}

impl<'a> Profile<'a> {
    fn find(profiles: &'a Profiles, name: &'a str) -> Result<Option<Self>, CredentialsError> {
        let section = profiles.profile(name).map_err(CredentialsError::new)?;
        Ok(section.map(|section| Self { name, section }))
    }

    /// Returns the profile `next`, the source of this one's credentials, which must not be on `path` already.
    fn source(
        self,
        profiles: &'a Profiles,
        next: &'a str,
        path: &[&str],
    ) -> Result<Self, CredentialsError> {
        if path.contains(&next) {
            let circle = [path, &[next]].concat().join(" → ");
            let why = format_args!("source profiles form a cycle: {circle}");
            return Err(self.wrong(SOURCE_PROFILE, why));
        }
        Self::find(profiles, next)?.ok_or_else(|| {
            let why = format_args!("there is no profile {next:?}");
            self.wrong(SOURCE_PROFILE, why)
        })
    }

    /// Returns the role of this profile and its source, if it has a role.
    fn role(self) -> Result<Option<(Role, Source<'a>)>, CredentialsError> {
        let Some(arn) = self.get(ROLE_ARN) else {
            return Ok(None);
        };
        let role = Role {
            profile: self.name.to_owned(),
            arn: arn.to_owned(),
            session_name: self.owned("role_session_name"),
            external_id: self.owned("external_id"),
            mfa_serial: self.owned(MFA_SERIAL),
            duration: self.duration()?,
        };
        let keys = [SOURCE_PROFILE, CREDENTIAL_SOURCE, WEB_IDENTITY_TOKEN_FILE];
        match keys.map(|key| self.get(key)) {
            [Some(profile), None, None] => Ok(Some((role, Source::Profile(profile)))),
            [None, Some(source), None] => {
                let base = self.credential_source(source)?;
                Ok(Some((role, Source::Base(base))))
            }
            [None, None, Some(_)] if role.mfa_serial.is_some() => {
                let why = "a role that is assumed with web_identity_token_file does not require a code: remove one of them";
                Err(self.wrong(MFA_SERIAL, why))
            }
            [None, None, Some(_)] => Ok(None),
            _ => {
                let why = "a role needs exactly one of source_profile, credential_source and \
                           web_identity_token_file";
                Err(self.wrong(ROLE_ARN, why))
            }
        }
    }

    fn credential_source(self, source: &str) -> Result<Base, CredentialsError> {
        match source {
            "Environment" => Ok(Base::Environment),
            "Ec2InstanceMetadata" => Ok(Base::Instance),
            "EcsContainer" => Ok(Base::Container),
            other => {
                let why = format_args!(
                    "expected Environment, Ec2InstanceMetadata or EcsContainer, got {other:?}"
                );
                Err(self.wrong(CREDENTIAL_SOURCE, why))
            }
        }
    }

    /// Returns the credentials of this profile itself.
    fn base(self, profiles: &Profiles) -> Result<Option<Base>, CredentialsError> {
        if let Some(identity) = self.web_identity()? {
            return Ok(Some(Base::WebIdentity(identity)));
        }
        // The order of botocore.
        let signs_in = ["sso_account_id", "sso_role_name"];
        if signs_in.iter().any(|key| self.get(key).is_some()) {
            return self.sso(profiles).map(|sso| sso.map(Base::Sso));
        }
        let are_in = |key| profiles.is_in_credentials_file(self.section, key);
        if [ACCESS_KEY_ID, SECRET_ACCESS_KEY].into_iter().any(are_in) && self.has_keys() {
            return self.keys().map(|keys| Some(Base::Keys(keys)));
        }
        if let Some(session) = self.owned(LOGIN_SESSION) {
            return self.login(session).map(Some);
        }
        if let Some(command) = self.owned("credential_process") {
            return Ok(Some(Base::Process {
                command: Command(command),
                account: self.owned(ACCOUNT_ID),
            }));
        }
        if self.has_keys() {
            return self.keys().map(|keys| Some(Base::Keys(keys)));
        }
        // A sign-in that is for something else than credentials, as long as there are some: for tokens of services.
        if let Some(sso) = self.sso(profiles)? {
            return Ok(Some(Base::Sso(sso)));
        }
        let idle = LEFT_OVER.iter().find(|(key, _)| self.get(key).is_some());
        idle.map_or(Ok(None), |(key, why)| Err(self.wrong(key, why)))
    }

    #[cfg(feature = "login")]
    #[expect(
        clippy::unnecessary_wraps,
        reason = "without the feature it is an error"
    )]
    fn login(self, session: String) -> Result<Base, CredentialsError> {
        Ok(Base::Login(session))
    }

    #[cfg(not(feature = "login"))]
    fn login(self, _: String) -> Result<Base, CredentialsError> {
        let why = "a session of `aws login` needs the feature `login` of this crate: enable it, or use another profile, \
                   which runs `aws configure export-credentials` as its credential_process";
        Err(self.wrong(LOGIN_SESSION, why))
    }

    fn web_identity(self) -> Result<Option<WebIdentity>, CredentialsError> {
        let file = self.owned(WEB_IDENTITY_TOKEN_FILE);
        let (Some(role_arn), Some(token_file)) = (self.owned(ROLE_ARN), file) else {
            return Ok(None);
        };
        Ok(Some(WebIdentity {
            role_arn,
            token_file,
            session_name: self.owned("role_session_name"),
            duration: self.duration()?,
        }))
    }

    fn has_keys(self) -> bool {
        [ACCESS_KEY_ID, SECRET_ACCESS_KEY]
            .iter()
            .any(|key| self.get(key).is_some())
    }

    fn keys(self) -> Result<Credentials, CredentialsError> {
        let id = self.need(ACCESS_KEY_ID, SECRET_ACCESS_KEY)?;
        let secret = self.need(SECRET_ACCESS_KEY, ACCESS_KEY_ID)?;
        let mut credentials = Credentials::new(id, secret);
        // The second is what boto has once called it, and still reads.
        let mut tokens = ["aws_session_token", "aws_security_token"].iter();
        if let Some(token) = tokens.find_map(|key| self.get(key)) {
            credentials = credentials.session_token(token);
        }
        if let Some(account) = self.get(ACCOUNT_ID) {
            credentials = credentials.account_id(account);
        }
        Ok(credentials)
    }

    /// Returns the keys of a profile that is its own source.
    fn own_keys(self) -> Result<Base, CredentialsError> {
        if self.has_keys() {
            return self.keys().map(Base::Keys);
        }
        let why =
            "a profile that is its own source needs aws_access_key_id and aws_secret_access_key";
        Err(self.wrong(SOURCE_PROFILE, why))
    }

    fn duration(self) -> Result<Option<u32>, CredentialsError> {
        let key = "duration_seconds";
        let Some(text) = self.get(key) else {
            return Ok(None);
        };
        let number = text.parse().ok();
        match number.filter(|seconds| DURATION_SECONDS.contains(seconds)) {
            Some(seconds) => Ok(Some(seconds)),
            None => {
                let why = format_args!("expected a number from 900 to 43200, got {text:?}");
                Err(self.wrong(key, why))
            }
        }
    }

    fn get(self, key: &str) -> Option<&'a str> {
        value(self.section, key)
    }

    fn owned(self, key: &str) -> Option<String> {
        self.get(key).map(str::to_owned)
    }

    /// Returns the value of a key that is required by the key `present`.
    fn need(self, key: &str, present: &str) -> Result<&'a str, CredentialsError> {
        self.get(key)
            .ok_or_else(|| self.wrong(present, format_args!("the profile also needs {key}")))
    }

    /// Creates an error about a key of this profile.
    fn wrong(self, key: &str, why: impl fmt::Display) -> CredentialsError {
        let profile = format!("profile {:?}", self.name);
        CredentialsError::message(match self.section.origin(profile, key, None) {
            Some(origin) => format!("{origin}: {why}"),
            None => format!("profile {:?}, key {key}: {why}", self.name),
        })
    }
}

/// Returns the value of a key; an empty one counts as missing.
fn value<'a>(section: &'a Section, key: &str) -> Option<&'a str> {
    let value = section.get(key).map(str::trim);
    value.filter(|value| !value.is_empty())
}

/// Keys that need credentials in a profile without any, with the reason.
const LEFT_OVER: [(&str, &str); 3] = [
    (SOURCE_PROFILE, "the profile also needs role_arn"),
    (CREDENTIAL_SOURCE, "the profile also needs role_arn"),
    (WEB_IDENTITY_TOKEN_FILE, "the profile also needs role_arn"),
];

#[cfg(test)]
mod tests;

//! Settings of a profile for IAM Identity Center.

use super::{Profile, value};
use crate::config::Profiles;
use crate::credentials::CredentialsError;
use crate::credentials::chain::plan::{Sso, SsoSession};
use crate::endpoint;
use crate::error::OneLine;
use std::fmt;

const SSO_SESSION: &str = "sso_session";

/// Returns the session of the profile `name`, for bearer tokens; `None` if it has no `sso_session`.
pub(in crate::credentials::chain) fn session(
    profiles: &Profiles,
    name: &str,
) -> Result<Option<SsoSession>, CredentialsError> {
    match Profile::find(profiles, name)? {
        Some(profile) if profile.get(SSO_SESSION).is_some() => {
            profile.sso_session(profiles, SSO_SESSION).map(Some)
        }
        _ => Ok(None),
    }
}

impl<'a> Profile<'a> {
    pub(super) fn sso(self, profiles: &Profiles) -> Result<Option<Sso>, CredentialsError> {
        let keys = [
            SSO_SESSION,
            "sso_start_url",
            "sso_account_id",
            "sso_role_name",
        ];
        let Some(present) = keys.into_iter().find(|key| self.get(key).is_some()) else {
            return Ok(None);
        };
        let account_id = self.need("sso_account_id", present)?.to_owned();
        let role_name = self.need("sso_role_name", present)?.to_owned();
        Ok(Some(Sso {
            session: self.sso_session(profiles, present)?,
            account_id,
            role_name,
        }))
    }

    /// Returns the session of this profile, whose settings are required by the key `present`.
    fn sso_session(
        self,
        profiles: &Profiles,
        present: &str,
    ) -> Result<SsoSession, CredentialsError> {
        let (region, name, sign_in) = match self.get(SSO_SESSION) {
            None => {
                let region = self.need("sso_region", present)?;
                let start_url = self.need("sso_start_url", present)?;
                let sign_in = format!("aws sso login --profile {}", self.name);
                (region, start_url, sign_in)
            }
            Some(name) => {
                let region = self.of_session(profiles, name, "sso_region")?;
                self.of_session(profiles, name, "sso_start_url")?;
                let sign_in = format!("aws sso login --sso-session {name}");
                (region, name, sign_in)
            }
        };
        Ok(SsoSession {
            name: name.to_owned(),
            is_renewable: self.get(SSO_SESSION).is_some(),
            sign_in,
            region: self.sso_region(region)?,
        })
    }

    /// Returns the region that `text` of this profile or its session names.
    fn sso_region(self, text: &str) -> Result<String, CredentialsError> {
        endpoint::region(text).ok_or_else(|| {
            let (expected, got) = (endpoint::EXPECTED_REGION, OneLine(text));
            match self.get(SSO_SESSION) {
                None => self.wrong(
                    "sso_region",
                    format_args!("expected {expected}, got {got:?}"),
                ),
                Some(name) => {
                    let why = format_args!(
                        "expected {expected}, got {got:?} as sso_region of [sso-session {name}]"
                    );
                    self.wrong(SSO_SESSION, why)
                }
            }
        })
    }

    /// Returns the value of `key` in the session `name` of this profile; the profile may repeat it but not contradict
    /// it.
    fn of_session<'b>(
        self,
        profiles: &'b Profiles,
        name: &str,
        key: &str,
    ) -> Result<&'b str, CredentialsError> {
        let wrong = |why: fmt::Arguments<'_>| self.wrong(SSO_SESSION, why);
        let session = profiles
            .sso_session(name)
            .map_err(CredentialsError::new)?
            .ok_or_else(|| wrong(format_args!("there is no section [sso-session {name}]")))?;
        let value = value(session, key)
            .ok_or_else(|| wrong(format_args!("[sso-session {name}] has no {key}")))?;
        match self.get(key) {
            Some(own) if own != value => {
                let why = format_args!("{own:?} contradicts {value:?} of [sso-session {name}]");
                Err(self.wrong(key, why))
            }
            _ => Ok(value),
        }
    }
}

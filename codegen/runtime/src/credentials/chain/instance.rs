//! Metadata service of an EC2 instance: the credentials of its role, and its region.
//!
//! Only version 2 of the service is used, whose tokens protect against forged requests.

mod metadata;
mod settings;

pub(super) use metadata::region;

use super::context::ProviderContext;
use super::json::Object;
use super::keys;
use crate::config::Section;
use crate::credentials::{Credentials, CredentialsError};
use crate::features::Features;
use crate::lock::lock;
use metadata::Metadata;
use std::sync::MutexGuard;

/// Cached facts about the instance.
#[derive(Clone, Default)]
pub(super) struct Discovered {
    api: Option<Api>,
    role: Option<String>,
    /// True after credentials were returned once: from then on, finding none is a failure.
    is_on_instance: bool,
}

/// Paths of credentials in the metadata service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Api {
    /// With the account; tried first.
    Extended,
    Legacy,
}

impl Api {
    const fn folder(self) -> &'static str {
        match self {
            Self::Extended => "/latest/meta-data/iam/security-credentials-extended/",
            Self::Legacy => "/latest/meta-data/iam/security-credentials/",
        }
    }
}

/// Returns the credentials of the instance's role; `profile` may name the metadata endpoint, and errors begin with
/// `name`.
///
/// # Errors
/// [Not found](CredentialsError::is_not_found) if the metadata service is disabled or does not respond, or if the
/// instance has no role. After credentials were returned once, all of these are failures.
pub(super) async fn credentials(
    context: &ProviderContext,
    name: &str,
    profile: Option<&Section>,
) -> Result<Credentials, CredentialsError> {
    match find(context, name, profile).await {
        Ok(credentials) => {
            discovered(context).is_on_instance = true;
            Ok(credentials.with_features(Features::CREDENTIALS_IMDS))
        }
        Err(error) if discovered(context).is_on_instance => Err(error.into_failure()),
        Err(error) => Err(error),
    }
}

async fn find(
    context: &ProviderContext,
    name: &str,
    profile: Option<&Section>,
) -> Result<Credentials, CredentialsError> {
    let mut metadata = Metadata::open(context, name, profile).await?;
    let known = discovered(context).clone();
    let mut search = Search {
        configured: metadata.configured_role(),
        api: known.api,
        role: known.role,
    };
    let found = search.run(&mut metadata).await;
    let mut known = discovered(context);
    (known.api, known.role) = (search.api, search.role);
    drop(known);
    let (role, body) = found?;
    let wrong =
        |why: String| metadata.wrong(format!("the response of the metadata service: {why}"));
    let object = Object::parse(body.as_bytes()).map_err(|error| wrong(error.to_string()))?;
    check_code(&object).map_err(wrong)?;
    let credentials = keys::credentials(&object).map_err(wrong)?;
    match (credentials.token(), credentials.expiry()) {
        (Some(_), Some(_)) => Ok(credentials.role_name(role)),
        (None, _) => Err(wrong("Token is missing".to_owned())),
        (_, None) => Err(wrong("Expiration is missing".to_owned())),
    }
}

fn discovered(context: &ProviderContext) -> MutexGuard<'_, Discovered> {
    let discovered = &context.memory.instance;
    lock(discovered)
}

/// Checks that an object is not an error; only a known code is shown.
fn check_code(object: &Object) -> Result<(), String> {
    match object.text("Code")? {
        None => Ok(()),
        Some(code) if code.eq_ignore_ascii_case("Success") => Ok(()),
        Some("AssumeRoleUnauthorizedAccess") => Err(
            "AssumeRoleUnauthorizedAccess: EC2 may not assume the role of the instance; its trust policy must name \
             ec2.amazonaws.com"
                .to_owned(),
        ),
        Some(_) => Err("it is an error instead of credentials".to_owned()),
    }
}

/// Search for the document with the credentials.
struct Search {
    /// Configured role.
    configured: Option<String>,
    /// Path that the service supports, if it is known.
    api: Option<Api>,
    /// Role that the service names, if it is known.
    role: Option<String>,
}

impl Search {
    /// Returns the role and its document.
    async fn run(
        &mut self,
        metadata: &mut Metadata<'_>,
    ) -> Result<(String, String), CredentialsError> {
        let mut missing = None;
        // A role may be replaced by another at any time, also between two requests.
        for _ in 0..3 {
            let role = self.role(metadata).await?;
            let api = self.api.unwrap_or(Api::Extended);
            if let Some(document) = metadata.get(&format!("{}{role}", api.folder())).await? {
                self.api = Some(api);
                return Ok((role, document));
            }
            match (self.api, &self.configured) {
                (Some(_), Some(_)) => break,
                (Some(Api::Extended), None) if missing.as_ref() == Some(&role) => {
                    self.api = Some(Api::Legacy);
                }
                (Some(_), None) => self.role = None,
                (None, _) => self.api = Some(Api::Legacy),
            }
            missing = Some(role);
        }
        (self.api, self.role) = (None, None);
        Err(metadata.wrong(match &self.configured {
            Some(role) => format!("the instance does not have the role {role:?}"),
            None => "the metadata service has no credentials of the role that it names".to_owned(),
        }))
    }

    /// Returns the name of the role: the configured one, else the one that the service names.
    async fn role(&mut self, metadata: &mut Metadata<'_>) -> Result<String, CredentialsError> {
        if let Some(role) = self.configured.as_ref().or(self.role.as_ref()) {
            return Ok(role.clone());
        }
        let mut api = self.api.unwrap_or(Api::Extended);
        let mut list = metadata.get(api.folder()).await?;
        if list.is_none() && api == Api::Extended {
            api = Api::Legacy;
            list = metadata.get(api.folder()).await?;
        }
        self.api = list.is_some().then_some(api);
        let list = list.unwrap_or_default();
        let role = list.lines().map(str::trim).find(|line| !line.is_empty());
        let role = role.ok_or_else(|| metadata.nothing("the instance has no role"))?;
        if !is_role_name(role) {
            return Err(
                metadata.wrong("the metadata service returned an invalid role name".to_owned())
            );
        }
        self.role = Some(role.to_owned());
        Ok(role.to_owned())
    }
}

/// Returns true for a role name (IAM's API, `roleNameType` and `instanceProfileNameType`), which becomes part of a
/// path.
fn is_role_name(text: &str) -> bool {
    let is_part = |it: u8| it.is_ascii_alphanumeric() || b"_+=,.@-".contains(&it);
    text.len() <= 128 && text.bytes().all(is_part) && text != "." && text != ".."
}

#[cfg(test)]
mod tests;

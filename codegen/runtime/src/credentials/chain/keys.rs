//! Credentials in the JSON that commands and metadata services have for them.

use crate::Timestamp;
use crate::credentials::{Credentials, CredentialsError};
use crate::error::DecodeError;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::time::SystemTime;

/// The members that all have in common.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Keys {
    access_key_id: String,
    secret_access_key: String,
    #[serde(alias = "SessionToken")]
    token: Option<String>,
    expiration: Option<String>,
    account_id: Option<String>,
}

/// Parses `json`, of which an error repeats nothing.
pub(super) fn parse<T: DeserializeOwned>(json: &[u8]) -> Result<T, DecodeError> {
    serde_json::from_slice(json).map_err(|error| DecodeError::from_json(&error))
}

/// Parses credentials; `what` is what errors begin with.
pub(super) fn credentials(what: &str, json: &[u8]) -> Result<Credentials, CredentialsError> {
    let wrong = |why| CredentialsError::message(format!("{what}: {why}"));
    let keys: Keys = parse(json).map_err(|error| CredentialsError::because(what, error))?;
    if keys.access_key_id.is_empty() || keys.secret_access_key.is_empty() {
        return Err(wrong("AccessKeyId or SecretAccessKey is empty"));
    }
    let mut credentials = Credentials::new(keys.access_key_id, keys.secret_access_key);
    if let Some(token) = keys.token.filter(|token| !token.is_empty()) {
        credentials = credentials.session_token(token);
    }
    if let Some(account) = keys.account_id {
        credentials = credentials.account_id(account);
    }
    if let Some(expiration) = keys.expiration {
        let expiry = Timestamp::from_date_time(&expiration)
            .map_err(|_| wrong("Expiration is not a time of RFC 3339"))?;
        credentials = credentials.expires_at(SystemTime::from(expiry));
    }
    Ok(credentials)
}

//! Scope of a signature, and the string to sign.

use super::{Algorithm, Signing};
use crate::timestamp::{Basic, Timestamp};
use crate::transport::BoxError;
use std::time::SystemTime;

/// Algorithm, time and scope of a signature: who signs, when, and for which requests.
pub(super) struct Scope<'a> {
    access_key_id: &'a str,
    algorithm: &'static str,
    /// In the basic format of ISO 8601, which starts with the eight digits of the date.
    time: String,
    /// Date, region, service and `aws4_request`; SigV4a has no region here.
    scope: String,
}

impl<'a> Scope<'a> {
    /// Creates the scope of a signature.
    ///
    /// # Errors
    /// If the access key ID is empty or has a character that is not allowed, or if the time is outside of the years 0
    /// to 9999.
    pub(super) fn new(signing: &Signing<'a>) -> Result<Self, BoxError> {
        let access_key_id = signing.credentials.access_key_id();
        check_access_key_id(access_key_id)?;
        let time = date_and_time(signing.time)?;
        let (date, name) = (day(&time), signing.name);
        let (algorithm, scope) = match signing.algorithm {
            Algorithm::SigV4 { region } => (
                "AWS4-HMAC-SHA256",
                [date, region, name, "aws4_request"].join("/"),
            ),
            Algorithm::SigV4a { .. } => (
                "AWS4-ECDSA-P256-SHA256",
                [date, name, "aws4_request"].join("/"),
            ),
        };
        Ok(Self {
            access_key_id,
            algorithm,
            time,
            scope,
        })
    }

    pub(super) fn algorithm(&self) -> &'static str {
        self.algorithm
    }

    pub(super) fn time(&self) -> &str {
        &self.time
    }

    pub(super) fn date(&self) -> &str {
        day(&self.time)
    }

    /// Returns the scope.
    #[cfg(feature = "event-streams")]
    pub(super) fn scope(&self) -> &str {
        &self.scope
    }

    /// Returns the access key id with the scope.
    pub(super) fn credential(&self) -> String {
        [self.access_key_id, "/", &self.scope].concat()
    }

    /// Returns the string to sign of the canonical request with this hash.
    pub(super) fn string_to_sign(&self, hash: &str) -> String {
        [self.algorithm, &self.time, &self.scope, hash].join("\n")
    }
}

fn day(time: &str) -> &str {
    time.get(..8).unwrap_or_default()
}

/// Checks an access key ID: commas and slashes would end it in the header that it is part of.
fn check_access_key_id(id: &str) -> Result<(), BoxError> {
    if id.is_empty() {
        return Err("the access key ID is empty".into());
    }
    let is_of_id = |byte: u8| byte.is_ascii_graphic() && byte != b',' && byte != b'/';
    if !id.bytes().all(is_of_id) {
        let message = "the access key ID has a blank, a comma, a slash or another character that is not allowed";
        return Err(message.into());
    }
    Ok(())
}

/// Checks a session token: it is the value of a header.
pub(super) fn check_token(token: &str) -> Result<(), BoxError> {
    let is_of_token = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    if !token.bytes().all(is_of_token) || token.trim() != token {
        let message = "the session token has a line break, surrounding blanks or another character that is not allowed";
        return Err(message.into());
    }
    Ok(())
}

fn date_and_time(time: SystemTime) -> Result<String, BoxError> {
    let date = Timestamp::try_from(time).ok().and_then(Basic::of);
    let date = date.filter(|_| super::is_expressible(time)).ok_or(
        "requests cannot be signed, since the clock shows a time outside of the years 0 to 9999",
    )?;
    Ok(date.to_string())
}

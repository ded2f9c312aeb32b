//! Credentials in a JSON object: in the metadata of containers and instances, in the output of a `credential_process`,
//! and in the responses of IAM Identity Center.

use super::arn;
use super::json::Object;
use crate::credentials::Credentials;
use crate::timestamp::Timestamp;
use serde_json::Value;

/// Smallest number read as milliseconds: it is more than three thousand years in seconds, and in milliseconds a time in
/// 1973.
const FIRST_MILLISECONDS: f64 = 1e11;

/// Reads `AccessKeyId`, `SecretAccessKey`, and optionally `Token` or `SessionToken`, `Expiration`, `RoleArn` and
/// `AccountId`.
///
/// # Errors
/// If a required key is missing, or a value is invalid. The error shows no values.
pub(super) fn credentials(object: &Object) -> Result<Credentials, String> {
    let id = object.required("AccessKeyId")?;
    let secret = object.required("SecretAccessKey")?;
    let mut credentials = Credentials::new(id, secret);
    let token = object.text("Token")?;
    if let Some(token) = token.map_or_else(|| object.text("SessionToken"), |it| Ok(Some(it)))? {
        credentials = credentials.session_token(token);
    }
    if let Some(expiration) = object.get("Expiration") {
        let expiry = instant(expiration).ok_or("Expiration is not a timestamp")?;
        credentials = credentials.expires_at(expiry.into());
    }
    if let Some(arn) = object.text("RoleArn")? {
        credentials = arn::with_role(credentials, arn);
    }
    Ok(match account(object)? {
        Some(account) => credentials.account_id(account),
        None => credentials,
    })
}

fn account(object: &Object) -> Result<Option<String>, String> {
    // YAML and scripts make a number of it.
    if let Some(number) = object.get("AccountId").and_then(Value::as_u64) {
        return Ok(Some(format!("{number:012}")));
    }
    object.text("AccountId").map(|text| text.map(str::to_owned))
}

/// Parses an instant: a string in any form of a timestamp, in UTC by default, or a number of seconds or milliseconds
/// since 1970.
pub(super) fn instant(value: &Value) -> Option<Timestamp> {
    if let Value::String(text) = value {
        return text.parse().ok();
    }
    match value.as_f64()? {
        0.0..FIRST_MILLISECONDS => Timestamp::from_epoch_seconds(&value.to_string()).ok(),
        // The cast saturates.
        milliseconds @ FIRST_MILLISECONDS.. => {
            Some(Timestamp::from_millisecond(milliseconds as i64))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Object, credentials};
    use crate::credentials::Credentials;
    use std::time::{Duration, SystemTime};

    fn read(more: &str) -> Result<Credentials, String> {
        let json =
            format!("{{\"AccessKeyId\": \"id\", \"SecretAccessKey\": \"the-secret\"{more}}}");
        let object = Object::parse(json.as_bytes()).map_err(|error| error.to_string())?;
        credentials(&object)
    }

    fn plain() -> Credentials {
        Credentials::new("id", "the-secret")
    }

    /// 2020-06-10T12:00:00Z
    const SECONDS: u64 = 1_591_790_400;

    fn expiring(milliseconds: u64) -> Credentials {
        let since_1970 = Duration::from_secs(SECONDS) + Duration::from_millis(milliseconds);
        plain().expires_at(SystemTime::UNIX_EPOCH + since_1970)
    }

    #[test]
    fn what_goes_with_the_keys_is_read_in_every_spelling() {
        for (more, expected) in [
            ("", plain()),
            (
                r#", "Token": null, "Expiration": null, "AccountId": """#,
                plain(),
            ),
            (r#", "Token": "t\n""#, plain().session_token("t")),
            (r#", "sessiontoken": "t""#, plain().session_token("t")),
            (
                r#", "Token": "", "SessionToken": "t""#,
                plain().session_token("t"),
            ),
            (
                r#", "AccountId": "123456789012""#,
                plain().account_id("123456789012"),
            ),
            (
                r#", "AccountID": 12345678901"#,
                plain().account_id("012345678901"),
            ),
            (
                r#", "RoleArn": "arn:aws:iam::123456789012:role/task""#,
                plain().account_id("123456789012"),
            ),
            (
                r#", "RoleArn": "arn:aws:iam::1:role/task", "AccountId": "2""#,
                plain().account_id("2"),
            ),
            (r#", "RoleArn": "task""#, plain()),
        ] {
            assert_eq!(read(more), Ok(expected), "{more}");
        }
    }

    /// The spellings of botocore and the command line (`…UTC`, no zone), of the metadata service (with and without a
    /// fraction), of Python's `isoformat`, and of the portal of IAM Identity Center (milliseconds).
    #[test]
    fn expirations_are_read_in_every_spelling() {
        for (expiration, milliseconds) in [
            (r#""2020-06-10T12:00:00Z""#, 0),
            (r#""2020-06-10T12:00:00z""#, 0),
            (r#"" 2020-06-10T12:00:00Z\n""#, 0),
            (r#""2020-06-10T12:00:00UTC""#, 0),
            (r#""2020-06-10T12:00:00 UTC""#, 0),
            (r#""2020-06-10T12:00:00""#, 0),
            (r#""2020-06-10 12:00:00""#, 0),
            (r#""2020-06-10T12:00:00.250Z""#, 250),
            (r#""2020-06-10T12:00:00.250000""#, 250),
            (r#""2020-06-10T12:00:00.250000+00:00""#, 250),
            (r#""2020-06-10T14:00:00+02:00""#, 0),
            (r#""2020-06-10T14:00:00+0200""#, 0),
            ("1591790400", 0),
            ("1591790400.25", 250),
            ("1591790400250", 250),
        ] {
            let more = format!(", \"Expiration\": {expiration}");
            assert_eq!(read(&more), Ok(expiring(milliseconds)), "{expiration}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_and_not_shown() {
        for (more, expected) in [
            (r#", "Token": ["the-secret"]"#, "Token is not a string"),
            (
                r#", "Expiration": "the-secret""#,
                "Expiration is not a timestamp",
            ),
            (r#", "Expiration": {}"#, "Expiration is not a timestamp"),
            (r#", "Expiration": -1"#, "Expiration is not a timestamp"),
            (
                r#", "Expiration": "2020-02-30T00:00:00Z""#,
                "Expiration is not a timestamp",
            ),
            (r#", "AccountId": true"#, "AccountId is not a string"),
        ] {
            assert_eq!(read(more), Err(expected.to_owned()), "{more}");
        }
        for (json, expected) in [
            ("{}", "AccessKeyId is missing or empty"),
            (
                r#"{"AccessKeyId": "id"}"#,
                "SecretAccessKey is missing or empty",
            ),
            (
                r#"{"AccessKeyId": "id", "SecretAccessKey": " "}"#,
                "SecretAccessKey is missing or empty",
            ),
            (
                r#"{"AccessKeyId": 5, "SecretAccessKey": "the-secret"}"#,
                "AccessKeyId is not a string",
            ),
        ] {
            let object = Object::parse(json.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(credentials(&object), Err(expected.to_owned()), "{json}");
        }
    }
}

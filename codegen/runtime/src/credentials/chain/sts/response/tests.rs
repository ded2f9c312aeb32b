//! Responses as the API reference of STS shows them, and others.

use super::{assumed, error};
use crate::credentials::Credentials;
use crate::credentials::chain::service_error::ServiceError;
use std::time::{Duration, SystemTime};

/// The example of `AssumeRole`, with keys of tests.
const ASSUMED: &str = r#"<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
  <SourceIdentity>Alice</SourceIdentity>
    <AssumedRoleUser>
      <Arn>arn:aws:sts::123456789012:assumed-role/demo/TestAR</Arn>
      <AssumedRoleId>ARO123EXAMPLE123:TestAR</AssumedRoleId>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>
      <SecretAccessKey>the-secret/&amp;+</SecretAccessKey>
      <SessionToken>
       the-token
      </SessionToken>
      <Expiration>2019-11-09T13:34:41Z</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata>
</AssumeRoleResponse>"#;

fn expected() -> Credentials {
    // 2019-11-09T13:34:41Z
    let expiry = SystemTime::UNIX_EPOCH + Duration::from_secs(1_573_306_481);
    Credentials::new("ASIAIOSFODNN7EXAMPLE", "the-secret/&+")
        .session_token("the-token")
        .expires_at(expiry)
}

#[test]
fn credentials_and_the_session_are_read() {
    for document in [
        ASSUMED.to_owned(),
        format!("<?xml version=\"1.0\"?>\n{ASSUMED}"),
        ASSUMED.replace("AssumeRole", "AssumeRoleWithWebIdentity"),
        ASSUMED.replace('\n', ""),
        ASSUMED.replace(
            "<PackedPolicySize>6</PackedPolicySize>",
            "<!-- --><New><A/></New>",
        ),
        ASSUMED.replace("13:34:41Z", "13:34:41.000Z"),
    ] {
        let read = assumed(document.as_bytes()).unwrap();
        assert_eq!(read.credentials, expected(), "{document}");
        assert_eq!(
            read.user_arn.as_deref(),
            Some("arn:aws:sts::123456789012:assumed-role/demo/TestAR")
        );
    }
    let without_user = ASSUMED.replace("AssumedRoleUser", "Other");
    let read = assumed(without_user.as_bytes()).unwrap();
    assert_eq!((read.credentials, read.user_arn), (expected(), None));
}

#[test]
fn what_is_missing_is_named_and_nothing_is_shown() {
    let without = |name: &str| ASSUMED.replace(name, "Other");
    let has_no = |name: &str| format!("the response of STS has no {name}");
    for (document, expected) in [
        (without("AccessKeyId"), has_no("AccessKeyId")),
        (without("SecretAccessKey"), has_no("SecretAccessKey")),
        (without("SessionToken"), has_no("SessionToken")),
        (without("Expiration"), has_no("Expiration")),
        (without("Credentials"), has_no("Credentials")),
        (without("AssumeRoleResult"), has_no("Credentials")),
        (
            ASSUMED.replace("ASIAIOSFODNN7EXAMPLE", " "),
            has_no("AccessKeyId"),
        ),
        (
            ASSUMED.replace("2019", "the-secret"),
            "the response of STS has an Expiration that is not a timestamp".to_owned(),
        ),
        (
            "the-secret".to_owned(),
            "the response of STS cannot be read: text outside of the root element at byte 0"
                .to_owned(),
        ),
    ] {
        let error = assumed(document.as_bytes()).map(|_| ()).unwrap_err();
        assert_eq!(error, expected);
    }
    for end in 0..ASSUMED.len() {
        let error = assumed(&ASSUMED.as_bytes()[..end]).map(|_| ()).unwrap_err();
        assert!(!error.contains("the-"), "{error}");
    }
}

#[test]
fn errors_are_read_in_both_forms_and_from_anything_else_nothing() {
    let expected = ServiceError {
        code: Some("AccessDenied".to_owned()),
        message: Some("not <you>".to_owned()),
        request_id: Some("id-1".to_owned()),
    };
    let inner = "<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not &lt;you&gt;</Message></Error>";
    for document in [
        format!(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">{inner}<RequestId>id-1</RequestId></ErrorResponse>"
        ),
        format!("<Response><Errors>{inner}</Errors><RequestID>id-1</RequestID></Response>"),
    ] {
        assert_eq!(error(document.as_bytes()), expected, "{document}");
    }
    for document in [
        "",
        "<html><body>Bad gateway</body></html>",
        "{}",
        "<Error/>",
        "<ErrorResponse><Error/></ErrorResponse>",
    ] {
        assert_eq!(
            error(document.as_bytes()),
            ServiceError::default(),
            "{document}"
        );
    }
}

//! Roles that require the code of a device.

use super::{Answer, MfaCode, Setup, assert_no_secret, ok};
use std::io;

const CONFIG: &str = "[default]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = b\n\
                      mfa_serial = arn:aws:iam::123456789012:mfa/u\n[profile b]\naws_access_key_id = id\n\
                      aws_secret_access_key = the-secret\n";

const ROLE: &str = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>role</AccessKeyId>\
                    <SecretAccessKey>the-secret</SecretAccessKey><SessionToken>the-token</SessionToken>\
                    <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";

/// As somebody types it.
fn code(serial: &str) -> Result<String, io::Error> {
    assert_eq!(serial, "arn:aws:iam::123456789012:mfa/u");
    Ok("246802\n".to_owned())
}

#[tokio::test]
async fn the_device_and_its_code_are_sent() {
    let run = Setup {
        config: CONFIG,
        answers: vec![ok(ROLE)],
        mfa_code: Some(code),
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(run.credentials().access_key_id(), "role");
    let body = String::from_utf8_lossy(run.requests[0].body());
    for parameter in [
        "&SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fu&",
        "&TokenCode=246802",
    ] {
        assert!(body.contains(parameter), "{body}");
    }
}

#[tokio::test]
async fn without_a_callback_the_error_says_what_to_set_before_anything_is_sent() {
    let run = Setup {
        config: CONFIG,
        ..Setup::default()
    }
    .run()
    .await;
    assert_eq!(
        run.error(),
        "profile \"default\", key mfa_serial: the role requires the code of a multi-factor authentication device, and \
         nothing returns it: set `ConfigBuilder::mfa_code`, or use another profile, which runs `aws configure \
         export-credentials` as its credential_process"
    );
    assert_eq!(run.requests.len(), 0);
}

#[tokio::test]
async fn a_code_that_is_none_is_an_error_that_does_not_show_it() {
    let codes: [(MfaCode, &str); 4] = [
        (
            |_| Err(io::Error::other("nobody is there")),
            "nobody is there",
        ),
        (|_| Ok(String::new()), "expected 6 digits"),
        (|_| Ok("the-code".to_owned()), "expected 6 digits"),
        (|_| Ok("2468024".to_owned()), "expected 6 digits"),
    ];
    for (code, expected) in codes {
        let run = Setup {
            config: CONFIG,
            mfa_code: Some(code),
            ..Setup::default()
        }
        .run()
        .await;
        assert_eq!(
            run.error(),
            format!(
                "profile \"default\": assuming arn:aws:iam::123456789012:role/r: the code of the device \
                 arn:aws:iam::123456789012:mfa/u: {expected}"
            )
        );
        assert_eq!(run.requests.len(), 0);
    }
}

#[tokio::test]
async fn a_rejected_code_is_not_shown() {
    let said = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>MultiFactorAuthentication failed with \
                246802</Message></Error></ErrorResponse>";
    let run = Setup {
        config: CONFIG,
        answers: vec![Answer::Response(403, said.into())],
        mfa_code: Some(code),
        ..Setup::default()
    }
    .run()
    .await;
    let expected = "HTTP 403 AccessDenied: MultiFactorAuthentication failed with …";
    assert!(run.error().ends_with(expected), "{}", run.error());
    assert_no_secret(run.error());
}

//! Settings of the service, and calls without authentication.

use crate::service::{Buckets, DeleteObject, object};
use crate::wire::{Wire, response};
use runtime::{AuthScheme, Client, Environment};

const PROFILES: &str = "[default]\ns3_disable_express_session_auth = true\n";

fn environment(variables: &[(&str, &str)], config: &str) -> Environment {
    let mut variables = variables.to_vec();
    variables.push(("AWS_CONFIG_FILE", "/config"));
    Environment::fixed(variables, [("/config", config)])
}

/// The order of precedence of the AWS SDKs and Tools Reference Guide: code, variable, profile.
#[test]
fn a_setting_is_that_of_code_or_of_a_variable_or_of_the_profile() {
    let variable = "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH";
    for (environment, code, has_session) in [
        (environment(&[], ""), None, true),
        (environment(&[], ""), Some(true), false),
        (environment(&[(variable, "true")], ""), None, false),
        (environment(&[(variable, "TRUE")], ""), None, false),
        (environment(&[], PROFILES), None, false),
        (environment(&[(variable, "false")], PROFILES), None, true),
        (
            environment(&[(variable, "true")], PROFILES),
            Some(false),
            true,
        ),
    ] {
        let wire = Wire::new([response(403, &[], "")]);
        let mut config = wire.config().environment(environment);
        if let Some(code) = code {
            config = config.endpoint_parameter("DisableS3ExpressSessionAuth", code);
        }
        let client = Client::new::<Buckets>(&config.build().unwrap());
        let call = client.call::<DeleteObject>(object("data--euw1-az1--x-s3", "k"));
        wire.clock.run(call).unwrap_err();
        let urls = wire.urls();
        assert_eq!(urls.len(), 1);
        assert_eq!(urls[0].ends_with("/?session"), has_session, "{urls:?}");
    }
}

#[test]
fn an_invalid_setting_is_an_error_of_the_call_that_names_it() {
    let wire = Wire::new([]);
    let environment = environment(&[("AWS_S3_USE_ARN_REGION", "perhaps")], "");
    let config = wire.config().environment(environment).build().unwrap();
    let client = Client::new::<Buckets>(&config);
    let call = client.call::<DeleteObject>(object("my-bucket", "k"));
    let error = wire.clock.run(call).unwrap_err().to_string();
    assert!(error.contains("AWS_S3_USE_ARN_REGION"), "{error}");
    assert!(wire.sent().is_empty());
}

#[test]
fn calls_are_anonymous_if_that_is_preferred() {
    let wire = Wire::new([response(200, &[], "")]);
    let config = wire.config().auth_scheme_preference([AuthScheme::NoAuth]);
    let client = Client::new::<Buckets>(&config.build().unwrap());
    let call = client.call::<DeleteObject>(object("my-bucket", "k"));
    wire.clock.run(call).unwrap();
    let sent = wire.sent();
    for name in ["authorization", "x-amz-date", "x-amz-content-sha256"] {
        assert!(!sent[0].headers().contains_key(name), "{name}");
    }
}

#[test]
fn a_directory_bucket_has_a_session_if_signatures_are_preferred_to_anonymous_calls() {
    for (preference, has_session) in [
        ([AuthScheme::SigV4, AuthScheme::NoAuth], true),
        ([AuthScheme::NoAuth, AuthScheme::SigV4], false),
    ] {
        let wire = Wire::new([response(403, &[], "")]);
        let config = wire.config().auth_scheme_preference(preference);
        let client = Client::new::<Buckets>(&config.build().unwrap());
        let call = client.call::<DeleteObject>(object("data--euw1-az1--x-s3", "k"));
        wire.clock.run(call).unwrap_err();
        let sent = wire.sent();
        assert_eq!(sent[0].uri().query() == Some("session"), has_session);
        assert_eq!(sent[0].headers().contains_key("authorization"), has_session);
    }
}

#[test]
fn without_credentials_nothing_is_sent_unless_anonymous_calls_are_preferred() {
    let wire = Wire::new([]);
    let config = wire.config().credentials(runtime::FirstOf::new(
        "environment",
        runtime::EnvironmentCredentials::new(Environment::empty()),
    ));
    let client = Client::new::<Buckets>(&config.build().unwrap());
    let call = client.call::<DeleteObject>(object("my-bucket", "k"));
    let error = wire.clock.run(call).unwrap_err();
    assert!(matches!(error, runtime::Error::Credentials(_)), "{error}");
    assert!(wire.sent().is_empty());
}

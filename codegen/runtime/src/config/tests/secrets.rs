//! No secret is shown.

use super::{NO_VARIABLES, builder};
use crate::config::{Config, Environment};
use crate::credentials::Credentials;

#[test]
fn debug_shows_settings_and_no_secret() {
    let files = [
        (
            "/config",
            "[default]\nregion = us-east-1\nservices = dev\n[services dev]\nproton =\n  x = SECRET",
        ),
        ("/credentials", "[default]\naws_secret_access_key = SECRET"),
    ];
    let variables = [
        ("AWS_CONFIG_FILE", "/config"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/credentials"),
        ("AWS_SECRET_ACCESS_KEY", "SECRET"),
    ];
    let builder = Config::builder()
        .environment(Environment::fixed(variables, files))
        .credentials(Credentials::new("SECRET", "SECRET"))
        .endpoint_url("http://a");
    let config = builder.clone().build().unwrap();
    let text = format!("{builder:?} {builder:#?} {config:?} {config:#?}");
    assert!(!text.contains("SECRET"), "{text}");
    for shown in [
        "region: Some(\"us-east-1\")",
        "all: Some(http://a/)",
        "{\"aws_secret_access_key\", \"region\", \"services\"}",
        "environment: Environment(fixed)",
    ] {
        assert!(text.contains(shown), "{shown} {text}");
    }
}

#[test]
fn a_password_in_a_url_is_not_shown() {
    const URL: &str = "https://user:SECRET@example.com";
    let sources = [
        builder([("AWS_ENDPOINT_URL", URL)], ""),
        builder(NO_VARIABLES, &format!("[default]\nendpoint_url = {URL}")),
        builder(
            NO_VARIABLES,
            &format!("[default]\nservices = d\n[services d]\nproton =\n  endpoint_url = {URL}"),
        ),
        builder(
            NO_VARIABLES,
            &format!("[default]\nservices = d\n[services d]\nproton = {URL}"),
        ),
        Config::builder().endpoint_url(URL),
        Config::builder().service_endpoint_url("Proton", URL),
    ];
    for builder in sources {
        let before = format!("{builder:?}");
        let error = match builder.build() {
            Ok(config) => config.endpoint_url("Proton").unwrap_err(),
            Err(error) => error,
        };
        let text = error.to_string();
        assert!(text.contains(", got a redacted value"), "{text}");
        assert!(!format!("{before} {text} {error:?}").contains("SECRET"));
    }
}

#[test]
fn a_malformed_line_is_not_shown() {
    for config in [
        "[default]\naws_secret_access_key: SECRET",
        "[default]\nSECRET",
        "[default]\n= SECRET",
        "[default]\ns3 =\n  SECRET",
        "SECRET = SECRET",
        "[SECRET",
        "[default] SECRET",
        "[default]\naws_secret_access_key\n  SECRET: x",
    ] {
        let shown = match builder(NO_VARIABLES, config).build() {
            Ok(config) => format!("{config:?}"),
            Err(error) => format!("{error} {error:?}"),
        };
        assert!(!shown.contains("SECRET"), "{config}");
    }
}

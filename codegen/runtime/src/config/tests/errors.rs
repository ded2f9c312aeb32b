//! Errors of invalid values.

use super::{NO_VARIABLES, build, builder};
use crate::config::{Config, ConfigBuilder};

const REGION: &str =
    "a region such as us-east-1: 1 to 63 letters, digits and inner hyphens, and not only digits";
const BOOLEAN: &str = "true or false";
const ATTEMPTS: &str = "a whole number of at least 1";
const APP_ID: &str = "letters, digits and !#$%&'*+-.^_`|~";
const ACCOUNT: &str = "preferred, disabled or required";
const SIZE: &str = "a whole number of bytes, at most 10485760";
const CHECKSUMS: &str = "when_supported or when_required";
const RETRY: &str = "standard or adaptive";
const URL: &str =
    "a URL such as https://example.com/path: http or https, no user, query or fragment";

const REGION_SET: &str = "regions separated by commas, such as us-east-1,eu-*: letters, digits and hyphens, and * for any characters";

const SETTINGS: [(&str, &str, &[&str], &str); 14] = [
    (
        "AWS_REGION",
        "region",
        &["us_east_1", "-a", "a-", "a.example.com", "a/b", "é", "127"],
        REGION,
    ),
    (
        "AWS_USE_FIPS_ENDPOINT",
        "use_fips_endpoint",
        &["yes", "1"],
        BOOLEAN,
    ),
    (
        "AWS_USE_DUALSTACK_ENDPOINT",
        "use_dualstack_endpoint",
        &["t"],
        BOOLEAN,
    ),
    (
        "AWS_MAX_ATTEMPTS",
        "max_attempts",
        &["0", "-1", "3.5", "4294967296", "x"],
        ATTEMPTS,
    ),
    (
        "AWS_RETRY_MODE",
        "retry_mode",
        &["adaptiv", "off", "x"],
        RETRY,
    ),
    (
        "AWS_SDK_UA_APP_ID",
        "sdk_ua_app_id",
        &["a b", "a/b", "é"],
        APP_ID,
    ),
    (
        "AWS_ACCOUNT_ID_ENDPOINT_MODE",
        "account_id_endpoint_mode",
        &["true", "always"],
        ACCOUNT,
    ),
    (
        "AWS_DISABLE_CLOCK_SKEW_CORRECTION",
        "disable_clock_skew_correction",
        &["on"],
        BOOLEAN,
    ),
    (
        "AWS_SIGV4A_SIGNING_REGION_SET",
        "sigv4a_signing_region_set",
        &["us_east_1", "a,,b", "a b", "a/b", "é"],
        REGION_SET,
    ),
    (
        "AWS_DISABLE_HOST_PREFIX_INJECTION",
        "disable_host_prefix_injection",
        &["no"],
        BOOLEAN,
    ),
    (
        "AWS_DISABLE_REQUEST_COMPRESSION",
        "disable_request_compression",
        &["off"],
        BOOLEAN,
    ),
    (
        "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
        "request_min_compression_size_bytes",
        &["-1", "10485761", "1k"],
        SIZE,
    ),
    (
        "AWS_REQUEST_CHECKSUM_CALCULATION",
        "request_checksum_calculation",
        &["always", "when supported"],
        CHECKSUMS,
    ),
    (
        "AWS_RESPONSE_CHECKSUM_VALIDATION",
        "response_checksum_validation",
        &["ENABLED", "true"],
        CHECKSUMS,
    ),
];

const IGNORE: (&str, &str, &[&str], &str) = (
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "ignore_configured_endpoint_urls",
    &["yes"],
    BOOLEAN,
);

const NO_SCHEME: &str = "it does not begin with https:// or http://";
const HIDDEN: &str = "a redacted value";

/// Texts that are not URLs, each with the reason that the error gives.
const URLS: [(&str, &str); 15] = [
    ("example.com", NO_SCHEME),
    ("localhost:4566", NO_SCHEME),
    ("/path", NO_SCHEME),
    ("ftp://example.com", NO_SCHEME),
    ("http://", "it has no host"),
    ("http:///path", "it has no host"),
    (
        "http://a b",
        "its host has a character other than letters, digits, hyphens, underscores and dots",
    ),
    (
        "http://%61",
        "its host has a character other than letters, digits, hyphens, underscores and dots",
    ),
    ("http://a:99999", "its port is not a number from 0 to 65535"),
    ("http://a:", "its port is not a number from 0 to 65535"),
    (
        "http://256.0.0.1",
        "its host ends in a number and is not an IPv4 address",
    ),
    ("http://a/..", "its path has a segment `.` or `..`"),
    ("http://a?b=c", "it has a query"),
    ("http://a/#b", "it has a fragment"),
    ("http://u:p@a", "it has a user"),
];

/// The end of the message about a value that is not a URL.
fn not_a_url(text: &str, why: &str) -> String {
    let got = if text.contains(['?', '#', '@']) {
        HIDDEN.to_owned()
    } else {
        format!("{text:?}")
    };
    format!("expected {URL}, got {got}; {why}")
}

fn failure(builder: ConfigBuilder) -> String {
    match builder.build() {
        Err(error) => error.to_string(),
        Ok(config) => config
            .endpoint_url("CodeConnections")
            .unwrap_err()
            .to_string(),
    }
}

#[test]
fn the_variable_is_named() {
    for (variable, _, texts, expected) in SETTINGS.into_iter().chain([IGNORE]) {
        for &text in texts {
            assert_eq!(
                failure(builder([(variable, text)], "")),
                format!("environment variable {variable}: expected {expected}, got {text:?}")
            );
        }
    }
    for (text, why) in URLS {
        assert_eq!(
            failure(builder([("AWS_ENDPOINT_URL", text)], "")),
            format!(
                "environment variable AWS_ENDPOINT_URL: {}",
                not_a_url(text, why)
            )
        );
    }
}

#[test]
fn the_file_the_line_the_profile_and_the_key_are_named() {
    for (_, key, texts, expected) in SETTINGS.into_iter().chain([IGNORE]) {
        for &text in texts {
            let file = format!("# c\n[profile dev]\n{key} = {text}");
            assert_eq!(
                failure(builder(NO_VARIABLES, &file).profile("dev")),
                format!(
                    "/config, line 3: profile \"dev\", key {key}: expected {expected}, got {text:?}"
                )
            );
        }
    }
    for (text, why) in URLS {
        // A comment begins where a blank is before it.
        let file = format!("[profile dev]\nendpoint_url = {text}");
        assert_eq!(
            failure(builder(NO_VARIABLES, &file).profile("dev")),
            format!(
                "/config, line 2: profile \"dev\", key endpoint_url: {}",
                not_a_url(text, why)
            )
        );
    }
}

#[test]
fn a_value_that_is_not_used_is_not_looked_at() {
    let variables = [("AWS_REGION", "a"), ("AWS_MAX_ATTEMPTS", "x")];
    let file = "[default]\nregion = ?\n[profile x]\nuse_fips_endpoint = ?";
    let config = builder(variables, file).max_attempts(2).build().unwrap();
    assert_eq!(
        (config.region(), config.max_attempts()),
        (Some("a"), Some(2))
    );
}

#[test]
fn the_file_that_a_key_stands_in_is_named() {
    let files = [
        ("/user/.aws/config", "[default]\nmax_attempts = 2"),
        (
            "/user/.aws/credentials",
            "\n[default]\nmax_attempts = x\n y",
        ),
    ];
    let environment = crate::config::Environment::fixed([("HOME", "/user")], files);
    assert_eq!(
        failure(Config::builder().environment(environment)),
        "/user/.aws/credentials, line 3: profile \"default\", key max_attempts: \
         expected a whole number of at least 1, got \"x\\ny\""
    );
}

#[test]
fn the_setter_is_named() {
    for (builder, expected) in [
        (
            Config::builder().region(""),
            format!("ConfigBuilder::region: expected {REGION}, got \"\""),
        ),
        (
            Config::builder().app_id(""),
            format!("ConfigBuilder::app_id: expected {APP_ID}, got \"\""),
        ),
        (
            Config::builder().max_attempts(0),
            format!("ConfigBuilder::max_attempts: expected {ATTEMPTS}, got \"0\""),
        ),
        (
            Config::builder().request_min_compression_size(10_485_761),
            format!("ConfigBuilder::request_min_compression_size: expected {SIZE}, got \"10485761\""),
        ),
        (
            Config::builder().endpoint_url("a"),
            format!("ConfigBuilder::endpoint_url: {}", not_a_url("a", NO_SCHEME)),
        ),
        (
            Config::builder().service_endpoint_url("Proton", "a"),
            format!("ConfigBuilder::service_endpoint_url: {}", not_a_url("a", NO_SCHEME)),
        ),
        (
            Config::builder().profile("x"),
            "ConfigBuilder::profile: there is no profile \"x\": no shared config file is known, since neither HOME \
             nor AWS_CONFIG_FILE is set"
                .to_owned(),
        ),
        (
            builder(NO_VARIABLES, "[default]").profile("x"),
            "ConfigBuilder::profile: there is no profile \"x\" in /config".to_owned(),
        ),
    ] {
        assert_eq!(builder.build().unwrap_err().to_string(), expected);
    }
}

#[test]
fn a_malformed_file_is_an_error_of_the_configuration() {
    let error = build([("AWS_REGION", "a")], "[default]\nregion").unwrap_err();
    assert_eq!(error.to_string(), "/config, line 2: expected key = value");
}

#[test]
fn indented_keys_are_no_value_and_a_value_has_none() {
    let file = "[default]\nregion =\n  a = b";
    assert_eq!(
        failure(builder(NO_VARIABLES, file)),
        format!(
            "/config, line 2: profile \"default\", key region: expected {REGION}, got indented keys"
        )
    );
    let file = "[default]\nservices = dev\n[services dev]\ncodeconnections = http://a";
    assert_eq!(
        failure(builder(NO_VARIABLES, file)),
        "/config, line 4: services \"dev\", key codeconnections: expected indented keys in the lines below, \
         got \"http://a\""
    );
}

#[test]
fn a_services_section_must_exist_and_its_values_are_checked() {
    let file = "[profile x]\nservices = dev";
    assert_eq!(
        failure(builder(NO_VARIABLES, file).profile("x")),
        "/config, line 2: profile \"x\", key services: there is no section [services dev]"
    );
    for key in ["codestar_connections", "codestar-connections"] {
        let file = format!("[default]\nservices = d\n[services d]\n{key} =\n endpoint_url = a");
        let config = build(NO_VARIABLES, &file).unwrap();
        let error = config.endpoint_url("CodeStar connections").unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "/config, line 4: services \"d\", key {key}.endpoint_url: {}",
                not_a_url("a", NO_SCHEME)
            )
        );
    }
}

#[test]
fn a_broken_line_of_another_service_does_not_matter() {
    let file = "[default]\nservices = d\n[services d]\nproton =\n  notes\ncodeconnections =\n  endpoint_url = http://a";
    let config = build(NO_VARIABLES, file).unwrap();
    let url = config.endpoint_url("CodeConnections").unwrap();
    assert_eq!(url.unwrap(), "http://a");
    let error = config.endpoint_url("Proton").unwrap_err();
    assert_eq!(error.to_string(), "/config, line 5: expected key = value");
}

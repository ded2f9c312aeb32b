//! The endpoint URL of a service: which source has precedence, and what the service is called there.

use super::{NO_VARIABLES, build, builder};
use crate::config::{Config, ConfigBuilder};

const CONNECTIONS: &str = "CodeStar connections";

const FILE: &str = "[default]
services = dev
endpoint_url = http://profile
[services dev]
codestar_connections =
  endpoint_url = http://section
[services other]
codestar_connections =
  endpoint_url = http://other
";

const ALL: (&str, &str) = ("AWS_ENDPOINT_URL", "http://all");
const SERVICE: (&str, &str) = ("AWS_ENDPOINT_URL_CODESTAR_CONNECTIONS", "http://service");

#[track_caller]
fn check(builder: ConfigBuilder, expected: &str) {
    let url = builder.build().unwrap().endpoint_url(CONNECTIONS).unwrap();
    let url = url.map(|url| url.to_string()).unwrap_or_default();
    assert_eq!(url.trim_end_matches('/'), expected);
}

fn without(line: &str) -> String {
    FILE.replace(line, "")
}

#[test]
fn each_source_has_precedence_over_the_next() {
    let all = builder([SERVICE, ALL], FILE);
    check(
        all.clone()
            .endpoint_url("http://code")
            .service_endpoint_url(CONNECTIONS, "http://code-service"),
        "http://code-service",
    );
    check(
        all.clone()
            .endpoint_url("http://code")
            .service_endpoint_url("CodeConnections", "http://code-service"),
        "http://code",
    );
    check(all, "http://service");
    check(builder([ALL], FILE), "http://all");
    check(builder(NO_VARIABLES, FILE), "http://section");
    check(
        builder(NO_VARIABLES, &without("services = dev\n")),
        "http://profile",
    );
    check(
        builder(NO_VARIABLES, &without("  endpoint_url = http://section\n")),
        "http://profile",
    );
    check(builder(NO_VARIABLES, ""), "");
    check(Config::builder(), "");
}

#[test]
fn another_service_has_what_is_for_all() {
    let url = |config: Config| {
        config
            .endpoint_url("Proton")
            .unwrap()
            .map(|url| url.to_string())
    };
    let config = build([SERVICE], FILE).unwrap();
    assert_eq!(url(config).as_deref(), Some("http://profile/"));
    let config = build([SERVICE], "").unwrap();
    assert_eq!(url(config), None);
    let config = build([("AWS_ENDPOINT_URL_PROTON", "http://p")], FILE).unwrap();
    assert_eq!(url(config).as_deref(), Some("http://p/"));
}

#[test]
fn a_service_has_two_names_in_a_profile() {
    let section = |keys: &str| {
        let file = format!("[default]\nservices = dev\n[services dev]\n{keys}");
        builder(NO_VARIABLES, &file)
    };
    check(
        section("codestar_connections =\n endpoint_url = http://a"),
        "http://a",
    );
    check(
        section("codestar-connections =\n endpoint_url = http://a"),
        "http://a",
    );
    check(
        section("CodeStar_Connections =\n Endpoint_URL = http://a"),
        "http://a",
    );
    // The one that is documented, where it has a URL.
    let other = "codestar-connections =\n endpoint_url = http://b\n";
    let both = format!("{other}codestar_connections =\n endpoint_url = http://a");
    check(section(&both), "http://a");
    let half = format!("{other}codestar_connections =\n retries = 1");
    check(section(&half), "http://b");
    let blank = format!("{other}codestar_connections =\n endpoint_url =");
    check(section(&blank), "http://b");
    check(
        section("codestarconnections =\n endpoint_url = http://a"),
        "",
    );
}

#[test]
fn all_but_code_can_be_ignored() {
    const VARIABLE: &str = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
    let ignoring = FILE.replace(
        "services =",
        "ignore_configured_endpoint_urls = true\nservices =",
    );
    check(builder([SERVICE, ALL, (VARIABLE, "true")], FILE), "");
    check(builder([SERVICE, ALL], &ignoring), "");
    check(
        builder([SERVICE, ALL, (VARIABLE, "false")], &ignoring),
        "http://service",
    );
    let code = builder([SERVICE, (VARIABLE, "true")], FILE).endpoint_url("http://code");
    check(code, "http://code");
}

#[test]
fn the_section_is_that_of_the_profile() {
    let file = format!("{FILE}[profile x]\nservices = other\n[profile y]\nregion = a\n");
    check(builder(NO_VARIABLES, &file).profile("x"), "http://other");
    check(builder(NO_VARIABLES, &file).profile("y"), "");
}

#[test]
fn a_url_is_used_in_its_normal_form() {
    for (url, expected) in [
        ("http://localhost:4566", "http://localhost:4566/"),
        (
            "https://vpce-1.codeconnections.eu-west-1.vpce.amazonaws.com",
            "https://vpce-1.codeconnections.eu-west-1.vpce.amazonaws.com/",
        ),
        ("HTTPS://Example.com", "https://example.com/"),
        ("http://[::1]:80/a/b", "http://[::1]/a/b"),
        ("http://127.1/path/", "http://127.0.0.1/path/"),
        (" http://a ", "http://a/"),
    ] {
        let file = format!("[default]\nendpoint_url = {url}");
        for builder in [
            Config::builder().endpoint_url(url),
            Config::builder().service_endpoint_url(CONNECTIONS, url),
            builder([("AWS_ENDPOINT_URL", url)], ""),
            builder(NO_VARIABLES, &file),
        ] {
            let config = builder.build().unwrap();
            let found = config.endpoint_url(CONNECTIONS).unwrap().unwrap();
            assert_eq!(found.to_string(), expected);
        }
    }
}

//! The user agents of clients and calls.

use super::{Application, UserAgent};
use crate::config::{Environment, Framework};
use crate::features::Features;
use http::{HeaderMap, HeaderValue};
use std::env::consts::OS;

const NONE: Features = Features::NONE;

fn of_client(service: &str, execution: &str, id: Option<&str>, features: Features) -> UserAgent {
    let frameworks = &[];
    of_application(service, execution, Application { id, frameworks }, features)
}

fn of_application(
    service: &str,
    execution: &str,
    application: Application<'_>,
    features: Features,
) -> UserAgent {
    let no_files: [(&str, &str); 0] = [];
    let environment = Environment::fixed([("AWS_EXECUTION_ENV", execution)], no_files);
    UserAgent::new(service, "2023-12-01", &environment, application, features).unwrap()
}

fn sent(agent: &UserAgent, features: Features) -> String {
    let mut headers = HeaderMap::new();
    agent.add(&mut headers, features).unwrap();
    assert_eq!(headers["user-agent"], headers["x-amz-user-agent"]);
    assert_eq!(headers.len(), 2);
    headers["user-agent"].to_str().unwrap().to_owned()
}

/// The expected text with what this machine and this version have.
fn here(text: &str) -> String {
    let os = if OS == "freebsd" { "other" } else { OS };
    text.replace("<v>", env!("CARGO_PKG_VERSION"))
        .replace("<os>", os)
}

#[test]
fn a_client_says_what_it_is() {
    for (service, execution, app_id, expected) in [
        (
            "CodeConnections",
            "",
            None,
            "leansmith/<v> ua/2.1 api/codeconnections/2023-12-01 os/<os> lang/rust",
        ),
        (
            "CodeStar connections",
            "AWS_Lambda_provided.al2023",
            Some("billing.2"),
            "leansmith/<v> ua/2.1 api/codestar_connections/2023-12-01 os/<os> lang/rust \
             exec-env/AWS_Lambda_provided.al2023 app/billing.2",
        ),
        (
            "proton",
            "a/b c#d\r\n(e)",
            Some("Zoë's \u{0}app/1"),
            "leansmith/<v> ua/2.1 api/proton/2023-12-01 os/<os> lang/rust \
             exec-env/a-b-c-d---e- app/Zo-'s--app-1",
        ),
        (
            "proton",
            "",
            Some(""),
            "leansmith/<v> ua/2.1 api/proton/2023-12-01 os/<os> lang/rust",
        ),
    ] {
        let agent = of_client(service, execution, app_id, NONE);
        assert_eq!(sent(&agent, NONE), here(expected));
    }
}

/// The set `e,g,n` is that of smithy-rs, `test_metrics_order_preserved`.
#[test]
fn letters_say_what_a_call_makes_use_of() {
    let usual = Features::RETRY_MODE_STANDARD | Features::CREDENTIALS_CODE;
    let agent = of_client("proton", "x", Some("y"), usual);
    for (features, letters) in [
        (NONE, ""),
        (usual, " m/E,e"),
        (Features::WAITER, " m/B"),
        (usual | Features::PAGINATOR, " m/C,E,e"),
        (
            Features::CREDENTIALS_PROFILE
                | Features::CREDENTIALS_ENV_VARS
                | Features::CREDENTIALS_CODE,
            " m/e,g,n",
        ),
        (
            Features::CREDENTIALS_LOGIN
                | Features::CREDENTIALS_IMDS
                | Features::ENDPOINT_OVERRIDE
                | Features::PROTOCOL_RPC_V2_CBOR,
            " m/M,N,0,AD",
        ),
    ] {
        let expected = here(
            "leansmith/<v> ua/2.1 api/proton/2023-12-01 os/<os> lang/rust exec-env/x<m> app/y",
        );
        assert_eq!(sent(&agent, features), expected.replace("<m>", letters));
    }
}

/// The form of botocore, `prefix/name#value`.
#[test]
fn libraries_come_before_the_application() {
    let frameworks = [("orm", "2.0.1"), ("plain", ""), ("a#b c", "1.0 (é)#x")];
    let frameworks = frameworks.map(|(name, version)| Framework {
        name: name.to_owned(),
        version: version.to_owned(),
    });
    for (id, end) in [(None, ""), (Some("billing"), " app/billing")] {
        let application = Application {
            id,
            frameworks: &frameworks,
        };
        let agent = of_application("proton", "x", application, Features::WAITER);
        let libraries = "m/B lib/orm#2.0.1 lib/plain lib/a-b-c#1.0-----x";
        let expected = format!(
            "leansmith/<v> ua/2.1 api/proton/2023-12-01 os/<os> lang/rust exec-env/x {libraries}{end}"
        );
        assert_eq!(sent(&agent, Features::WAITER), here(&expected));
    }
}

#[test]
fn a_user_agent_that_a_call_brings_is_kept() {
    let mut headers = HeaderMap::new();
    headers.insert("user-agent", HeaderValue::from_static("mine/1"));
    let agent = of_client("proton", "x", None, NONE);
    agent.add(&mut headers, NONE).unwrap();
    assert_eq!(headers["user-agent"], "mine/1");
    assert_eq!(headers["x-amz-user-agent"], sent(&agent, NONE));
}

#[test]
fn a_client_does_not_pass_for_an_official_sdk() {
    let agent = sent(&of_client("proton", "x", None, NONE), NONE);
    for official in ["aws-sdk", "boto"] {
        assert!(!agent.to_lowercase().contains(official), "{agent}");
    }
}

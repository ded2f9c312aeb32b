//! The user agents of clients and calls.

use super::{Metrics, UserAgent};
use crate::config::Environment;
use http::{HeaderMap, HeaderValue};
use std::env::consts::OS;

const NONE: Metrics = Metrics {
    waiter: false,
    paginator: false,
    standard_retry: false,
    gzip: false,
    rpc_v2_cbor: false,
    endpoint_override: false,
};

fn of_client(service: &str, execution: &str, app_id: Option<&str>, metrics: Metrics) -> UserAgent {
    let no_files: [(&str, &str); 0] = [];
    let environment = Environment::fixed([("AWS_EXECUTION_ENV", execution)], no_files);
    UserAgent::new(service, "2023-12-01", &environment, app_id, metrics).unwrap()
}

fn sent(agent: &UserAgent, metrics: Metrics) -> String {
    let mut headers = HeaderMap::new();
    agent.add(&mut headers, metrics).unwrap();
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

#[test]
fn letters_say_what_a_call_makes_use_of() {
    let usual = Metrics {
        standard_retry: true,
        ..NONE
    };
    let agent = of_client("proton", "x", Some("y"), usual);
    for (metrics, letters) in [
        (NONE, ""),
        (usual, " m/E"),
        (
            Metrics {
                waiter: true,
                ..NONE
            },
            " m/B",
        ),
        (
            Metrics {
                paginator: true,
                ..usual
            },
            " m/C,E",
        ),
        (
            Metrics {
                waiter: true,
                paginator: true,
                standard_retry: true,
                gzip: true,
                rpc_v2_cbor: true,
                endpoint_override: true,
            },
            " m/B,C,E,L,M,N",
        ),
    ] {
        let expected = here(
            "leansmith/<v> ua/2.1 api/proton/2023-12-01 os/<os> lang/rust exec-env/x<m> app/y",
        );
        assert_eq!(sent(&agent, metrics), expected.replace("<m>", letters));
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

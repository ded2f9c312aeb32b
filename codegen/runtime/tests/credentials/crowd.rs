//! A thousand concurrent calls, whose credentials are requested once.

use crate::carrier::Carrier;
use crate::sample::operation::get_state::GetStateInput;
use crate::{SIGN_IN, SIGNS_IN, environment, sample};
use runtime::Config;
use tokio::task::JoinSet;

const ROLE: &str = "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = default\n\
                    aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s\n";

#[tokio::test]
async fn a_thousand_calls_ask_each_source_once() {
    let container = ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/container");
    let identity = [
        ("AWS_ROLE_ARN", "arn:aws:iam::1:role/r"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
    ];
    for (config, variables, key, requests) in [
        (ROLE, &[][..], "ASIAR", 1),
        ("", &identity, "ASIAR", 1),
        (SIGNS_IN, &[], "ASIASSO", 1),
        ("", &[container], "ASIATASK", 1),
        // A token, the role at both endpoints, its credentials at both.
        ("", &[], "ASIAMACHINE", 4),
    ] {
        let carrier = Carrier::default();
        let config = Config::builder()
            .environment(environment(config, variables, &[SIGN_IN, ("/token", "t")]))
            .transport(carrier.clone())
            .region("eu-west-1")
            .service_endpoint_url("Example", "https://service.example");
        let client = sample::Client::new(&config.build().unwrap());
        let mut calls = JoinSet::new();
        for _ in 0..1_000 {
            let client = client.clone();
            calls.spawn(async move { client.get_state(GetStateInput::new("main")).await });
        }
        while let Some(call) = calls.join_next().await {
            call.unwrap().unwrap();
        }
        let (service, sources) = carrier.take();
        assert_eq!((service.len(), sources.len()), (1_000, requests), "{key}");
        let signed = format!("AWS4-HMAC-SHA256 Credential={key}/");
        for request in service {
            let authorization = request.header("authorization").unwrap();
            assert!(authorization.starts_with(&signed), "{authorization}");
        }
    }
}

#[tokio::test]
async fn what_a_configuration_says_of_endpoints_holds_for_sts_and_sso() {
    let role = || Config::builder().environment(environment(ROLE, &[], &[]));
    let sso = || Config::builder().environment(environment(SIGNS_IN, &[], &[SIGN_IN]));
    for (config, host) in [
        (role(), "sts.eu-west-1.amazonaws.com"),
        (role().use_fips(true), "sts-fips.eu-west-1.amazonaws.com"),
        (role().use_dual_stack(true), "sts.eu-west-1.api.aws"),
        (
            role().service_endpoint_url("STS", "http://sts.example:1"),
            "sts.example:1",
        ),
        (role().endpoint_url("http://all.example:1"), "all.example:1"),
        (sso(), "portal.sso.eu-central-1.amazonaws.com"),
        (
            sso().use_fips(true),
            "portal.sso-fips.eu-central-1.amazonaws.com",
        ),
        (
            sso().service_endpoint_url("SSO", "https://sso.example:1"),
            "sso.example:1",
        ),
        (sso().endpoint_url("https://all.example:1"), "all.example:1"),
    ] {
        let carrier = Carrier::default();
        let config = config
            .transport(carrier.clone())
            .region("eu-west-1")
            .service_endpoint_url("Example", "https://service.example");
        let client = sample::Client::new(&config.build().unwrap());
        // The service's own endpoint is configured in any case, which its rules may not like.
        let _ = client.get_state(GetStateInput::new("main")).await;
        let (_, sources) = carrier.take();
        let hosts = sources.iter().map(|it| it.header("host").unwrap());
        assert_eq!(hosts.collect::<Vec<_>>(), [host]);
    }
}

//! Providers that a program builds: the requests they send, and what they tell when they fail.
//!
//! Parameters are those of STS's API reference, lists as in its examples (`Tags.member.1.Key`).

mod failures;
mod mfa;
mod web_identity;

use crate::carrier::Carrier;
use crate::clock::StillClock;
use crate::sample::operation::get_state::GetStateInput;
use crate::server::{Reply, Server};
use crate::signed::received;
use crate::sigv4::{self, Received};
use crate::{aws, environment, sample, transport};
use runtime::{
    AssumeRole, BoxFuture, Config, ConfigBuilder, Credentials, CredentialsCache, CredentialsError,
    ProvideCredentials, Retry,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const ROLE: &str = "arn:aws:iam::111111111111:role/one";

/// A configuration whose own credentials are `AKIDEXAMPLE`.
fn config(carrier: &Carrier) -> ConfigBuilder {
    Config::builder()
        .transport(carrier.clone())
        .clock(StillClock::new(false))
        .credentials(Credentials::new("AKIDEXAMPLE", "secret of the source"))
        .region("eu-west-1")
}

/// The only request to STS since the last time.
fn only_request(carrier: &Carrier) -> Received {
    let (_, mut requests) = carrier.take();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// The parameters of a request, sorted.
fn parameters(request: &Received) -> Vec<(String, String)> {
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/")
    );
    let mut parameters = request.parameters();
    parameters.sort();
    parameters
}

fn expected(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    list.iter().map(owned).collect()
}

#[tokio::test]
async fn sts_gets_all_that_a_program_sets_signed_with_the_source() {
    let policy = r#"{"Version":"2012-10-17","Statement":[]}"#;
    let carrier = Carrier::default();
    let role = AssumeRole::new(ROLE)
        .session_name("me@home")
        .external_id("a:b/c d")
        .policy(policy)
        .policy_arn("arn:aws:iam::aws:policy/ReadOnlyAccess")
        .policy_arn("arn:aws:iam::111111111111:policy/own")
        .tag("Project", "Pegasus & Co")
        .tag("Cost-Center", "12345")
        .transitive_tag_key("Project")
        .transitive_tag_key("Cost-Center")
        .duration(Duration::from_secs(43_200))
        .source_identity("DiegoRamirez");
    let role = role.build(&config(&carrier).build().unwrap()).unwrap();
    let credentials = role.provide().await.unwrap();
    assert_eq!(credentials.access_key_id(), "ASIAONE");
    assert_eq!(credentials.secret_access_key(), "secret one");
    assert_eq!(credentials.token(), Some("token one"));
    let identity = [credentials.account(), credentials.role()];
    assert_eq!(identity, [Some("111111111111"), Some("one")]);

    let request = only_request(&carrier);
    assert_eq!(
        request.header("host").as_deref(),
        Some("sts.eu-west-1.amazonaws.com")
    );
    let signature = sigv4::verify(&request, "secret of the source").unwrap();
    assert_eq!(signature.access_key_id, "AKIDEXAMPLE");
    assert_eq!(signature.date, "20270115T080000Z");
    let scope = (&*signature.region, &*signature.service);
    assert_eq!(scope, ("eu-west-1", "sts"));
    assert_eq!(request.header("x-amz-security-token"), None);
    assert_eq!(
        parameters(&request),
        expected(&[
            ("Action", "AssumeRole"),
            ("DurationSeconds", "43200"),
            ("ExternalId", "a:b/c d"),
            ("Policy", policy),
            (
                "PolicyArns.member.1.arn",
                "arn:aws:iam::aws:policy/ReadOnlyAccess"
            ),
            (
                "PolicyArns.member.2.arn",
                "arn:aws:iam::111111111111:policy/own"
            ),
            ("RoleArn", ROLE),
            ("RoleSessionName", "me@home"),
            ("SourceIdentity", "DiegoRamirez"),
            ("Tags.member.1.Key", "Project"),
            ("Tags.member.1.Value", "Pegasus & Co"),
            ("Tags.member.2.Key", "Cost-Center"),
            ("Tags.member.2.Value", "12345"),
            ("TransitiveTagKeys.member.1", "Project"),
            ("TransitiveTagKeys.member.2", "Cost-Center"),
            ("Version", "2011-06-15"),
        ])
    );
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let carrier = Carrier::default();
    let config = config(&carrier).build().unwrap();
    let role = AssumeRole::new(ROLE).build(&config).unwrap();
    role.provide().await.unwrap();
    let expected = expected(&[
        ("Action", "AssumeRole"),
        ("RoleArn", ROLE),
        ("RoleSessionName", "rust-1800000000"),
        ("Version", "2011-06-15"),
    ]);
    assert_eq!(parameters(&only_request(&carrier)), expected);
}

#[tokio::test]
async fn a_role_is_requested_once_for_all_who_use_it() {
    let carrier = Carrier::default();
    let config = config(&carrier).build().unwrap();
    let role = AssumeRole::new(ROLE).build(&config).unwrap();
    assert_eq!(carrier.take().1.len(), 0, "nothing is requested unasked");
    for _ in 0..10 {
        role.clone().provide().await.unwrap();
    }
    assert_eq!(carrier.take().1.len(), 1);
}

#[tokio::test]
async fn a_role_may_be_the_source_of_another() {
    let carrier = Carrier::default();
    let config = config(&carrier).build().unwrap();
    let two = "arn:aws:iam::222222222222:role/two";
    let in_code = {
        let one = AssumeRole::new(ROLE).build(&config).unwrap();
        AssumeRole::new(two).source(one).build(&config).unwrap()
    };
    let of_config = {
        let one = AssumeRole::new(ROLE).build(&config).unwrap();
        let config = config.with_credentials(one);
        AssumeRole::new(two).build(&config).unwrap()
    };
    for role in [in_code, of_config] {
        let credentials = role.provide().await.unwrap();
        assert_eq!(credentials.access_key_id(), "ASIATWO");
        let (_, requests) = carrier.take();
        let [first, second] = &requests[..] else {
            panic!("{requests:?}");
        };
        let of = |request, secret: &str| sigv4::verify(request, secret).unwrap().access_key_id;
        assert_eq!(of(first, "secret of the source"), "AKIDEXAMPLE");
        assert_eq!(of(second, "secret one"), "ASIAONE");
        let token = second.header("x-amz-security-token");
        assert_eq!(token.as_deref(), Some("token one"));
    }
}

#[tokio::test]
async fn the_default_source_is_the_chain() {
    let carrier = Carrier::default();
    let variables = [
        ("AWS_ACCESS_KEY_ID", "AKIDVARIABLE"),
        ("AWS_SECRET_ACCESS_KEY", "secret of the variable"),
    ];
    let config = Config::builder()
        .transport(carrier.clone())
        .environment(environment("", &variables, &[]));
    let role = AssumeRole::new(ROLE).build(&config.build().unwrap());
    role.unwrap().provide().await.unwrap();
    let request = only_request(&carrier);
    let signature = sigv4::verify(&request, "secret of the variable").unwrap();
    assert_eq!(signature.access_key_id, "AKIDVARIABLE");
    // Without a region, that of the partition's global services.
    assert_eq!(request.header("host").as_deref(), Some("sts.amazonaws.com"));
    assert_eq!(signature.region, "us-east-1");
}

/// As for the roles of a profile.
#[tokio::test]
async fn requests_go_where_the_configuration_says() {
    let carrier = Carrier::default();
    let local = "[default]\nservices = local\n[services local]\nsts =\n  endpoint_url = http://sts.example:1\n";
    for (config, role, host, region) in [
        (
            config(&carrier).use_fips(true),
            ROLE,
            "sts-fips.eu-west-1.amazonaws.com",
            "eu-west-1",
        ),
        (
            config(&carrier).use_dual_stack(true),
            ROLE,
            "sts.eu-west-1.api.aws",
            "eu-west-1",
        ),
        (
            config(&carrier).service_endpoint_url("STS", "http://sts.example:2"),
            ROLE,
            "sts.example:2",
            "eu-west-1",
        ),
        (
            config(&carrier).environment(environment(local, &[], &[])),
            ROLE,
            "sts.example:1",
            "eu-west-1",
        ),
        (
            Config::builder()
                .transport(carrier.clone())
                .credentials(Credentials::new("AKIDEXAMPLE", "secret of the source")),
            "arn:aws-cn:iam::111111111111:role/one",
            "sts.cn-northwest-1.amazonaws.com.cn",
            "cn-northwest-1",
        ),
    ] {
        let role = AssumeRole::new(role).build(&config.build().unwrap());
        role.unwrap().provide().await.unwrap();
        let request = only_request(&carrier);
        assert_eq!(request.header("host").as_deref(), Some(host));
        let signature = sigv4::verify(&request, "secret of the source").unwrap();
        assert_eq!(signature.region, region);
    }
}

/// Gives the next of its keys once the last was rejected.
#[derive(Clone, Default)]
struct Rotating(Arc<Mutex<usize>>);

impl ProvideCredentials for Rotating {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = *self.0.lock().unwrap();
        let credentials = Credentials::new(format!("AKID{number}"), format!("secret {number}"));
        Box::pin(std::future::ready(Ok(credentials)))
    }

    fn reject(&self, credentials: &Credentials) {
        let mut number = self.0.lock().unwrap();
        if credentials.access_key_id() == format!("AKID{number}") {
            *number += 1;
        }
    }
}

#[tokio::test]
async fn a_source_that_has_expired_is_asked_again_once() {
    const EXPIRED: &str = "<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>";
    let server = Server::start(|request| {
        let request = received(request);
        let authorization = request.header("authorization").unwrap();
        if authorization.contains("Credential=AKID0/") {
            return Reply::new(403, EXPIRED);
        }
        let (status, body) = aws::answer(&request);
        Reply::new(status, body)
    });
    let config = Config::builder().transport(transport()).region("eu-west-1");
    let config = config.endpoint_url(server.url("")).build().unwrap();
    let role = AssumeRole::new(ROLE).source(Rotating::default());
    let role = role.build(&config).unwrap();
    assert_eq!(role.provide().await.unwrap().access_key_id(), "ASIAONE");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    let signature = sigv4::verify(&received(&requests[1]), "secret 1").unwrap();
    assert_eq!(signature.access_key_id, "AKID1");

    // Static credentials stay as they are: there is no second request.
    let role = AssumeRole::new(ROLE).source(Credentials::new("AKID0", "secret 0"));
    let error = role.build(&config).unwrap().provide().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("AssumeRole: assuming {ROLE}: HTTP 403 ExpiredToken")
    );
    assert_eq!(server.requests().len(), 3);
}

/// STS and the service are one server here.
#[tokio::test]
async fn identities_share_the_connections_of_a_client() {
    let server = Server::start(|request| {
        let request = received(request);
        match request.header("x-amz-target") {
            Some(_) => Reply::new(200, "{}"),
            None => {
                let (status, body) = aws::answer(&request);
                Reply::new(status, body)
            }
        }
    });
    let config = Config::builder()
        .transport(transport())
        .region("eu-west-1")
        .endpoint_url(server.url(""))
        .credentials(Credentials::new("AKIDEXAMPLE", "secret of the source"))
        .retry(Retry::off());
    let config = config.build().unwrap();
    let tenants = ["one", "two"].map(|name| {
        let role = AssumeRole::new(format!("arn:aws:iam::111111111111:role/{name}"));
        (name, role.build(&config).unwrap())
    });
    let client = sample::Client::new(&config);
    for _ in 0..2 {
        for (name, tenant) in &tenants {
            let own = sample::Client::new(&config.with_credentials(tenant));
            own.get_state(GetStateInput::new("main")).await.unwrap();
            let request = received(server.requests().last().unwrap());
            let signature = sigv4::verify(&request, &format!("secret {name}")).unwrap();
            assert_eq!(
                signature.access_key_id,
                format!("ASIA{}", name.to_uppercase())
            );
        }
    }
    client.get_state(GetStateInput::new("main")).await.unwrap();
    let request = received(server.requests().last().unwrap());
    sigv4::verify(&request, "secret of the source").unwrap();
    assert_eq!(server.requests().len(), 2 + 4 + 1);
    assert_eq!(server.connections(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn a_command_is_run_for_all_who_use_it() {
    use runtime::ProcessCredentials;

    let config = config(&Carrier::default()).build().unwrap();
    let json =
        r#"{"Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "secret of a process"}"#;
    let process = ProcessCredentials::new(format!("echo '{json}'")).account_id("123456789012");
    assert!(!format!("{process:?}").contains("secret"));
    let cache: CredentialsCache = process.build(&config);
    let credentials = cache.provide().await.unwrap();
    let expected = Credentials::new("AKIDPROCESS", "secret of a process");
    assert_eq!(credentials, expected.account_id("123456789012"));

    let json = json.replace('}', r#", "AccountId": "999999999999"}"#);
    let process = ProcessCredentials::new(format!("echo '{json}'")).account_id("123456789012");
    let credentials = process.build(&config).provide().await.unwrap();
    assert_eq!(credentials.account(), Some("999999999999"));
}

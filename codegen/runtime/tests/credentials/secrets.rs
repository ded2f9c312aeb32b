//! Secrets that pass through the chain: none of them shows in a text, a trace or a `Debug`.

use crate::carrier::Carrier;
use crate::clock::StillClock;
use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use crate::server::{Reply, Server};
use crate::signed::received;
use crate::{aws, environment, trace, transport};
use runtime::{
    AssumeRole, AuthScheme, Client, Config, Credentials, Environment, Operation, Protocol,
    ProvideCredentials, Service, Token, default_chain,
};
use std::convert::Infallible;
use std::error::Error;
use std::fmt::Write as _;
use std::future::ready;
use std::sync::Arc;
use tracing::instrument::WithSubscriber;

/// The secrets in files and variables; those of servers begin with `secret` and `token`.
const CANARIES: [&str; 13] = [
    "canary-of-a-key",
    "canary-of-a-session",
    "canary-of-an-identity",
    "canary-of-a-sign-in",
    "canary-of-an-agent",
    "canary-of-a-command",
    "canary-of-a-body",
    "instance-token",
    "canary-of-a-refresh",
    "canary-of-a-client",
    "canary-of-an-id",
    "246802",
    PRIVATE_KEY,
];

/// A part of the key of RFC 6979, appendix A.2.5.
const PRIVATE_KEY: &str = "MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2cho";

/// The file of a session of `aws login`: `printf s | sha256sum`.
#[cfg(feature = "login")]
const LOGIN: &str = "/home/u/.aws/login/cache/043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89.json";

/// A session that has expired.
#[cfg(feature = "login")]
fn login() -> String {
    let key = format!(
        "-----BEGIN EC PRIVATE KEY-----\\n{PRIVATE_KEY}AoGCCqGSM49AwEHoUQDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5\
         A/4QCLi8maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==\\n-----END EC PRIVATE KEY-----\\n"
    );
    format!(
        r#"{{"accessToken": {{"accessKeyId": "AKIDEXAMPLEEXAMPLE", "secretAccessKey": "canary-of-a-key", "sessionToken":
            "canary-of-a-session", "accountId": "123456789012", "expiresAt": "2026-01-01T00:00:00Z"}}, "clientId": "c",
            "refreshToken": "canary-of-a-refresh", "idToken": "canary-of-an-id", "dpopKey": "{key}"}}"#
    )
}

fn sources(server: &Server) -> Vec<Environment> {
    let (url, container) = (server.url(""), server.url("/container"));
    let role = "role_arn = arn:aws:iam::1:role/r\n";
    let keys = "aws_access_key_id = AKIDEXAMPLEEXAMPLE\naws_secret_access_key = canary-of-a-key\n\
                aws_session_token = canary-of-a-session\n";
    let assumed = format!("[default]\n{role}source_profile = b\n[profile b]\n{keys}");
    let identity = format!("[default]\n{role}web_identity_token_file = /token\n");
    let from_container = format!("[default]\n{role}credential_source = EcsContainer\n");
    let command = "[default]\ncredential_process = echo '{\"Version\": 1, \"AccessKeyId\": \"a\", \"SecretAccessKey\": \
                   \"canary-of-a-command\"}'\n";
    let sign_in = crate::SIGN_IN
        .1
        .replace("the-bearer-token", "canary-of-a-sign-in");
    let files = [
        (crate::SIGN_IN.0, sign_in.as_str()),
        ("/token", "canary-of-an-identity"),
    ];
    let renewable = sign_in.replace("2099", "2026").replace(
        "{",
        r#"{"clientId": "c", "clientSecret": "canary-of-a-client", "refreshToken": "canary-of-a-refresh",
            "registrationExpiresAt": "2099-01-01T00:00:00Z", "#,
    );
    let renewable = [(crate::SIGN_IN.0, renewable.as_str())];
    let oidc = ("AWS_ENDPOINT_URL_SSO_OIDC", url.as_str());
    let with_code = assumed.replace("role_arn", "mfa_serial = m\nrole_arn");
    let sts = ("AWS_ENDPOINT_URL_STS", url.as_str());
    let sso = ("AWS_ENDPOINT_URL_SSO", url.as_str());
    let agent = [
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.as_str()),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "canary-of-an-agent"),
    ];
    let instance = ("AWS_EC2_METADATA_SERVICE_ENDPOINT", url.as_str());
    vec![
        environment(&assumed, &[sts], &files),
        environment(&identity, &[sts], &files),
        environment(&from_container, &[sts, agent[0], agent[1]], &files),
        environment(crate::SIGNS_IN, &[sso], &files),
        environment(crate::SIGNS_IN, &[sso, oidc], &renewable),
        environment(&with_code, &[sts], &files),
        #[cfg(feature = "login")]
        environment(
            "[default]\nregion = eu-west-1\nlogin_session = s\n",
            &[("AWS_ENDPOINT_URL_SIGNIN", url.as_str())],
            &[(LOGIN, &login())],
        ),
        environment(command, &[], &files),
        environment("", &agent, &files),
        environment("", &[instance], &files),
    ]
}

/// Everything that can be seen of a chain, its outcome, and its trace.
async fn seen(environment: Environment) -> (bool, String) {
    let trace = trace::Trace::default();
    let chain = default_chain(transport(), environment)
        .clock(Arc::new(StillClock::new(false)))
        .mfa_code(|_| ready(Ok::<_, Infallible>("246802".to_owned())));
    let outcome = chain.provide().with_subscriber(trace.clone()).await;
    let mut seen = format!(
        "{chain:?} {chain:#?} {outcome:?} {outcome:#?} {}",
        trace.text()
    );
    let mut cause: Option<&dyn Error> = outcome.as_ref().err().map(|error| error as _);
    while let Some(error) = cause {
        write!(seen, " {error} {error:?} {error:#?}").unwrap();
        cause = error.source();
    }
    (outcome.is_ok(), seen)
}

fn check(seen: &str) {
    for canary in CANARIES.into_iter().chain([
        "secret ",
        "token r",
        "token sso",
        "token oidc",
        "token login",
        "token task",
        "token machine",
    ]) {
        assert!(!seen.contains(canary), "{canary}: {seen}");
    }
}

#[tokio::test]
async fn nothing_secret_shows_when_all_goes_well() {
    trace::listen();
    let server = aws::start();
    for environment in sources(&server) {
        let (is_ok, seen) = seen(environment).await;
        assert!(is_ok, "{seen}");
        check(&seen);
    }
}

/// A role whose every parameter is a canary, assumed in code.
#[tokio::test]
async fn nothing_secret_of_a_role_in_code_shows() {
    trace::listen();
    for (status, is_ok) in [(200, true), (403, false)] {
        let server = Server::start(move |request| {
            let (answer, body) = aws::answer(&received(request));
            Reply::new(if is_ok { answer } else { status }, body)
        });
        let source = Credentials::new("AKIDEXAMPLEEXAMPLE", "canary-of-a-key");
        let config = Config::builder()
            .transport(transport())
            .region("eu-west-1")
            .endpoint_url(server.url(""))
            .credentials(source.session_token("canary-of-a-session"));
        let role = AssumeRole::new("arn:aws:iam::1:role/r")
            .external_id("canary-of-an-identity")
            .policy("canary-of-a-body")
            .tag("canary-of-a-sign-in", "canary-of-an-agent")
            .source_identity("canary-of-a-command");
        let mut seen = format!("{role:?} {role:#?}");
        let trace = trace::Trace::default();
        let cache = role.build(&config.build().unwrap()).unwrap();
        let outcome = cache.provide().with_subscriber(trace.clone()).await;
        write!(
            seen,
            " {cache:?} {cache:#?} {outcome:?} {outcome:#?} {}",
            trace.text()
        )
        .unwrap();
        assert_eq!(outcome.is_ok(), is_ok, "{seen}");
        check(&seen);
    }
}

/// A server that repeats all that it is sent, and secrets of its own.
#[tokio::test]
async fn nothing_secret_shows_when_servers_repeat_it() {
    trace::listen();
    for status in [400, 401, 403, 500] {
        let server = Server::start(move |request| {
            let sent = received(request);
            let headers: Vec<_> = sent
                .headers
                .iter()
                .map(|(_, value)| value.as_str())
                .collect();
            let body = String::from_utf8_lossy(&sent.body).replace('&', " ");
            let sent = format!("{} {body} canary-of-a-body", headers.join(" "));
            let body = match request.method.as_str() {
                "POST" if request.target.ends_with("/token") => format!(
                    "{{\"error\": \"invalid_grant\", \"error_description\": {:?}}}",
                    sent.replace("canary-of-a-body", "")
                ),
                // What STS repeats is what it was sent; a secret of its own it has none.
                "POST" => format!(
                    "<ErrorResponse><Error><Code>Invalid</Code><Message>{}</Message></Error></ErrorResponse>",
                    sent.replace("canary-of-a-body", "")
                ),
                _ if request.target.starts_with("/federation") => {
                    format!(
                        "{{\"message\": {:?}}}",
                        sent.replace("canary-of-a-body", "")
                    )
                }
                _ => sent,
            };
            Reply::new(status, body)
        });
        let mut failed = 0;
        for environment in sources(&server) {
            let (is_ok, seen) = seen(environment).await;
            failed += usize::from(!is_ok);
            check(&seen);
        }
        // All but the command.
        assert_eq!(failed, sources(&server).len() - 1);
    }
}

/// A service with bearer tokens.
struct Tokens;

impl Service for Tokens {
    const SHAPE_NAME: &'static str = "Tokens";
    const SDK_ID: &'static str = "Tokens";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = Some("tokens");
    const AUTH: &'static [AuthScheme] = &[AuthScheme::Bearer];
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_0];
}

impl Operation for Tokens {
    const NAME: &'static str = "Ping";
    type Service = Self;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

#[tokio::test]
async fn no_trace_shows_a_bearer_token() {
    trace::listen();
    let carrier = Carrier::default();
    let config = Config::builder().transport(carrier.clone());
    let config = config.endpoint_url("https://service.example");
    let variable = ("AWS_BEARER_TOKEN_TOKENS", "canary-of-a-session");
    for config in [
        config.clone().token(Token::new("canary-of-a-key")),
        config
            .clone()
            .environment(environment("", &[variable], &[])),
    ] {
        let trace = trace::Trace::default();
        let client = Client::new::<Tokens>(&config.build().unwrap());
        let call = client.call::<Tokens>(PingInput::default());
        call.with_subscriber(trace.clone()).await.unwrap();
        let (sent, _) = carrier.take();
        let header = sent[0].header("authorization").unwrap();
        assert!(header.starts_with("Bearer canary-of-a-"), "{header}");
        let text = trace.text();
        assert!(text.contains("aws_call"), "{text}");
        check(&text);
    }
}

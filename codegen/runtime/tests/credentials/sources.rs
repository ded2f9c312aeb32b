//! Each source against a server that checks what it is sent: host, path, headers, signature, form or query.

use crate::server::Server;
use crate::sigv4::{self, Received};
use crate::{SIGN_IN, SIGNS_IN, aws, environment, transport};
use runtime::{Credentials, Environment, ProvideCredentials, default_chain};
use std::time::{Duration, SystemTime};

const ROLE: &str = "arn:aws:iam::111111111111:role/one";

/// The credentials, and the requests that led to them.
async fn provide(server: &Server, environment: Environment) -> (Credentials, Vec<Received>) {
    let chain = default_chain(transport(), environment);
    let credentials = chain.provide().await.unwrap();
    let requests = server.requests();
    (
        credentials,
        requests.iter().map(crate::signed::received).collect(),
    )
}

/// The credentials that the server gives.
fn expected(id: &str, name: &str) -> Credentials {
    Credentials::new(id, format!("secret {name}"))
        .session_token(format!("token {name}"))
        .expires_at(SystemTime::UNIX_EPOCH + Duration::from_secs(aws::EXPIRY))
}

/// Checks the headers of a request, but for those that say who sends it; `expected` are those that only this one has.
fn check_headers(server: &Server, request: &Received, expected: &[(&str, &str)]) {
    let host = server.address().to_string();
    let mut headers: Vec<(String, &str)> = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.as_str()))
        .filter(|(name, _)| name != "user-agent" && name != "x-amz-user-agent")
        .collect();
    headers.sort();
    let own = expected
        .iter()
        .map(|(name, value)| ((*name).to_owned(), *value));
    let mut expected: Vec<_> = own.chain([("host".to_owned(), host.as_str())]).collect();
    if !expected.iter().any(|(name, _)| name == "accept") {
        expected.push(("accept".to_owned(), "*/*"));
    }
    expected.sort();
    assert_eq!(headers, expected);
}

fn check_form(request: &Received, expected: &[(&str, &str)]) {
    let mut parameters = request.parameters();
    parameters.sort();
    let expected = expected
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    assert_eq!(parameters, expected.collect::<Vec<_>>());
}

#[tokio::test]
async fn sts_is_sent_a_signed_form_for_each_role() {
    let server = aws::start();
    let config = format!(
        "[default]\nrole_arn = {ROLE}\nsource_profile = b\nrole_session_name = me@home\nexternal_id = a:b/c d\n\
         duration_seconds = 900\n[profile b]\nrole_arn = arn:aws:iam::222222222222:role/two\nsource_profile = c\n\
         role_session_name = two\n[profile c]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = s/+e c"
    );
    let url = server.url("/base");
    let variables = [
        ("AWS_ENDPOINT_URL_STS", url.as_str()),
        ("AWS_REGION", "eu-west-1"),
    ];
    let (found, requests) = provide(&server, environment(&config, &variables, &[])).await;
    assert_eq!(found, expected("ASIAONE", "one").account_id("111111111111"));
    let [first, second] = &requests[..] else {
        panic!("{requests:?}");
    };
    for (request, secret, key, token) in [
        (first, "s/+e c", "AKIDEXAMPLE", None),
        (second, "secret two", "ASIATWO", Some("token two")),
    ] {
        assert_eq!(
            (request.method.as_str(), request.target.as_str()),
            ("POST", "/base/")
        );
        let signature = sigv4::verify(request, secret).unwrap();
        assert_eq!(signature.access_key_id, key);
        assert_eq!(
            (&*signature.region, &*signature.service),
            ("eu-west-1", "sts")
        );
        let length = request.body.len().to_string();
        let [authorization, date] =
            ["authorization", "x-amz-date"].map(|it| request.header(it).unwrap());
        let mut headers = vec![
            ("content-type", "application/x-www-form-urlencoded"),
            ("content-length", &length),
            ("authorization", &authorization),
            ("x-amz-date", &date),
        ];
        headers.extend(token.map(|token| ("x-amz-security-token", token)));
        check_headers(&server, request, &headers);
    }
    check_form(
        first,
        &[
            ("Action", "AssumeRole"),
            ("RoleArn", "arn:aws:iam::222222222222:role/two"),
            ("RoleSessionName", "two"),
            ("Version", "2011-06-15"),
        ],
    );
    check_form(
        second,
        &[
            ("Action", "AssumeRole"),
            ("DurationSeconds", "900"),
            ("ExternalId", "a:b/c d"),
            ("RoleArn", ROLE),
            ("RoleSessionName", "me@home"),
            ("Version", "2011-06-15"),
        ],
    );
}

#[tokio::test]
async fn sts_is_sent_a_web_identity_without_a_signature() {
    let server = aws::start();
    let url = server.url("");
    let variables = [
        ("AWS_ENDPOINT_URL_STS", url.as_str()),
        ("AWS_ROLE_ARN", ROLE),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token"),
        ("AWS_ROLE_SESSION_NAME", "pod"),
    ];
    let files = [("/token", "the.web/token+\n")];
    let (found, requests) = provide(&server, environment("", &variables, &files)).await;
    assert_eq!(found, expected("ASIAONE", "one").account_id("111111111111"));
    let [request] = &requests[..] else {
        panic!("{requests:?}");
    };
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/")
    );
    let length = request.body.len().to_string();
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("content-length", &length),
    ];
    check_headers(&server, request, &headers);
    check_form(
        request,
        &[
            ("Action", "AssumeRoleWithWebIdentity"),
            ("RoleArn", ROLE),
            ("RoleSessionName", "pod"),
            ("Version", "2011-06-15"),
            ("WebIdentityToken", "the.web/token+"),
        ],
    );
}

#[tokio::test]
async fn the_portal_is_sent_the_token_of_the_sign_in() {
    let server = aws::start();
    let url = server.url("");
    let variables = [("AWS_ENDPOINT_URL_SSO", url.as_str())];
    let (found, requests) = provide(&server, environment(SIGNS_IN, &variables, &[SIGN_IN])).await;
    assert_eq!(found, expected("ASIASSO", "sso").account_id("444444444444"));
    let [request] = &requests[..] else {
        panic!("{requests:?}");
    };
    let target = "/federation/credentials?role_name=Read%20%26%20Write&account_id=444444444444";
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("GET", target)
    );
    check_headers(
        &server,
        request,
        &[("x-amz-sso_bearer_token", "the-bearer-token")],
    );
}

#[tokio::test]
async fn the_agent_of_a_container_is_sent_its_token() {
    let server = aws::start();
    let url = server.url("/container?task=1&b");
    let full = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", url.as_str());
    let token = ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic dXNlcjpwdw==");
    let file = ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/token");
    for (variables, authorization) in [
        (&[full][..], None),
        (&[full, token], Some("Basic dXNlcjpwdw==")),
        (&[full, token, file], Some("the-bearer-token")),
    ] {
        let files = [("/token", "the-bearer-token\n")];
        let (found, requests) = provide(&server, environment("", variables, &files)).await;
        assert_eq!(
            found,
            expected("ASIATASK", "task").account_id("888888888888")
        );
        let request = requests.last().unwrap();
        let target = "/container?task=1&b";
        assert_eq!(
            (request.method.as_str(), request.target.as_str()),
            ("GET", target)
        );
        let accept = ("accept", "application/json");
        let authorization = authorization.map(|value| ("authorization", value));
        let headers: Vec<_> = [accept].into_iter().chain(authorization).collect();
        check_headers(&server, request, &headers);
    }
}

/// The token's life is as long as it may be, and nothing says that a proxy forwarded the request: IMDS rejects those.
#[tokio::test]
async fn the_metadata_service_is_sent_its_own_token() {
    let server = aws::start();
    let url = server.url("/");
    let variables = [("AWS_EC2_METADATA_SERVICE_ENDPOINT", url.as_str())];
    let (found, requests) = provide(&server, environment("", &variables, &[])).await;
    assert_eq!(found, expected("ASIAMACHINE", "machine"));
    let base = "/latest/meta-data/iam/security-credentials";
    let sent = requests
        .iter()
        .map(|it| (it.method.as_str(), it.target.as_str()));
    assert_eq!(
        sent.collect::<Vec<_>>(),
        [
            ("PUT", "/latest/api/token"),
            ("GET", &format!("{base}-extended/")),
            ("GET", &format!("{base}/")),
            ("GET", &format!("{base}/machine")),
        ]
    );
    let [token, others @ ..] = &requests[..] else {
        panic!("{requests:?}");
    };
    let headers = [
        ("x-aws-ec2-metadata-token-ttl-seconds", "21600"),
        ("content-length", "0"),
    ];
    check_headers(&server, token, &headers);
    for request in others {
        check_headers(
            &server,
            request,
            &[("x-aws-ec2-metadata-token", "instance-token")],
        );
        assert_eq!(request.body, b"");
    }
}

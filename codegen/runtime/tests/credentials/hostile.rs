//! Servers that mean harm or are broken: every exchange ends, soon and with an error that shows nothing of what came.

use crate::clock::StillClock;
use crate::server::{At, Received, Reply, Server};
use crate::signed::received;
use crate::{SIGN_IN, SIGNS_IN, aws, environment, transport};
use runtime::{Environment, ProvideCredentials, default_chain};
use std::sync::Arc;
use std::time::Duration;

const CANARY: &str = "the-canary";

/// The sources, and the place of each whose answer is spoilt.
#[derive(Clone, Copy, Debug)]
enum Source {
    Container,
    Token,
    RoleList,
    Instance,
    Sts,
    WebIdentity,
    Sso,
}

const SOURCES: [Source; 7] = [
    Source::Container,
    Source::Token,
    Source::RoleList,
    Source::Instance,
    Source::Sts,
    Source::WebIdentity,
    Source::Sso,
];

impl Source {
    fn is_asked_by(self, request: &Received) -> bool {
        let path = request.target.split('?').next().unwrap();
        match self {
            Self::Container => path == "/container",
            Self::Token => path == "/latest/api/token",
            Self::RoleList => path.ends_with("/security-credentials/"),
            Self::Instance => path.ends_with("/machine"),
            Self::Sts | Self::WebIdentity => request.method == "POST",
            Self::Sso => path == "/federation/credentials",
        }
    }

    fn environment(self, server: &Server) -> Environment {
        let url = server.url("");
        let container = server.url("/container");
        let keys = "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = default\naws_access_key_id = a\n\
                    aws_secret_access_key = the-canary\n";
        let identity =
            "[default]\nrole_arn = arn:aws:iam::1:role/r\nweb_identity_token_file = /token\n";
        let (config, variables) = match self {
            Self::Container => (
                "",
                ("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.as_str()),
            ),
            Self::Token | Self::RoleList | Self::Instance => {
                ("", ("AWS_EC2_METADATA_SERVICE_ENDPOINT", url.as_str()))
            }
            Self::Sts => (keys, ("AWS_ENDPOINT_URL_STS", url.as_str())),
            Self::WebIdentity => (identity, ("AWS_ENDPOINT_URL_STS", url.as_str())),
            Self::Sso => (SIGNS_IN, ("AWS_ENDPOINT_URL_SSO", url.as_str())),
        };
        environment(config, &[variables], &[SIGN_IN, ("/token", CANARY)])
    }
}

/// Asks `source`, which answers `reply`, and returns the error.
async fn ask(source: Source, reply: Reply, timeouts_end: bool) -> String {
    let server = Server::start(move |request| {
        if source.is_asked_by(request) {
            return reply.clone();
        }
        let (status, body) = aws::answer(&received(request));
        Reply::new(status, body)
    });
    let clock = StillClock::new(timeouts_end);
    let chain =
        default_chain(transport(), source.environment(&server)).clock(Arc::new(clock.clone()));
    let error = chain.provide().await.unwrap_err();
    let shown = error.to_string();
    for text in [format!("{error:?}"), format!("{chain:?}"), shown.clone()] {
        assert!(!text.contains(CANARY), "{source:?}: {text}");
        assert!(text.len() < 3_000, "{source:?}: {text}");
    }
    let asked = server
        .requests()
        .iter()
        .filter(|it| source.is_asked_by(it))
        .count();
    assert!(
        (0..=3).contains(&asked),
        "{source:?}: {asked} requests: {shown}"
    );
    // Three attempts of 10 s for a service, and two waits between them.
    let slept: Duration = clock.slept().iter().sum();
    assert!(slept <= Duration::from_secs(33), "{source:?}: {slept:?}");
    shown
}

/// Bodies that are complete, and wrong.
fn wrong_bodies() -> Vec<Vec<u8>> {
    vec![
        Vec::new(),
        b"\0\xff\xfe\x80the-canary".to_vec(),
        b"<html><body>the-canary</body></html>".to_vec(),
        b"\"the-canary\"".to_vec(),
        b"[\"the-canary\"]".to_vec(),
        b"{\"AccessKeyId\": {\"the-canary\": 1}, \"roleCredentials\": \"the-canary\"}".to_vec(),
        b"{\"AccessKeyId\": \"the-canary\", \"SecretAccessKey\": \"the-canary\", \"Expiration\": \"the-canary\"}".to_vec(),
        b"<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;the-canary</a>".to_vec(),
        b"<a>the-canary<b></a>".to_vec(),
        "[".repeat(500_000).into_bytes(),
        "<a>".repeat(300_000).into_bytes(),
        "{\"a\":".repeat(200_000).into_bytes(),
        vec![b'\n'; 1024 * 1024 + 1],
        "the-canary".repeat(2_000_000).into_bytes(),
    ]
}

#[tokio::test]
async fn a_wrong_body_is_an_error() {
    for source in SOURCES {
        for body in wrong_bodies() {
            // A token may be anything that a header can have.
            let is_text = !body.is_empty() && body.is_ascii() && body.len() < 1_000;
            if !(is_text && matches!(source, Source::Token)) {
                ask(source, Reply::new(200, body), false).await;
            }
        }
    }
}

#[tokio::test]
async fn a_wrong_status_is_an_error() {
    for source in SOURCES {
        for status in [
            100, 204, 206, 304, 400, 401, 403, 404, 405, 418, 429, 500, 503, 599,
        ] {
            if status != 100 && status != 204 && status != 304 {
                ask(source, Reply::new(status, CANARY), false).await;
            } else {
                let reply = Reply::status(status, "")
                    .header("connection", "close")
                    .close();
                ask(source, reply, false).await;
            }
        }
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::always(Reply::new(200, CANARY));
    for source in SOURCES {
        for status in [301, 302, 303, 307, 308] {
            let reply = Reply::new(status, CANARY).header("location", other.url("/the-canary"));
            let error = ask(source, reply, false).await;
            assert!(error.contains(&format!("HTTP {status}")), "{error}");
        }
    }
    assert_eq!(other.requests().len(), 0);
}

/// As of a proxy or a captive portal.
#[tokio::test]
async fn a_page_in_place_of_a_response_of_a_service_is_told_by_its_type() {
    for source in [Source::Sts, Source::WebIdentity, Source::Sso] {
        for status in [200, 403] {
            let page = Reply::new(status, "<html>the-canary</html>");
            let page = page.header("content-type", "text/html; charset=utf-8");
            let error = ask(source, page, false).await;
            let end = "; the response was text/html, 23 bytes";
            assert!(error.ends_with(end), "{source:?}: {error}");
        }
    }
}

#[tokio::test]
async fn a_response_that_breaks_off_is_an_error() {
    for source in SOURCES {
        let whole = Reply::new(200, "{\"AccessKeyId\": \"the-canary\"}");
        for reply in [
            whole.clone().cut(At::Byte(0)),
            whole.clone().cut(At::Byte(9)),
            whole.clone().cut(At::Body(9)),
            whole.clone().reset(At::Body(9)),
            Reply::raw("SSH-2.0-the-canary\r\n"),
            Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: the-canary\r\n\r\n"),
            Reply::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nthe-canary"),
            Reply::raw([b"HTTP/1.1 200 OK\r\nx: ".as_slice(), &[b'a'; 1_000_000]].concat()),
        ] {
            ask(source, reply, false).await;
        }
    }
}

#[tokio::test]
async fn a_response_that_does_not_come_or_end_is_given_up() {
    for source in SOURCES {
        let whole = Reply::new(200, "{\"AccessKeyId\": \"the-canary\"}");
        for at in [At::Byte(0), At::Byte(20), At::Body(0), At::Body(9)] {
            let error = ask(source, whole.clone().stall(at), true).await;
            assert!(error.contains("no response within"), "{source:?}: {error}");
        }
    }
}

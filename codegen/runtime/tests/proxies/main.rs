//! Proxies that variables name. Variables are those of a process, so that each case runs in a child of its own: this
//! binary again, with the one test [`child`].

#![cfg(all(feature = "http1", feature = "credentials"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[path = "../support/server/mod.rs"]
mod server;

use http::Request;
use runtime::{
    Body, Config, Environment, HttpTransport, ProvideCredentials, Transport, default_chain,
};
use server::{Received, Reply, Server};
use std::env;
use std::process::Command;

/// Variables that name the task of the child and its URL.
const TASK: &str = "PROXIES_TEST_TASK";
const URL: &str = "PROXIES_TEST_URL";

const CREDENTIALS: &str = r#"{"AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "s", "Token": "t",
    "Expiration": "2099-01-01T00:00:00Z"}"#;

/// Runs one task in a child that knows these variables about proxies and no others, and gives what it printed.
fn run(task: &str, url: &str, variables: &[(&str, &str)]) -> String {
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", "child", "--nocapture"]);
    for scheme in ["http", "https", "all", "no"] {
        let name = format!("{scheme}_proxy");
        child.env_remove(name.to_uppercase()).env_remove(name);
    }
    child.env_remove("REQUEST_METHOD");
    child.env(TASK, task).env(URL, url);
    let output = child.envs(variables.iter().copied()).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}");
    let answer = printed.lines().find_map(|line| line.split_once("ANSWER "));
    answer.expect("the child answers").1.to_owned()
}

/// No test, but what the others run in a process of its own.
#[test]
fn child() {
    let Ok(task) = env::var(TASK) else {
        return;
    };
    let url = env::var(URL).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().unwrap();
    let answer = match task.as_str() {
        "get" => runtime.block_on(async {
            let transport = HttpTransport::new().unwrap();
            let request = Request::get(url).body(Body::empty()).unwrap();
            match transport.send(request).await {
                Ok(response) => format!("{}", response.status().as_u16()),
                Err(error) => format!("{error}"),
            }
        }),
        "container" => runtime.block_on(async {
            let variables = [
                ("AWS_CONTAINER_CREDENTIALS_FULL_URI", url.as_str()),
                ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "the-token"),
            ];
            let no_files: [(&str, &str); 0] = [];
            let environment = Environment::fixed(variables, no_files);
            let chain = default_chain(HttpTransport::new().unwrap(), environment);
            let credentials = chain.provide().await.map_err(|error| error.to_string());
            format!("{credentials:?}")
        }),
        "build" => {
            let built = HttpTransport::new()
                .map(drop)
                .map_err(|error| error.to_string());
            let configured = Config::builder()
                .build()
                .map(drop)
                .map_err(|error| error.to_string());
            assert_eq!(built, configured);
            let ignored = HttpTransport::builder().no_proxy().build();
            assert!(ignored.is_ok());
            let other = Config::builder().transport(ignored.unwrap()).build();
            assert!(other.is_ok());
            built.err().unwrap_or_else(|| "built".to_owned())
        }
        other => panic!("no task {other}"),
    };
    println!("\nANSWER {answer}");
}

fn proxy() -> Server {
    Server::always(Reply::new(299, CREDENTIALS))
}

fn url(server: &Server) -> String {
    format!("http://{}", server.address())
}

fn header<'a>(request: &'a Received, name: &str) -> Option<&'a str> {
    request
        .header(name)
        .map(|value| str::from_utf8(value).unwrap())
}

#[test]
fn a_proxy_is_told_the_whole_url_and_its_password() {
    let proxy = proxy();
    let with_password = format!("http://Aladdin:open%20sesame@{}", proxy.address());
    let answer = run(
        "get",
        "http://sts.example:8080/a?b=c",
        &[("HTTP_PROXY", &with_password)],
    );
    assert_eq!(answer, "299");
    let [request] = proxy.requests().try_into().unwrap();
    assert_eq!(request.target, "http://sts.example:8080/a?b=c");
    assert_eq!(header(&request, "host"), Some("sts.example:8080"));
    let authorization = header(&request, "proxy-authorization");
    assert_eq!(authorization, Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
}

/// RFC 9110, section 9.3.6: what a client sends for TLS through a proxy.
#[test]
fn a_tunnel_is_asked_for_tls() {
    let proxy = Server::always(Reply::new(403, ""));
    let with_password = format!("Aladdin:open%20sesame@{}", proxy.address());
    let answer = run(
        "get",
        "https://sts.example/a",
        &[("https_proxy", &with_password)],
    );
    assert!(
        answer.starts_with("could not connect to https://sts.example: "),
        "{answer}"
    );
    assert!(answer.contains("tunnel"), "{answer}");
    let [request] = proxy.requests().try_into().unwrap();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("CONNECT", "sts.example:443")
    );
    let authorization = header(&request, "proxy-authorization");
    assert_eq!(authorization, Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
}

#[test]
fn hosts_of_no_proxy_are_reached_without_one() {
    let proxy = proxy();
    for no_proxy in ["*", "192.0.2.0/24", "a.example, *", "192.0.2.1 b.example"] {
        let variables = [
            ("ALL_PROXY", url(&proxy)),
            ("NO_PROXY", no_proxy.to_owned()),
        ];
        let variables = variables
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        // Nobody listens there; the port is not valid, so that nobody is asked.
        run("get", "http://192.0.2.1:0/", &variables);
    }
    assert_eq!(proxy.connections(), 0);
    let variables = [
        ("ALL_PROXY", url(&proxy)),
        ("NO_PROXY", "192.0.3.0/24".to_owned()),
    ];
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    assert_eq!(run("get", "http://192.0.2.1:0/", &variables), "299");
}

/// The machine itself, however it is spelled: the first is AWS's example of a container's agent.
#[test]
fn no_proxy_sees_requests_to_this_machine() {
    let proxy = proxy();
    let agent = Server::always(Reply::new(200, CREDENTIALS));
    let port = agent.address().port();
    let variables = [("HTTP_PROXY", url(&proxy)), ("http_proxy", url(&proxy))];
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let hosts = [
        "localhost",
        "LOCALHOST",
        "127.1",
        "2130706433",
        "[::ffff:127.0.0.1]",
    ];
    for (asked, host) in hosts.into_iter().enumerate() {
        let at = format!("http://{host}:{port}/credentials");
        for task in ["get", "container"] {
            let answer = run(task, &at, &variables);
            assert!(
                answer == "200" || answer.starts_with("Ok("),
                "{host}: {answer}"
            );
        }
        assert_eq!(agent.requests().len(), 2 * (asked + 1), "{host}");
    }
    assert_eq!(proxy.connections(), 0);
}

#[test]
fn a_variable_that_cannot_be_used_is_an_error_of_the_configuration() {
    for (variable, value, expected) in [
        (
            "HTTPS_PROXY",
            "socks5://user:hunter2@proxy.example:1080",
            "socks5 proxies are not supported",
        ),
        (
            "all_proxy",
            "hunter2 is no proxy",
            "expected http://host:port or https://host:port",
        ),
        (
            "NO_PROXY",
            "a.example:8080",
            "without scheme and port, got \"a.example:8080\"",
        ),
    ] {
        let error = run(
            "build",
            "",
            &[("http_proxy", "http://p.example"), (variable, value)],
        );
        let start = format!("environment variable {variable}: ");
        assert!(
            error.starts_with(&start) && error.contains(expected),
            "{error}"
        );
        assert!(!error.contains("hunter2"), "{error}");
    }
    let fine = [
        ("http_proxy", "p.example:8080"),
        ("NO_PROXY", ".a.example,localhost:80"),
    ];
    assert_eq!(run("build", "", &fine), "built");
}

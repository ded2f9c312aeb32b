//! The chain of credentials over HTTP on loopback: the requests of each source, and the outcome of every response.

#![cfg(all(feature = "credentials", feature = "http1"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod aws;
mod carrier;
mod clock;
mod crowd;
mod hostile;
mod in_code;
mod mfa;
#[path = "../support/open.rs"]
mod open;
#[cfg(unix)]
mod processes;
#[cfg(unix)]
mod profiles;
mod region;
#[allow(dead_code, unused_imports, reason = "calls need a part of it")]
#[path = "../generated/sample/mod.rs"]
mod sample;
#[cfg(all(unix, feature = "tracing"))]
mod secrets;
#[path = "../support/server/mod.rs"]
mod server;
#[path = "../support/shown.rs"]
mod shown;
#[path = "../support/signed.rs"]
mod signed;
#[allow(dead_code, reason = "requests come from the transport, not from bytes")]
#[path = "../support/sigv4.rs"]
mod sigv4;
mod sources;
#[cfg(all(unix, feature = "tracing"))]
#[path = "../support/trace.rs"]
mod trace;

use runtime::{Environment, HttpTransport};

/// A transport that uses no proxy of whoever runs the tests.
fn transport() -> HttpTransport {
    HttpTransport::builder().no_proxy().build().unwrap()
}

/// `~/.aws/config`, variables, and other files.
fn environment(config: &str, variables: &[(&str, &str)], files: &[(&str, &str)]) -> Environment {
    let variables = variables.iter().copied().chain([("HOME", "/home/u")]);
    let config = [("/home/u/.aws/config", config)];
    Environment::fixed(variables, config.iter().chain(files).copied())
}

/// The token of a sign-in in the session `s`: `printf s | sha1sum`.
const SIGN_IN: (&str, &str) = (
    "/home/u/.aws/sso/cache/a0f1490a20d0211c997b44bc357e1972deab8ae3.json",
    r#"{"startUrl": "https://start.example/", "region": "eu-central-1", "accessToken": "the-bearer-token",
        "expiresAt": "2099-01-01T00:00:00UTC"}"#,
);

/// A profile that signs in for it.
const SIGNS_IN: &str = "[default]\nsso_session = s\nsso_account_id = 444444444444\nsso_role_name = Read & Write\n\
                        [sso-session s]\nsso_region = eu-central-1\nsso_start_url = https://start.example/\n";

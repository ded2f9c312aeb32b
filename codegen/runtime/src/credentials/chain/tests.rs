//! The chain over a scripted transport, fixed variables and files, and a stopped clock.
//!
//! Requests and answers are those of AWS's documentation: the API references of STS and of the portal of IAM Identity
//! Center, and the guides of ECS, of EKS and of EC2's instance metadata.

mod bypass;
mod container;
mod damaged;
mod faults;
mod features;
mod instance;
#[cfg(feature = "login")]
mod login;
mod mfa;
mod order;
mod regions;
mod sessions;
mod sso;
mod sso_renewal;
mod sts;

use super::default_chain;
use crate::config::Environment;
use crate::credentials::test_clock::{TestClock, at};
use crate::credentials::{Credentials, CredentialsError, ProvideCredentials};
use crate::transport::{Body, BoxFuture, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// The outcome of a request.
enum Answer {
    Response(u16, String),
    Refused,
    Silence,
    /// A response, before which something happens.
    After(Box<dyn Fn() + Send + Sync>, u16, String),
}

fn ok(body: impl Into<String>) -> Answer {
    Answer::Response(200, body.into())
}

/// Answers one request after the other and keeps them.
#[derive(Default)]
struct Script {
    answers: Mutex<VecDeque<Answer>>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl Transport for Script {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let request = request.map(|body| body.into_bytes().unwrap());
        self.requests.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front();
        Box::pin(async {
            match answer {
                Some(Answer::Response(status, body)) => {
                    let response = Response::builder().status(status).body(body.into());
                    Ok(response.unwrap())
                }
                Some(Answer::After(event, status, body)) => {
                    event();
                    let response = Response::builder().status(status).body(body.into());
                    Ok(response.unwrap())
                }
                Some(Answer::Refused) => {
                    let refused = io::Error::other("connection refused");
                    Err(TransportError::connect(refused))
                }
                Some(Answer::Silence) => std::future::pending().await,
                None => Err(TransportError::new("nobody is asked")),
            }
        })
    }
}

/// The code of a device by its serial number.
type MfaCode = fn(&str) -> Result<String, io::Error>;

/// The surroundings of a chain.
#[derive(Default)]
struct Setup<'a> {
    variables: &'a [(&'a str, &'a str)],
    /// The configuration file.
    config: &'a str,
    files: &'a [(&'a str, &'a str)],
    answers: Vec<Answer>,
    region: Option<&'a str>,
    profile: Option<&'a str>,
    impatient: bool,
    mfa_code: Option<MfaCode>,
}

/// Its outcome, and the requests that it sent.
struct Run {
    result: Result<Credentials, String>,
    is_not_found: bool,
    requests: Vec<Request<Bytes>>,
    sleeps: Vec<Duration>,
}

/// Secrets that must not be seen.
const SECRETS: [&str; 10] = [
    "the-secret",
    "the-token",
    "the-other-secret",
    "the-web-token",
    "the-bearer-token",
    "the-refresh-token",
    "the-new-",
    "the-code",
    "MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2cho",
    "246802",
];

#[track_caller]
fn assert_no_secret(shown: &str) {
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{shown}");
    }
}

impl Setup<'_> {
    /// The variables and files.
    fn environment(&self) -> Environment {
        let variables = [("HOME", "/home/u")].iter().chain(self.variables);
        let files = [("/home/u/.aws/config", self.config)];
        Environment::fixed(variables.copied(), files.iter().chain(self.files).copied())
    }

    async fn run(self) -> Run {
        let environment = self.environment();
        self.run_in(environment).await
    }

    /// Runs the chain in an environment, which may be that of an earlier chain or of another one.
    async fn run_in(self, environment: Environment) -> Run {
        let script = Arc::new(Script::default());
        *script.answers.lock().unwrap() = self.answers.into();
        let clock = Arc::new(if self.impatient {
            TestClock::without_sleep()
        } else {
            TestClock::new()
        });
        let mut chain = default_chain(script.clone(), environment).clock(clock.clone());
        if let Some(region) = self.region {
            chain = chain.region(region);
        }
        if let Some(profile) = self.profile {
            chain = chain.profile(profile);
        }
        if let Some(code) = self.mfa_code {
            chain = chain.mfa_code(move |serial| std::future::ready(code(&serial)));
        }
        let provided = tokio::time::timeout(Duration::from_secs(60), chain.provide()).await;
        let result = provided.expect("nothing waits for a stopped clock");
        assert_no_secret(&format!("{chain:?} {result:?}"));
        let is_not_found = result.as_ref().is_err_and(CredentialsError::is_not_found);
        let result = result.map_err(|error| {
            // Sources are for programs, and are printed by many.
            let mut source: Option<&dyn std::error::Error> = Some(&error);
            while let Some(error) = source {
                assert_no_secret(&format!("{error} {error:?}"));
                source = error.source();
            }
            error.to_string()
        });
        let requests = std::mem::take(&mut *script.requests.lock().unwrap());
        // As a transport may trace them.
        for request in &requests {
            assert_no_secret(&format!("{} {:?}", request.uri(), request.headers()));
        }
        Run {
            result,
            is_not_found,
            requests,
            sleeps: clock.sleeps(),
        }
    }
}

impl Run {
    /// The requests: method and URI.
    fn asked(&self) -> Vec<String> {
        let requests = self.requests.iter();
        requests
            .map(|request| format!("{} {}", request.method(), request.uri()))
            .collect()
    }

    /// The paths of the requests.
    fn paths(&self) -> Vec<String> {
        let requests = self.requests.iter();
        requests
            .map(|request| request.uri().path().to_owned())
            .collect()
    }

    fn header(&self, request: usize, name: &str) -> Option<&str> {
        let value = self.requests[request].headers().get(name)?;
        Some(value.to_str().unwrap())
    }

    #[track_caller]
    fn credentials(&self) -> &Credentials {
        self.result.as_ref().unwrap()
    }

    /// The account and the role.
    #[track_caller]
    fn identity(&self) -> [Option<&str>; 2] {
        let credentials = self.credentials();
        [credentials.account(), credentials.role()]
    }

    #[track_caller]
    fn error(&self) -> &str {
        self.result.as_ref().unwrap_err()
    }
}

/// 2099-01-01T00:00:00Z
fn far() -> SystemTime {
    at(4_070_908_800 - 1_800_000_000)
}

/// The credentials that sources have in these tests, by the ID of the key.
fn session(id: &str) -> Credentials {
    Credentials::new(id, "the-secret")
        .session_token("the-token")
        .expires_at(far())
        .account_id("123456789012")
}

//! Clients whose calls are traced, with a clock that waits for nothing.

use crate::clock::TestClock;
use generated::codeconnections::operation::get_repository_link::*;

use generated::runtime::retry::{Attempt, Decision, Retry, RetryCall, RetryFacts, RetryPolicy};
use generated::runtime::{ConfigBuilder, FakeResponse, FakeTransport};
use std::time::Duration;

pub type Fake = FakeResponse<GetRepositoryLink>;

/// One retry after a second and a half, whatever has happened.
#[derive(Debug)]
struct Once;

impl RetryPolicy for Once {
    fn start(&self, _: RetryFacts) -> Box<dyn RetryCall> {
        Box::new(|attempt: &Attempt<'_>| match attempt.number {
            1 => Decision::Retry(Duration::from_millis(1500)),
            _ => Decision::GiveUp,
        })
    }
}

/// Transport with these responses, each after 250 ms, and the configuration of clients that retry once.
pub fn config(responses: Vec<Fake>) -> (TestClock, ConfigBuilder) {
    let clock = TestClock::new();
    let mut fake = FakeTransport::new().clock(clock.clone());
    for response in responses {
        fake = fake.once::<GetRepositoryLink>(response.after(Duration::from_millis(250)));
    }
    let config = fake
        .config_builder()
        .region("eu-west-1")
        .endpoint_url("https://links.example:8443");
    (clock, config.retry(Retry::custom(Once)))
}

/// A response with the status, the code of an error, and a request id.
pub fn error(status: u16, code: &str) -> Fake {
    let response = http::Response::builder()
        .status(status)
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amzn-requestid", "id-of-error")
        .body(format!(r#"{{"__type": "{code}", "message": "HIDDEN"}}"#));
    response.expect("a response").into()
}

/// A response with an output and a request id.
pub fn output() -> Fake {
    let body = r#"{"RepositoryLinkInfo": {"ConnectionArn": "HIDDEN", "OwnerId": "HIDDEN", "ProviderType": "GitHub",
        "RepositoryLinkArn": "HIDDEN", "RepositoryLinkId": "HIDDEN", "RepositoryName": "HIDDEN"}}"#;
    let response = http::Response::builder()
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amzn-requestid", "id-of-output")
        .body(body);
    response.expect("a response").into()
}

pub fn input() -> GetRepositoryLinkInput {
    GetRepositoryLinkInput::new("HIDDEN")
}

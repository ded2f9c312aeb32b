//! The cases that the Go SDK tests retry behaviour 2.1 with, as recorded in `tests/facts/retry-2.1.json`.

use http::{HeaderMap, StatusCode};
use runtime::http;
use runtime::retry::{Attempt, Decision, ErrorResponse, Failure, RetryCall, RetryFacts};
use runtime::retry::{RetryPolicy, StandardRetry, TokenBucket};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

#[derive(Deserialize)]
struct Recorded {
    defaults: Defaults,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Defaults {
    initial_quota: u32,
    max_attempts: u32,
    base_delay_ms: u64,
    dynamodb: DynamoDb,
}

#[derive(Deserialize)]
struct DynamoDb {
    base_delay_ms: u64,
    max_attempts: u32,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    settings: Settings,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// `null` where any will do.
    jitter: Option<f64>,
    initial_quota: Option<u32>,
    max_attempts: Option<u32>,
    max_backoff_ms: Option<u64>,
    service: Option<String>,
    #[serde(default)]
    long_polling: bool,
}

#[derive(Deserialize)]
struct Step {
    status: u16,
    error_kind: Option<String>,
    x_amz_retry_after: Option<String>,
    outcome: String,
    delay_ms: Option<u64>,
    quota: Option<u32>,
}

fn recorded() -> Recorded {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("../../tests/facts/retry-2.1.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Returns the expected decision of a step, if the call continues or ends with it.
fn expected(step: &Step) -> Option<Decision> {
    let delay = step.delay_ms.map(Duration::from_millis);
    match (step.outcome.as_str(), delay) {
        ("success", None) => None,
        ("retry_request", Some(delay)) => Some(Decision::Retry(delay)),
        ("retry_quota_exceeded", Some(delay)) => Some(Decision::GiveUpAfter(delay)),
        ("retry_quota_exceeded" | "max_attempts_exceeded" | "fail_request", None) => {
            Some(Decision::GiveUp)
        }
        other => panic!("an outcome that means nothing: {other:?}"),
    }
}

impl Step {
    fn fail(&self, call: &mut dyn RetryCall, number: u32, fraction: f64) -> Decision {
        let mut headers = HeaderMap::new();
        if let Some(text) = &self.x_amz_retry_after {
            headers.insert("x-amz-retry-after", text.parse().unwrap());
        }
        let response = ErrorResponse::new(StatusCode::from_u16(self.status).unwrap())
            .code(self.error_kind.as_deref(), &[])
            .headers(&headers);
        call.failed(&Attempt::new(number, Failure::Response(response), fraction))
    }
}

impl Settings {
    fn policy(&self, bucket: &TokenBucket) -> StandardRetry {
        let mut policy = StandardRetry::new(bucket.clone());
        if let Some(max_attempts) = self.max_attempts {
            policy = policy.max_attempts(max_attempts);
        }
        if let Some(max_backoff) = self.max_backoff_ms {
            policy = policy.max_backoff(Duration::from_millis(max_backoff));
        }
        policy
    }

    fn facts(&self, defaults: &Defaults) -> RetryFacts {
        let facts = RetryFacts::STANDARD.long_poll(self.long_polling);
        if self.service.as_deref() == Some("dynamodb") {
            facts
                .base(Duration::from_millis(defaults.dynamodb.base_delay_ms))
                .max_attempts(defaults.dynamodb.max_attempts)
        } else {
            facts
        }
    }
}

fn run(case: &Case, defaults: &Defaults, fraction: f64) {
    let quota = case.settings.initial_quota.unwrap_or(TokenBucket::CAPACITY);
    let bucket = TokenBucket::new(quota);
    let policy = case.settings.policy(&bucket);
    let facts = case.settings.facts(defaults);
    let mut call = policy.start(facts);
    let mut number = 0;
    for (index, step) in case.steps.iter().enumerate() {
        number += 1;
        let place = format!("{}, step {index}, jitter {fraction}", case.name);
        let before = bucket.available();
        match expected(step) {
            Some(decision) => {
                let decided = step.fail(&mut *call, number, fraction);
                assert_eq!(decided, decision, "{place}");
                call.retrying();
            }
            None => {
                assert!(step.status < 300, "{place}");
                call.succeeded();
                // What follows is another call of the same client.
                call = policy.start(facts);
                number = 0;
            }
        }
        assert_eq!(bucket.available(), step.quota.unwrap_or(before), "{place}");
    }
}

#[test]
fn every_recorded_case_holds() {
    let recorded = recorded();
    assert_eq!(recorded.cases.len(), 19);
    let steps = recorded.cases.iter().flat_map(|case| &case.steps);
    assert_eq!(steps.clone().count(), 47);
    let outcomes: BTreeSet<&str> = steps.map(|step| step.outcome.as_str()).collect();
    assert_eq!(outcomes.len(), 5, "{outcomes:?}");
    for case in &recorded.cases {
        match case.settings.jitter {
            Some(fraction) => run(case, &recorded.defaults, fraction),
            None => [0.0, 0.5, 1.0]
                .into_iter()
                .for_each(|fraction| run(case, &recorded.defaults, fraction)),
        }
    }
}

#[test]
fn the_defaults_are_the_recorded_ones() {
    let Defaults {
        initial_quota,
        max_attempts,
        base_delay_ms,
        ..
    } = recorded().defaults;
    assert_eq!(TokenBucket::default().available(), initial_quota);
    let facts = RetryFacts::default();
    assert_eq!(facts.max_attempts, max_attempts);
    assert_eq!(facts.base, Duration::from_millis(base_delay_ms));
    assert!(!facts.long_poll);
}

//! Several providers in a row.

use super::FirstOf;
use crate::credentials::{Credentials, CredentialsError, ProvideCredentials};
use crate::transport::BoxFuture;
use std::error::Error;
use std::future::ready;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

type Outcome = Result<Credentials, CredentialsError>;

/// Always gives the same, and keeps the keys that it was told of.
#[derive(Clone)]
struct Provider {
    outcome: Outcome,
    asked: Arc<Mutex<usize>>,
    rejected: Arc<Mutex<Vec<String>>>,
}

impl Provider {
    fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            asked: Arc::default(),
            rejected: Arc::default(),
        }
    }

    fn found(id: &str) -> Self {
        Self::new(Ok(Credentials::new(id, "the-secret")))
    }

    fn without(why: &str) -> Self {
        Self::new(Err(CredentialsError::not_found(why)))
    }

    fn broken(why: &str) -> Self {
        Self::new(Err(CredentialsError::new(why)))
    }
}

impl ProvideCredentials for Provider {
    fn provide(&self) -> BoxFuture<'_, Outcome> {
        *self.asked.lock().unwrap() += 1;
        Box::pin(ready(self.outcome.clone()))
    }

    fn reject(&self, credentials: &Credentials) {
        let id = credentials.access_key_id().to_owned();
        self.rejected.lock().unwrap().push(id);
    }
}

fn provide(provider: &FirstOf) -> Outcome {
    let mut context = Context::from_waker(Waker::noop());
    match provider.provide().as_mut().poll(&mut context) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn the_first_that_has_credentials_gives_them() {
    let (none, first, second) = (
        Provider::without("unset"),
        Provider::found("first"),
        Provider::found("second"),
    );
    let chain = FirstOf::new("none", none.clone())
        .or("first", first.clone())
        .or("second", second.clone());
    assert_eq!(provide(&chain).unwrap().access_key_id(), "first");
    let asked = [none, first, second].map(|it| *it.asked.lock().unwrap());
    assert_eq!(asked, [1, 1, 0]);
    assert_eq!(
        format!("{chain:?}"),
        r#"FirstOf(["none", "first", "second"])"#
    );
}

#[test]
fn without_any_the_error_names_each_with_its_reason() {
    let chain =
        FirstOf::new("one", Provider::without("unset")).or("two", Provider::without("empty"));
    let error = provide(&chain).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(
        error.to_string(),
        "no credentials found: one: unset; two: empty"
    );
    assert_eq!(error.source().unwrap().to_string(), "empty");
}

#[test]
fn a_failure_ends_the_search_and_names_its_source_and_those_that_were_skipped() {
    let last = Provider::found("last");
    let chain = FirstOf::new("one", Provider::without("unset"))
        .or("two", Provider::broken("the vault is sealed"))
        .or("three", last.clone());
    let error = provide(&chain).unwrap_err();
    assert!(!error.is_not_found());
    assert_eq!(
        error.to_string(),
        "two: the vault is sealed; skipped before it: one: unset"
    );
    assert_eq!(*last.asked.lock().unwrap(), 0);
    assert_eq!(error.source().unwrap().to_string(), "the vault is sealed");

    let error = provide(&FirstOf::new("two", Provider::broken("sealed"))).unwrap_err();
    assert_eq!(error.to_string(), "two: sealed");
}

#[test]
fn a_chain_within_a_chain_is_skipped_as_a_whole() {
    let inner = FirstOf::new("a", Provider::without("unset")).or("b", Provider::without("empty"));
    let chain = FirstOf::new("inner", inner).or("last", Provider::found("last"));
    assert_eq!(provide(&chain).unwrap().access_key_id(), "last");
}

#[test]
fn every_source_is_told_of_rejected_credentials() {
    let (one, two) = (Provider::found("one"), Provider::found("two"));
    let chain = FirstOf::new("one", one.clone()).or("two", Arc::new(two.clone()));
    chain.reject(&Credentials::new("one", "the-secret"));
    for provider in [one, two] {
        assert_eq!(*provider.rejected.lock().unwrap(), ["one"]);
    }
}

//! The role and the API of an instance are remembered between requests.
//!
//! The orders of requests are those of the test cases that the other SDKs of AWS have in common for the extended endpoint,
//! less the token, which they do not count.

use super::credentials;
use crate::config::{Environment, ServiceOverrides};
use crate::credentials::chain::context::{Memory, ProviderContext};
use crate::credentials::test_clock::TestClock;
use crate::transport::{Body, BoxFuture, Transport, TransportError};
use http::{Request, Response};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// A path below `/latest/meta-data/iam/`, and what comes back.
type Exchange = (&'static str, u16, String);

/// Gives tokens, and for the rest one response after the other, each for one path.
#[derive(Clone, Default)]
struct Script(Arc<Mutex<VecDeque<Exchange>>>);

impl Script {
    fn add(&self, exchanges: impl IntoIterator<Item = Exchange>) {
        self.0.lock().unwrap().extend(exchanges);
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let (status, body) = if request.uri().path() == "/latest/api/token" {
            (200, "token".to_owned())
        } else {
            let (path, status, body) = self.0.lock().unwrap().pop_front().unwrap();
            let expected = format!("/latest/meta-data/iam/{path}");
            assert_eq!(request.uri().path(), expected);
            (status, body)
        };
        let response = Response::builder()
            .status(status)
            .body(body.into())
            .unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

fn document(account: &str) -> String {
    let account = match account {
        "" => String::new(),
        account => format!(", \"AccountId\": \"{account}\""),
    };
    format!(
        r#"{{"Code": "Success", "AccessKeyId": "id", "SecretAccessKey": "s", "Token": "t",
            "Expiration": "2025-03-12T21:53:17.832308Z", "UnexpectedElement1": {{"Name": "x"}}{account}}}"#
    )
}

const INVALID: &str = "the instance does not have the role";

fn context(script: &Script, role: Option<&str>) -> ProviderContext {
    let role = role.map(|role| ("AWS_EC2_INSTANCE_PROFILE_NAME", role));
    let no_files: [(&str, &str); 0] = [];
    ProviderContext {
        transport: Arc::new(script.clone()),
        environment: Environment::fixed(role, no_files),
        clock: Arc::new(TestClock::new()),
        entropy: Arc::new(|| Ok([0; 16])),
        overrides: ServiceOverrides::default(),
        mfa_code: None,
        memory: Arc::new(Memory::new(true)),
    }
}

/// Asks once for each outcome: an account, or a part of the error.
async fn check(role: Option<&str>, exchanges: Vec<Exchange>, outcomes: &[Result<&str, &str>]) {
    let script = Script::default();
    script.add(exchanges);
    let context = context(&script, role);
    for outcome in outcomes {
        match (credentials(&context, "i", None).await, outcome) {
            (Ok(found), Ok(account)) => assert_eq!(found.account().unwrap_or_default(), *account),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (found, _) => panic!("{found:?} in place of {outcome:?}"),
        }
    }
    assert!(script.0.lock().unwrap().is_empty());
}

const EXTENDED: &str = "security-credentials-extended/";
const LEGACY: &str = "security-credentials/";

fn name(path: &'static str, role: &str) -> Exchange {
    (path, 200, role.to_owned())
}

fn missing(path: &'static str) -> Exchange {
    (path, 404, String::new())
}

#[tokio::test]
async fn the_role_is_looked_for_once() {
    for account in ["123456789101", ""] {
        let found = || ("security-credentials-extended/p1", 200, document(account));
        let exchanges = vec![name(EXTENDED, "p1"), found(), found()];
        check(None, exchanges, &[Ok(account), Ok(account)]).await;
    }
    let found = || ("security-credentials/p9", 200, document(""));
    let exchanges = vec![missing(EXTENDED), name(LEGACY, "p9"), found(), found()];
    check(None, exchanges, &[Ok(""), Ok("")]).await;
}

/// Stand-ins for the service write it in their own way.
#[tokio::test]
async fn success_is_read_in_any_case() {
    for code in ["success", "SUCCESS", " Success "] {
        let document = document("").replace("\"Success\"", &format!("\"{code}\""));
        let found = ("security-credentials-extended/p1", 200, document);
        check(None, vec![name(EXTENDED, "p1"), found], &[Ok("")]).await;
    }
}

#[tokio::test]
async fn a_configured_role_is_never_looked_for() {
    for account in ["234567891011", ""] {
        let found = || ("security-credentials-extended/p2", 200, document(account));
        check(
            Some("p2"),
            vec![found(), found()],
            &[Ok(account), Ok(account)],
        )
        .await;
    }
    let found = || ("security-credentials/p10", 200, document(""));
    let exchanges = vec![
        missing("security-credentials-extended/p10"),
        found(),
        found(),
    ];
    check(Some("p10"), exchanges, &[Ok(""), Ok("")]).await;
    let exchanges = vec![
        missing("security-credentials-extended/p4"),
        missing("security-credentials/p4"),
    ];
    check(Some("p4"), exchanges, &[Err(INVALID)]).await;
}

#[tokio::test]
async fn a_role_that_has_been_replaced_is_looked_for_again() {
    for accounts in [["345678910112", "314253647589"], ["", ""]] {
        let exchanges = vec![
            name(EXTENDED, "p3"),
            (
                "security-credentials-extended/p3",
                200,
                document(accounts[0]),
            ),
            missing("security-credentials-extended/p3"),
            name(EXTENDED, "p3-b"),
            (
                "security-credentials-extended/p3-b",
                200,
                document(accounts[1]),
            ),
        ];
        check(None, exchanges, &accounts.map(Ok)).await;
    }
    let exchanges = vec![
        missing(EXTENDED),
        name(LEGACY, "p11"),
        ("security-credentials/p11", 200, document("")),
        missing("security-credentials/p11"),
        name(LEGACY, "p11-b"),
        ("security-credentials/p11-b", 200, document("")),
    ];
    check(None, exchanges, &[Ok(""), Ok("")]).await;
}

/// Beyond the common cases: no endless search, and a service that changes.
#[tokio::test]
async fn a_search_ends_and_begins_anew_after_a_failure() {
    let exchanges = vec![
        name(EXTENDED, "a"),
        missing("security-credentials-extended/a"),
        name(EXTENDED, "b"),
        missing("security-credentials-extended/b"),
        name(EXTENDED, "c"),
        missing("security-credentials-extended/c"),
        // The next one.
        missing(EXTENDED),
        name(LEGACY, "d"),
        ("security-credentials/d", 200, document("")),
    ];
    let outcomes = [
        Err("the metadata service has no credentials of the role that it names"),
        Ok(""),
    ];
    check(None, exchanges, &outcomes).await;
    let exchanges = vec![
        missing(EXTENDED),
        missing(LEGACY),
        name(EXTENDED, "a"),
        ("security-credentials-extended/a", 200, document("1")),
    ];
    check(None, exchanges, &[Err("the instance has no role"), Ok("1")]).await;
}

/// A stand-in that lists roles at any path and has credentials at the older one.
#[tokio::test]
async fn a_role_that_the_extended_endpoint_only_names_is_looked_for_at_the_older_one() {
    let twice = || {
        [
            name(EXTENDED, "p"),
            missing("security-credentials-extended/p"),
        ]
    };
    let found = || ("security-credentials/p", 200, document(""));
    let exchanges = [twice(), twice()].into_iter().flatten();
    let exchanges = exchanges.chain([found(), found()]).collect();
    check(None, exchanges, &[Ok(""), Ok("")]).await;
}

/// A service that has given credentials fails from then on, and is not one that does not exist.
#[tokio::test]
async fn after_credentials_to_find_nothing_is_a_failure() {
    let found = || ("security-credentials-extended/p", 200, document(""));
    let gone = || missing("security-credentials-extended/p");
    for rest in [
        vec![gone(), missing(EXTENDED), missing(LEGACY)],
        vec![gone(), name(EXTENDED, "")],
    ] {
        let script = Script::default();
        let context = context(&script, None);
        script.add([name(EXTENDED, "p"), found()]);
        credentials(&context, "i", None).await.unwrap();
        script.add(rest);
        let error = credentials(&context, "i", None).await.unwrap_err();
        assert_eq!(error.to_string(), "i: the instance has no role");
        assert!(!error.is_not_found());
        // As long as there were none, it is nothing.
        let context = self::context(&script, None);
        script.add([missing(EXTENDED), missing(LEGACY)]);
        let error = credentials(&context, "i", None).await.unwrap_err();
        assert!(error.is_not_found());
    }
}

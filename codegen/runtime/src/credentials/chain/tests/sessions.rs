//! Files of sessions that others renew, write or remove at the same time, or that cannot be written.

use super::{Answer, Script, Setup, ok, session};
use crate::config::{Config, Environment};
use crate::credentials::chain::{DefaultChain, default_chain};
use crate::credentials::test_clock::{TestClock, at};
use crate::credentials::{CredentialsError, ProvideCredentials};
use crate::time::Clock;
use crate::transport::BoxFuture;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const SESSION: &str = "[default]\nsso_session = my-sso\nsso_account_id = 123456789012\nsso_role_name = Reader\n\
                       [sso-session my-sso]\nsso_region = eu-west-1\nsso_start_url = https://a.awsapps.com/start\n";
/// `printf my-sso | sha1sum`
const FILE: &str = "/home/u/.aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json";

const EXPIRED: &str = "2027-01-15T08:00:00Z";
const DUE: &str = "2027-01-15T08:10:00Z";

fn token(text: &str, expiry: &str) -> String {
    format!(
        r#"{{"accessToken": "{text}", "expiresAt": "{expiry}", "clientId": "client", "clientSecret": "the-other-secret",
            "registrationExpiresAt": "2099-01-01T00:00:00Z", "refreshToken": "the-refresh-token"}}"#
    )
}

const RENEWED: &str = r#"{"accessToken": "the-new-token", "expiresIn": 3600}"#;
const ROLE: &str = r#"{"roleCredentials": {"accessKeyId": "role", "secretAccessKey": "the-secret",
    "sessionToken": "the-token", "expiration": 4070908800000}}"#;
const REJECTED: &str = r#"{"error": "invalid_grant"}"#;

fn environment(token: &str) -> Environment {
    let setup = Setup {
        config: SESSION,
        files: &[(FILE, token)],
        ..Setup::default()
    };
    setup.environment()
}

fn write(environment: &Environment, content: &str) {
    environment
        .replace(Path::new(FILE), content.as_bytes().to_vec())
        .unwrap();
}

fn content(environment: &Environment) -> String {
    let content = environment.read(Path::new(FILE)).unwrap();
    String::from_utf8(content).unwrap()
}

/// A chain with its script.
struct Chain {
    chain: DefaultChain,
    script: Arc<Script>,
}

impl Chain {
    fn new(environment: &Environment, clock: Arc<dyn Clock>) -> Self {
        let script = Arc::new(Script::default());
        let chain = default_chain(script.clone(), environment.clone()).clock(clock);
        Self { chain, script }
    }

    /// Returns the token that the portal got, and the number of requests.
    async fn provide(&self, answers: Vec<Answer>) -> Result<(String, usize), CredentialsError> {
        *self.script.answers.lock().unwrap() = answers.into();
        assert_eq!(self.chain.provide().await?, session("role"));
        let requests = std::mem::take(&mut *self.script.requests.lock().unwrap());
        let portal = requests.last().unwrap();
        let token = portal.headers().get("x-amz-sso_bearer_token").unwrap();
        Ok((token.to_str().unwrap().to_owned(), requests.len()))
    }
}

fn clock() -> Arc<TestClock> {
    Arc::new(TestClock::without_sleep())
}

#[tokio::test]
async fn after_a_failed_renewal_the_token_of_another_process_is_used() {
    for expiry in [EXPIRED, DUE] {
        let environment = environment(&token("the-bearer-token", expiry));
        let others = token("the-new-token", "2027-01-15T09:00:00Z");
        let answers = {
            let (environment, others) = (environment.clone(), others.clone());
            let renewed_by_others = move || write(&environment, &others);
            vec![
                Answer::After(Box::new(renewed_by_others), 400, REJECTED.into()),
                ok(ROLE),
            ]
        };
        let chain = Chain::new(&environment, clock());
        let (used, requests) = chain.provide(answers).await.unwrap();
        assert_eq!((used.as_str(), requests), ("the-new-token", 2));
        assert_eq!(content(&environment), others);
    }
}

/// Another process that writes what it has renewed while this one waits.
struct Others {
    environment: Environment,
    content: String,
}

impl Clock for Others {
    fn now(&self) -> SystemTime {
        at(0)
    }

    fn instant(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // Those of 10 s are timeouts of requests, which do not end.
        if duration > Duration::from_secs(1) {
            return Box::pin(std::future::pending());
        }
        write(&self.environment, &self.content);
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn another_process_has_a_second_to_write_its_token() {
    let environment = environment(&token("the-bearer-token", EXPIRED));
    let clock = Others {
        environment: environment.clone(),
        content: token("the-new-token", "2027-01-15T09:00:00Z"),
    };
    let chain = Chain::new(&environment, Arc::new(clock));
    let answers = vec![Answer::Response(400, REJECTED.into()), ok(ROLE)];
    let (used, requests) = chain.provide(answers).await.unwrap();
    assert_eq!((used.as_str(), requests), ("the-new-token", 2));
}

#[tokio::test]
async fn a_file_that_has_changed_meanwhile_is_not_overwritten() {
    let signed_in_again = token("the-new-sign-in", "2027-01-15T16:00:00Z");
    // Also one that is being written, or signed out of.
    for meanwhile in [signed_in_again.as_str(), r#"{"accessToken": "the-n"#, ""] {
        let environment = environment(&token("the-bearer-token", EXPIRED));
        let answers = {
            let (environment, meanwhile) = (environment.clone(), meanwhile.to_owned());
            let changed = move || write(&environment, &meanwhile);
            vec![
                Answer::After(Box::new(changed), 200, RENEWED.into()),
                ok(ROLE),
            ]
        };
        let chain = Chain::new(&environment, clock());
        let (used, requests) = chain.provide(answers).await.unwrap();
        assert_eq!((used.as_str(), requests), ("the-new-token", 2));
        assert_eq!(content(&environment), meanwhile);
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_written_is_kept_until_the_file_changes() {
    let old = token("the-bearer-token", EXPIRED);
    let environment = environment(&old);
    environment.set_read_only(true);
    let chain = Chain::new(&environment, clock());
    let (used, requests) = chain.provide(vec![ok(RENEWED), ok(ROLE)]).await.unwrap();
    assert_eq!((used.as_str(), requests), ("the-new-token", 2));
    assert_eq!(content(&environment), old);
    let (used, requests) = chain.provide(vec![ok(ROLE)]).await.unwrap();
    assert_eq!((used.as_str(), requests), ("the-new-token", 1));
    environment.set_read_only(false);
    write(
        &environment,
        &token("the-new-sign-in", "2027-01-15T16:00:00Z"),
    );
    let (used, requests) = chain.provide(vec![ok(ROLE)]).await.unwrap();
    assert_eq!((used.as_str(), requests), ("the-new-sign-in", 1));
}

#[tokio::test]
async fn a_failed_renewal_is_tried_again_after_half_a_minute() {
    let environment = environment(&token("the-bearer-token", DUE));
    let clock = clock();
    let chain = Chain::new(&environment, clock.clone());
    let rejected = || Answer::Response(400, REJECTED.into());
    for (second, answers, expected) in [
        (0, vec![rejected(), ok(ROLE)], ("the-bearer-token", 2)),
        (29, vec![ok(ROLE)], ("the-bearer-token", 1)),
        (30, vec![ok(RENEWED), ok(ROLE)], ("the-new-token", 2)),
        (31, vec![ok(ROLE)], ("the-new-token", 1)),
    ] {
        clock.set(second);
        let (used, requests) = chain.provide(answers).await.unwrap();
        assert_eq!((used.as_str(), requests), expected, "{second}");
    }
}

#[tokio::test]
async fn two_chains_renew_one_after_the_other() {
    let environment = environment(&token("the-bearer-token", EXPIRED));
    let chains = [(); 2].map(|()| Chain::new(&environment, clock()));
    let (used, requests) = chains[0]
        .provide(vec![ok(RENEWED), ok(ROLE)])
        .await
        .unwrap();
    assert_eq!((used.as_str(), requests), ("the-new-token", 2));
    let (used, requests) = chains[1].provide(vec![ok(ROLE)]).await.unwrap();
    assert_eq!((used.as_str(), requests), ("the-new-token", 1));
}

#[tokio::test]
async fn the_token_is_also_there_for_services_with_bearer_tokens() {
    let environment = environment(&token("the-bearer-token", EXPIRED));
    let chain = Chain::new(&environment, clock());
    *chain.script.answers.lock().unwrap() = vec![ok(RENEWED)].into();
    let token = chain.chain.sso_token().await.unwrap().unwrap();
    assert_eq!(token.text, "the-new-token");
    assert_eq!(token.expires_at, at(3600));
    // Without an account and a role too, and not for other profiles.
    for (config, has_token) in [
        (
            "[default]\nsso_session = my-sso\n[sso-session my-sso]\nsso_region = eu-west-1\nsso_start_url = u\n",
            true,
        ),
        ("[default]\nregion = eu-west-1\n", false),
        (
            "[default]\nsso_region = eu-west-1\nsso_start_url = u\nsso_account_id = 1\nsso_role_name = r\n",
            false,
        ),
    ] {
        let content = content(&environment);
        let setup = Setup {
            config,
            files: &[(FILE, &content)],
            ..Setup::default()
        };
        let chain = Chain::new(&setup.environment(), clock());
        let token = chain.chain.sso_token().await.unwrap();
        assert_eq!(
            token.map(|it| it.text),
            has_token.then(|| "the-new-token".to_owned())
        );
    }
}

/// The credentials and the bearer token of a configuration are from one session, whose renewal is kept for both.
#[tokio::test]
async fn a_configuration_renews_a_session_once_even_if_it_cannot_be_written() {
    let environment = environment(&token("the-bearer-token", EXPIRED));
    environment.set_read_only(true);
    let script = Arc::new(Script::default());
    // Anything after them is an error.
    *script.answers.lock().unwrap() = vec![ok(RENEWED), ok(ROLE)].into();
    let config = Config::builder()
        .environment(environment)
        .transport(script.clone())
        .clock(clock())
        .build()
        .unwrap();
    let bearer = config.shared_token().get().await.unwrap();
    assert_eq!(bearer.token(), Some("the-new-token"));
    let credentials = config.shared_credentials().get().await.unwrap();
    assert_eq!(credentials, session("role"));
    let requests = std::mem::take(&mut *script.requests.lock().unwrap());
    assert_eq!(requests.len(), 2);
    assert_eq!(
        requests[1].headers()["x-amz-sso_bearer_token"],
        "the-new-token"
    );
}

//! What callers get, and how often the provider is asked.

use super::CredentialsCache;
use crate::credentials::test_clock::{TestClock, at};
use crate::credentials::{Credentials, CredentialsError, ProvideCredentials};
use crate::transport::BoxFuture;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, yield_now};

type Outcome = Result<Credentials, CredentialsError>;

/// Gives one outcome after the other, each when the gate lets it.
struct Provider {
    outcomes: Mutex<VecDeque<Outcome>>,
    calls: Mutex<usize>,
    gate: Semaphore,
}

impl ProvideCredentials for Provider {
    fn provide(&self) -> BoxFuture<'_, Outcome> {
        *self.calls.lock().unwrap() += 1;
        Box::pin(async {
            self.gate.acquire().await.unwrap().forget();
            self.outcomes.lock().unwrap().pop_front().unwrap()
        })
    }
}

struct Fixture {
    cache: Arc<CredentialsCache>,
    provider: Arc<Provider>,
    clock: Arc<TestClock>,
}

impl Fixture {
    /// With a gate that is open as often as `open` says.
    fn new(open: usize, outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        Self::with_clock(TestClock::new(), open, outcomes)
    }

    fn with_clock(
        clock: TestClock,
        open: usize,
        outcomes: impl IntoIterator<Item = Outcome>,
    ) -> Self {
        let clock = Arc::new(clock);
        let provider = Arc::new(Provider {
            outcomes: Mutex::new(outcomes.into_iter().collect()),
            calls: Mutex::default(),
            gate: Semaphore::new(open),
        });
        let shared: Arc<dyn ProvideCredentials> = provider.clone();
        let cache = Arc::new(CredentialsCache::new(shared, clock.clone()));
        Self {
            cache,
            provider,
            clock,
        }
    }

    async fn get(&self) -> Credentials {
        self.cache.get().await.unwrap()
    }

    async fn fail(&self) -> String {
        self.cache.get().await.unwrap_err().to_string()
    }

    /// A caller of its own, come as far as it gets.
    async fn caller(&self) -> JoinHandle<Outcome> {
        let cache = self.cache.clone();
        let caller = tokio::spawn(async move { cache.get().await });
        settle().await;
        caller
    }

    fn calls(&self) -> usize {
        *self.provider.calls.lock().unwrap()
    }

    fn open(&self) {
        self.provider.gate.add_permits(1);
    }
}

/// Lets every task come as far as it gets.
async fn settle() {
    for _ in 0..100 {
        yield_now().await;
    }
}

fn key(id: &str, expiry: u64) -> Credentials {
    Credentials::new(id, "the-secret").expires_at(at(expiry))
}

fn broken(text: &str) -> Outcome {
    Err(CredentialsError::new(text))
}

const HOUR: u64 = 3600;

#[tokio::test]
async fn what_does_not_expire_is_asked_for_once() {
    let forever = Credentials::new("a", "b");
    let fixture = Fixture::new(2, [Ok(forever.clone())]);
    assert_eq!(fixture.get().await, forever);
    fixture.clock.set(1000 * HOUR);
    assert_eq!(fixture.get().await, forever);
    assert_eq!(fixture.calls(), 1);
}

#[tokio::test]
async fn refreshes_five_minutes_early_or_after_half_of_a_short_life() {
    for (life, last, first) in [
        (HOUR, HOUR - 301, HOUR - 300),
        (600, 299, 300),
        (240, 119, 120),
    ] {
        let fixture = Fixture::new(2, [Ok(key("old", life)), Ok(key("new", 9 * HOUR))]);
        assert_eq!(fixture.get().await.access_key_id(), "old");
        fixture.clock.set(last);
        assert_eq!(fixture.get().await.access_key_id(), "old", "{life}");
        fixture.clock.set(first);
        assert_eq!(fixture.get().await.access_key_id(), "new", "{life}");
        assert_eq!(fixture.calls(), 2);
    }
}

#[tokio::test]
async fn many_callers_wait_for_one_refresh() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR))]);
    let mut callers = Vec::new();
    for _ in 0..200 {
        callers.push(fixture.caller().await);
    }
    assert_eq!(fixture.calls(), 1);
    fixture.open();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "one");
    }
    assert_eq!(fixture.calls(), 1);
}

#[tokio::test]
async fn what_is_still_valid_serves_while_one_refreshes() {
    let fixture = Fixture::new(1, [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))]);
    fixture.get().await;
    fixture.clock.set(HOUR - 1);
    let refreshing = fixture.caller().await;
    assert_eq!(fixture.get().await.access_key_id(), "old");
    assert_eq!(fixture.calls(), 2);
    fixture.open();
    assert_eq!(refreshing.await.unwrap().unwrap().access_key_id(), "new");
    assert_eq!(fixture.get().await.access_key_id(), "new");
    assert_eq!(fixture.calls(), 2);
}

#[tokio::test]
async fn what_has_expired_does_not_serve_while_one_refreshes() {
    let fixture = Fixture::new(1, [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))]);
    fixture.get().await;
    fixture.clock.set(HOUR);
    let callers = [fixture.caller().await, fixture.caller().await];
    assert!(callers.iter().all(|caller| !caller.is_finished()));
    fixture.open();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "new");
    }
}

#[tokio::test]
async fn a_failed_early_refresh_keeps_the_credentials_and_comes_again_a_minute_later() {
    let outcomes = [
        Ok(key("old", HOUR)),
        broken("a"),
        broken("b"),
        Ok(key("new", 9 * HOUR)),
    ];
    let fixture = Fixture::new(4, outcomes);
    fixture.get().await;
    for (time, calls, id) in [
        (HOUR - 300, 2, "old"),
        (HOUR - 241, 2, "old"),
        (HOUR - 240, 3, "old"),
        (HOUR - 181, 3, "old"),
        (HOUR - 180, 4, "new"),
    ] {
        fixture.clock.set(time);
        assert_eq!(fixture.get().await.access_key_id(), id, "{time}");
        assert_eq!(fixture.calls(), calls, "{time}");
    }
}

#[tokio::test]
async fn what_has_expired_is_not_kept_when_a_refresh_fails() {
    let fixture = Fixture::new(9, [Ok(key("old", HOUR)), broken("a"), broken("b")]);
    fixture.get().await;
    fixture.clock.set(HOUR - 30);
    assert_eq!(fixture.get().await.access_key_id(), "old");
    fixture.clock.set(HOUR);
    assert_eq!(fixture.fail().await, "b");
}

#[tokio::test]
async fn an_early_refresh_that_takes_long_is_given_up() {
    let clock = TestClock::without_sleep();
    let fixture = Fixture::with_clock(clock, 1, [Ok(key("old", HOUR)), Ok(key("new", 9 * HOUR))]);
    fixture.get().await;
    assert!(fixture.clock.sleeps().is_empty());
    fixture.clock.set(HOUR - 100);
    assert_eq!(fixture.get().await.access_key_id(), "old");
    assert_eq!(fixture.clock.sleeps(), [Duration::from_secs(10)]);
    // Not again at once; and in time when it answers.
    assert_eq!(fixture.get().await.access_key_id(), "old");
    assert_eq!(fixture.calls(), 2);
    fixture.open();
    fixture.clock.set(HOUR - 40);
    assert_eq!(fixture.get().await.access_key_id(), "new");
}

#[tokio::test]
async fn those_who_wait_share_the_error_and_who_comes_later_tries_again() {
    let outcomes = [
        broken("no network"),
        broken("still none"),
        Ok(key("new", HOUR)),
    ];
    let fixture = Fixture::new(0, outcomes);
    let callers = [
        fixture.caller().await,
        fixture.caller().await,
        fixture.caller().await,
    ];
    fixture.open();
    for caller in callers {
        let error = caller.await.unwrap().unwrap_err();
        assert_eq!(error.to_string(), "no network");
    }
    assert_eq!(fixture.calls(), 1);
    fixture.open();
    assert_eq!(fixture.fail().await, "still none");
    fixture.open();
    assert_eq!(fixture.get().await.access_key_id(), "new");
    assert_eq!(fixture.calls(), 3);
}

#[tokio::test]
async fn a_caller_that_gives_up_lets_the_next_refresh() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR)), Ok(key("two", 9 * HOUR))]);
    let first = fixture.caller().await;
    let second = fixture.caller().await;
    assert_eq!(fixture.calls(), 1);
    first.abort();
    settle().await;
    assert_eq!(fixture.calls(), 2);
    fixture.open();
    assert_eq!(second.await.unwrap().unwrap().access_key_id(), "one");

    // The same for an early refresh.
    fixture.clock.set(HOUR - 1);
    let third = fixture.caller().await;
    third.abort();
    settle().await;
    fixture.open();
    assert_eq!(fixture.get().await.access_key_id(), "two");
    assert_eq!(fixture.calls(), 4);
}

#[tokio::test]
async fn a_waiting_caller_that_gives_up_changes_nothing() {
    let fixture = Fixture::new(0, [Ok(key("one", HOUR))]);
    let first = fixture.caller().await;
    let second = fixture.caller().await;
    let third = fixture.caller().await;
    second.abort();
    settle().await;
    fixture.open();
    for caller in [first, third] {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "one");
    }
    assert_eq!(fixture.calls(), 1);
}

#[tokio::test]
async fn what_a_service_refuses_is_dropped_unless_it_has_been_replaced() {
    let fixture = Fixture::new(3, [Ok(key("old", HOUR)), Ok(key("new", HOUR))]);
    let old = fixture.get().await;
    fixture.cache.invalidate(&old);
    let new = fixture.get().await;
    assert_eq!(new.access_key_id(), "new");
    // A slow call that was signed with the old ones reports them too.
    fixture.cache.invalidate(&old);
    assert_eq!(fixture.get().await, new);
    assert_eq!(fixture.calls(), 2);
}

#[tokio::test]
async fn what_has_expired_by_this_clock_is_handed_out_once_and_asked_for_again() {
    let outcomes = [Ok(key("a", 0)), Ok(key("b", 0))];
    let fixture = Fixture::new(0, outcomes);
    fixture.clock.set(HOUR);
    let callers = [fixture.caller().await, fixture.caller().await];
    fixture.open();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().access_key_id(), "a");
    }
    assert_eq!(fixture.calls(), 1);
    fixture.open();
    assert_eq!(fixture.get().await.access_key_id(), "b");
}

#[tokio::test]
async fn debug_shows_no_secret() {
    let fixture = Fixture::new(1, [Ok(key("the-key-id", HOUR).session_token("the-token"))]);
    fixture.get().await;
    let shown = format!("{:?}", fixture.cache);
    assert!(shown.contains("expiry"), "{shown}");
    assert!(!shown.contains("the-"), "{shown}");
}

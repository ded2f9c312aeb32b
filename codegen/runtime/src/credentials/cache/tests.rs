//! Credentials that callers get, and how often the provider is asked.
//!
//! Nothing here depends on the speed of the machine: the clock is stopped until a test moves it, and a provider gives
//! what it has when a test lets it.

mod beside;
mod interface;
mod runtimes;
mod stability;
mod waiting;

use super::CredentialsCache;
use crate::credentials::test_clock::{TestClock, at};
use crate::credentials::{Credentials, CredentialsError, ProvideCredentials};
use crate::transport::BoxFuture;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use tokio::task::{JoinHandle, yield_now};

type Outcome = Result<Credentials, CredentialsError>;

/// Gives one outcome after the other, each when the gate lets it.
struct Provider {
    outcomes: Mutex<VecDeque<Outcome>>,
    calls: AtomicUsize,
    /// Requests that have begun and not ended.
    in_flight: AtomicUsize,
    gate: Gate,
}

impl ProvideCredentials for Provider {
    fn provide(&self) -> BoxFuture<'_, Outcome> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        self.in_flight.fetch_add(1, Ordering::SeqCst);
        let in_flight = InFlight(&self.in_flight);
        Box::pin(async move {
            let _in_flight = in_flight;
            poll_fn(|context| self.gate.poll(context)).await;
            self.outcomes.lock().unwrap().pop_front().unwrap()
        })
    }
}

/// Lets requests pass in the order in which they look, unlike a semaphore, where one that nobody polls is next for ever.
#[derive(Default)]
struct Gate(Mutex<(usize, Vec<Waker>)>);

impl Gate {
    fn open(&self, times: usize) {
        let mut state = self.0.lock().unwrap();
        state.0 += times;
        state.1.drain(..).for_each(Waker::wake);
    }

    fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock().unwrap();
        if state.0 == 0 {
            state.1.push(context.waker().clone());
            return Poll::Pending;
        }
        state.0 -= 1;
        Poll::Ready(())
    }
}

struct InFlight<'a>(&'a AtomicUsize);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

struct Fixture {
    cache: Arc<CredentialsCache>,
    provider: Arc<Provider>,
    clock: Arc<TestClock>,
}

impl Fixture {
    /// With a gate that is open as often as `open` says. Every pause is the shortest.
    fn new(open: usize, outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        Self::with_randomness(0, open, outcomes)
    }

    /// With pauses between the shortest, at 0, and the longest, at 255.
    fn with_randomness(byte: u8, open: usize, outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let clock = Arc::new(TestClock::new());
        let provider = Arc::new(Provider {
            outcomes: Mutex::new(outcomes.into_iter().collect()),
            calls: AtomicUsize::default(),
            in_flight: AtomicUsize::default(),
            gate: Gate::default(),
        });
        provider.gate.open(open);
        let entropy = Arc::new(move || Ok([byte; 16]));
        let cache = CredentialsCache::over(provider.clone(), clock.clone(), entropy);
        Self {
            cache: Arc::new(cache),
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

    /// Polls a caller once, and drops it if it has to wait.
    fn at_once(&self) -> Option<Outcome> {
        let mut context = Context::from_waker(Waker::noop());
        match pin!(self.cache.get()).poll(&mut context) {
            Poll::Ready(outcome) => Some(outcome),
            Poll::Pending => None,
        }
    }

    /// The id of the key that a caller gets at once.
    #[track_caller]
    fn id_at_once(&self) -> String {
        let outcome = self.at_once().expect("it waits");
        outcome.unwrap().access_key_id().to_owned()
    }

    /// A caller of its own, come as far as it gets.
    async fn caller(&self) -> JoinHandle<Outcome> {
        let cache = self.cache.clone();
        let caller = tokio::spawn(async move { cache.get().await });
        settle().await;
        caller
    }

    fn calls(&self) -> usize {
        self.provider.calls.load(Ordering::SeqCst)
    }

    fn in_flight(&self) -> usize {
        self.provider.in_flight.load(Ordering::SeqCst)
    }

    fn open(&self) {
        self.provider.gate.open(1);
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

const MINUTE: u64 = 60;
const HOUR: u64 = 3600;

#[test]
fn what_does_not_expire_is_asked_for_once() {
    let forever = Credentials::new("a", "b");
    let fixture = Fixture::new(2, [Ok(forever.clone())]);
    assert_eq!(fixture.at_once().unwrap().unwrap(), forever);
    fixture.clock.set(1000 * HOUR);
    assert_eq!(fixture.at_once().unwrap().unwrap(), forever);
    assert_eq!(fixture.calls(), 1);
}

#[test]
fn refreshes_five_minutes_early_or_after_half_of_a_short_life() {
    for (life, last, first) in [
        (HOUR, HOUR - 301, HOUR - 300),
        (600, 299, 300),
        (240, 119, 120),
    ] {
        let fixture = Fixture::new(2, [Ok(key("old", life)), Ok(key("new", 9 * HOUR))]);
        assert_eq!(fixture.id_at_once(), "old");
        fixture.clock.set(last);
        assert_eq!(fixture.id_at_once(), "old", "{life}");
        fixture.clock.set(first);
        assert_eq!(fixture.id_at_once(), "new", "{life}");
        assert_eq!(fixture.calls(), 2);
    }
}

#[test]
fn debug_shows_no_secret() {
    let fixture = Fixture::new(1, [Ok(key("the-key-id", HOUR).session_token("the-token"))]);
    fixture.id_at_once();
    let shown = format!("{:?}", fixture.cache);
    assert!(shown.contains("expiry"), "{shown}");
    assert!(!shown.contains("the-"), "{shown}");
}

//! Credentials that expire while a client is in use: without any async runtime, by a clock that the test moves.

use crate::clock::TestClock;
use crate::sample::operation::get_state::GetState;
use crate::script::{error, ok};
use crate::world::{SECRET, World, client, input, secs};
use runtime::{BoxFuture, Client, Clock, Credentials, CredentialsError, ProvideCredentials};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Gives credentials for an hour, once a while has passed, or nothing.
#[derive(Clone)]
struct Provider {
    clock: TestClock,
    /// Time that it takes; `None` for ever.
    takes: Arc<Mutex<Option<Duration>>>,
    is_down: Arc<Mutex<bool>>,
    asked: Arc<AtomicUsize>,
}

impl Provider {
    fn new(clock: &TestClock) -> Self {
        Self {
            clock: clock.clone(),
            takes: Arc::new(Mutex::new(Some(Duration::ZERO))),
            is_down: Arc::default(),
            asked: Arc::default(),
        }
    }

    fn takes(&self, time: impl Into<Option<Duration>>) {
        *self.takes.lock().unwrap() = time.into();
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl ProvideCredentials for Provider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move {
            let takes = *self.takes.lock().unwrap();
            match takes {
                Some(time) => self.clock.sleep(time).await,
                None => std::future::pending().await,
            }
            if *self.is_down.lock().unwrap() {
                return Err(CredentialsError::new("the vault is down"));
            }
            let credentials = Credentials::new(format!("ASIA{number}"), SECRET);
            Ok(credentials.expires_at(self.clock.now() + secs(3600)))
        })
    }
}

/// A client that has called once.
fn world() -> (World, Client, Provider) {
    let world = World::new((0..1000).map(|_| ok()));
    let provider = Provider::new(&world.clock);
    let client = client(world.config().credentials(provider.clone()));
    assert_eq!(key_of_call(&world, &client), "ASIA1");
    (world, client, provider)
}

/// Makes a call, and returns the id of the key that it is signed with.
fn key_of_call(world: &World, client: &Client) -> String {
    let call = client.request::<GetState>(input());
    let call = call.operation_timeout(secs(2)).send();
    world.clock.run(call).unwrap();
    world.only_request().signature(SECRET).access_key_id
}

fn pass(clock: &TestClock, time: Duration) {
    clock.show(clock.now() + time);
}

#[test]
fn calls_go_on_at_once_while_a_refresh_hangs() {
    let (world, client, provider) = world();
    provider.takes(None);
    pass(&world.clock, secs(3500));
    for _ in 0..100 {
        assert_eq!(key_of_call(&world, &client), "ASIA1");
    }
    assert_eq!(world.clock.instant(), secs(0));
    assert_eq!(provider.asked(), 2);
}

#[test]
fn a_slow_refresh_goes_on_from_call_to_call() {
    let (world, client, provider) = world();
    provider.takes(secs(7));
    pass(&world.clock, secs(3500));
    assert_eq!(key_of_call(&world, &client), "ASIA1");
    assert_eq!(world.clock.instant(), secs(0));
    world.clock.advance();
    assert_eq!(world.clock.instant(), secs(7));
    assert_eq!(key_of_call(&world, &client), "ASIA2");
    assert_eq!(provider.asked(), 2);
}

#[test]
fn calls_go_on_with_the_last_credentials_while_the_provider_is_down() {
    let (world, client, provider) = world();
    *provider.is_down.lock().unwrap() = true;
    pass(&world.clock, secs(4000));
    for _ in 0..100 {
        assert_eq!(key_of_call(&world, &client), "ASIA1");
    }
    assert_eq!(provider.asked(), 2);
}

#[test]
fn a_provider_that_hangs_has_a_limit_of_its_own() {
    let world = World::new([ok()]);
    let provider = Provider::new(&world.clock);
    provider.takes(None);
    let config = world.config().timeouts(runtime::Timeouts::none());
    let client = client(config.credentials(provider.clone()));
    let error = world.call_of(&client).unwrap_err();
    assert_eq!(world.clock.instant(), secs(180));
    assert_eq!(
        error.to_string(),
        "GetState: no credentials: the credentials provider did not respond within 180 s"
    );
    assert_eq!((world.clock.sleepers(), provider.asked()), (0, 1));
    // The error is not kept.
    provider.takes(secs(60));
    world.call_of(&client).unwrap();
}

#[test]
fn rejected_credentials_are_replaced_by_the_refresh_that_runs() {
    let world = World::new([ok(), ok(), error(400, "ExpiredToken"), ok()]);
    let provider = Provider::new(&world.clock);
    let client = client(world.config().credentials(provider.clone()));
    world.call_of(&client).unwrap();
    provider.takes(secs(1));
    pass(&world.clock, secs(3500));
    world.call_of(&client).unwrap();
    world.call_of(&client).unwrap();
    let sent = world.script.take_sent();
    let keys = sent.iter().map(|sent| sent.signature(SECRET).access_key_id);
    assert!(keys.eq(["ASIA1", "ASIA1", "ASIA1", "ASIA2"]));
    assert_eq!(provider.asked(), 2);
}

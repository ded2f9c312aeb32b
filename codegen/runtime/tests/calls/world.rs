//! Environment of calls: a clock, a script, and an inspectable token bucket.

use crate::clock::TestClock;
use crate::sample::Service;
use crate::sample::operation::get_state::{GetState, GetStateError, GetStateInput, GetStateOutput};
use crate::script::{Answer, Script, Sent};
use runtime::retry::{Retry, StandardRetry, TokenBucket};
use runtime::{Client, Config, ConfigBuilder, Credentials, Error, Timeouts};
use std::sync::Arc;
use std::time::Duration;

pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

pub type Outcome = Result<GetStateOutput, Error<GetStateError>>;

/// Environment of calls.
pub struct World {
    pub clock: TestClock,
    pub script: Arc<Script>,
    pub bucket: TokenBucket,
}

impl World {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let clock = TestClock::new();
        let script = Arc::new(Script::new(clock.clone()));
        script.add(answers);
        Self {
            clock,
            script,
            bucket: TokenBucket::default(),
        }
    }

    /// Standard retries that are paid from the bucket and always wait for the longest time that they may.
    pub fn config(&self) -> ConfigBuilder {
        self.plain_config()
            .retry(Retry::custom(StandardRetry::new(self.bucket.clone())))
    }

    /// The client's own retries.
    pub fn plain_config(&self) -> ConfigBuilder {
        Config::builder()
            .transport(Arc::clone(&self.script))
            .clock(self.clock.clone())
            .entropy(|| Ok([0xff; 16]))
            .endpoint_url("https://example.com")
            .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
            .region("eu-west-1")
    }

    pub fn client(&self) -> Client {
        client(self.config())
    }

    /// A client whose attempts may take 30 s.
    pub fn limited_client(&self) -> Client {
        client(
            self.config()
                .timeouts(Timeouts::default().attempt(secs(30))),
        )
    }

    /// Calls `GetState` of a new client.
    pub fn call(&self) -> Outcome {
        self.call_of(&self.client())
    }

    pub fn call_of(&self, client: &Client) -> Outcome {
        self.clock.run(client.call::<GetState>(input()))
    }

    /// When each request was sent since this was asked last.
    pub fn times(&self) -> Vec<Duration> {
        let sent = self.script.take_sent();
        sent.iter().map(|sent| sent.at).collect()
    }

    /// Returns the only new request since the last time.
    pub fn only_request(&self) -> Sent {
        let mut sent = self.script.take_sent();
        assert_eq!(sent.len(), 1);
        sent.remove(0)
    }
}

pub fn client(config: ConfigBuilder) -> Client {
    Client::new::<Service>(&config.build().unwrap())
}

pub fn input() -> GetStateInput {
    GetStateInput::new("main")
}

pub const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

pub const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

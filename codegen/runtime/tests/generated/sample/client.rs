//! The client of the service.

use crate::sample::Service;
use crate::sample::operation::get_state::{GetState, GetStateError, GetStateInput, GetStateOutput};
use crate::sample::operation::ping::{Ping, PingError, PingInput, PingOutput};
use runtime::{Config, Error};

/// Calls the service.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: runtime::Client,
}

impl Client {
    /// A client with this configuration.
    pub fn new(config: &Config) -> Self {
        Self {
            runtime: runtime::Client::new::<Service>(config),
        }
    }

    /// Asks for a state.
    pub async fn get_state(
        &self,
        input: GetStateInput,
    ) -> Result<GetStateOutput, Error<GetStateError>> {
        self.runtime.call::<GetState>(input).await
    }

    /// Asks for nothing.
    pub async fn ping(&self, input: PingInput) -> Result<PingOutput, Error<PingError>> {
        self.runtime.call::<Ping>(input).await
    }
}

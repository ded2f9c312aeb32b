//! The client of the service.

use crate::sample::operation::get_state::{GetState, GetStateError, GetStateInput, GetStateOutput};
use crate::sample::operation::ping::{Ping, PingError, PingInput, PingOutput};
use http::Uri;
use runtime::{Error, Transport};

/// Calls the service.
#[derive(Clone, Debug)]
pub struct Client {
    runtime: runtime::Client,
}

impl Client {
    /// A client that sends through `transport` to `endpoint`.
    pub fn new(transport: impl Transport, endpoint: Uri) -> Self {
        Self {
            runtime: runtime::Client::new(transport, endpoint),
        }
    }

    /// Takes random bytes from elsewhere.
    pub fn with_entropy(self, bytes: [u8; 16]) -> Self {
        Self {
            runtime: self.runtime.with_entropy(move || Ok(bytes)),
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

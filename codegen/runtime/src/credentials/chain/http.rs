//! The requests of reqsign's providers, over the client's transport.
//!
//! The endpoints of metadata are plain HTTP at addresses of the machine itself or of its link. What they are asked and
//! what they give is secret, so that such a request bypasses proxies, whatever its host is called.

use super::context::{Cause, World};
use crate::credentials::deadline::within;
use crate::time::SharedClock;
use crate::transport::{BypassProxy, Transport, TransportError, TransportErrorKind};
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use reqsign_core::{HttpSend, Result};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How often a request is sent at most.
const ATTEMPTS: u32 = 3;

/// How long the first wait between two attempts is; each further is twice as long.
const WAIT: Duration = Duration::from_millis(100);

/// How long an answer is waited for, and whether to ask again when none comes.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    limit: Duration,
    asks_again: bool,
    /// Whether the metadata of the machine itself are asked for.
    is_metadata: bool,
}

/// For services of AWS.
pub(super) const SERVICE: Patience = Patience {
    limit: Duration::from_secs(10),
    asks_again: true,
    is_metadata: false,
};

/// For the agent that containers have.
pub(super) const CONTAINER: Patience = Patience {
    limit: Duration::from_secs(2),
    asks_again: true,
    is_metadata: true,
};

/// For the metadata of an EC2 instance: on any other machine nobody answers.
pub(super) const INSTANCE: Patience = Patience {
    limit: Duration::from_secs(2),
    asks_again: false,
    is_metadata: true,
};

/// Sends what one provider asks for.
pub(super) struct Http {
    transport: Arc<dyn Transport>,
    clock: SharedClock,
    patience: Patience,
    cause: Cause,
}

impl Http {
    pub(super) fn new(world: &World, patience: Patience, cause: Cause) -> Self {
        Self {
            transport: Arc::clone(&world.transport),
            clock: Arc::clone(&world.clock),
            patience,
            cause,
        }
    }

    async fn attempt(
        &self,
        request: Request<Bytes>,
    ) -> std::result::Result<Response<Bytes>, TransportError> {
        let limit = self.patience.limit;
        let answer = within(&*self.clock, limit, self.transport.send(request)).await;
        answer.unwrap_or_else(|| {
            let error = format!("no answer within {} s", limit.as_secs());
            Err(TransportError::timeout(error))
        })
    }
}

impl HttpSend for Http {
    async fn http_send(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>> {
        if self.patience.is_metadata {
            request.extensions_mut().insert(BypassProxy);
        }
        let mut wait = WAIT;
        let mut left = ATTEMPTS;
        loop {
            left -= 1;
            let answer = self.attempt(request.clone()).await;
            let passing = match &answer {
                Ok(response) => is_passing(response),
                Err(error) => self.patience.asks_again && error.kind() != TransportErrorKind::Other,
            };
            if !passing || left == 0 {
                return answer.map_err(|error| self.cause.keep(error));
            }
            self.clock.sleep(wait).await;
            wait *= 2;
        }
    }
}

/// Whether the same request may succeed a moment later.
fn is_passing(response: &Response<Bytes>) -> bool {
    match response.status() {
        StatusCode::TOO_MANY_REQUESTS => true,
        // STS answers 400 to a client that calls too often, and when it could not reach the identity provider.
        StatusCode::BAD_REQUEST => {
            let body = String::from_utf8_lossy(response.body());
            let mut codes = PASSING_CODES.iter();
            codes.any(|code| body.contains(&format!("<Code>{code}</Code>")))
        }
        status => status.is_server_error(),
    }
}

const PASSING_CODES: [&str; 3] = [
    "IDPCommunicationError",
    "RequestLimitExceeded",
    "Throttling",
];

impl fmt::Debug for Http {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Http")
    }
}

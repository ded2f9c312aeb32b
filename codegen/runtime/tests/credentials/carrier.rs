//! A transport to a service and to the sources of credentials, without a network.

use crate::aws;
use crate::sigv4::Received;
use http::{Request, Response};
use runtime::{Body, BoxFuture, Transport, TransportError, http};
use std::sync::{Arc, Mutex};
use tokio::task::yield_now;

/// Carries requests to `service.example`, which answers `{}`, and all others to where credentials come from, and keeps
/// them. Each answer takes some turns.
#[derive(Clone, Default)]
pub struct Carrier {
    sent: Arc<Mutex<Vec<Received>>>,
    /// The answer to all others, in place of that of [`aws`].
    other: Arc<Mutex<Option<aws::Answer>>>,
}

impl Carrier {
    /// Lets all but the service answer the same from now on.
    pub fn answer(&self, status: u16, body: &str) {
        *self.other.lock().unwrap() = Some((status, body.to_owned()));
    }

    /// The requests to the service, and all others, since this was called last.
    pub fn take(&self) -> (Vec<Received>, Vec<Received>) {
        let sent = std::mem::take(&mut *self.sent.lock().unwrap());
        let is_service = |it: &Received| it.header("host").as_deref() == Some("service.example");
        sent.into_iter().partition(is_service)
    }
}

impl Transport for Carrier {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let request = request.map(|body| body.into_bytes().unwrap());
        let is_service = request.uri().host() == Some("service.example");
        let request = Received::of(&request);
        let other = self.other.lock().unwrap().clone();
        let (status, body) = match is_service {
            true => (200, "{}".to_owned()),
            false => other.unwrap_or_else(|| aws::answer(&request)),
        };
        self.sent.lock().unwrap().push(request);
        Box::pin(async move {
            for _ in 0..20 {
                yield_now().await;
            }
            Ok(Response::builder()
                .status(status)
                .body(body.into())
                .unwrap())
        })
    }
}

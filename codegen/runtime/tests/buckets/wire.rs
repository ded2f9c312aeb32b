//! A transport that responds in order, and keeps what was sent.

use crate::clock::TestClock;
use crate::service::Buckets;
use http::{Request, Response};
use runtime::bytes::Bytes;
use runtime::{
    Body, BoxFuture, Client, Config, ConfigBuilder, Credentials, Environment, Transport,
    TransportError,
};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Secret of all credentials here.
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

#[derive(Clone)]
pub struct Wire {
    pub clock: TestClock,
    responses: Arc<Mutex<VecDeque<Response<Bytes>>>>,
    sent: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Wire {
    pub fn new(responses: impl IntoIterator<Item = Response<Bytes>>) -> Self {
        Self {
            clock: TestClock::new(),
            responses: Arc::new(Mutex::new(responses.into_iter().collect())),
            sent: Arc::default(),
        }
    }

    pub fn config(&self) -> ConfigBuilder {
        Config::builder()
            .transport(self.clone())
            .clock(self.clock.clone())
            .entropy(|| Ok([0; 16]))
            .region("eu-west-1")
            .environment(Environment::empty())
            .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
    }

    pub fn client(&self) -> Client {
        Client::new::<Buckets>(&self.config().build().unwrap())
    }

    /// Returns the requests that were sent.
    pub fn sent(&self) -> Vec<Request<Bytes>> {
        self.sent.lock().unwrap().clone()
    }

    /// Returns the URLs that requests were sent to.
    pub fn urls(&self) -> Vec<String> {
        let sent = self.sent();
        sent.iter().map(|it| it.uri().to_string()).collect()
    }
}

impl Transport for Wire {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?;
            let request = Request::from_parts(head, body);
            self.sent.lock().unwrap().push(request);
            let response = self.responses.lock().unwrap().pop_front();
            let response = response.expect("no request was expected");
            Ok(response.map(Body::from))
        })
    }
}

/// Returns a response.
pub fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response<Bytes> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Bytes::from(body.to_owned())).unwrap()
}

/// Returns an output without members.
pub fn ok() -> Response<Bytes> {
    response(200, &[], "")
}

//! A transport that answers from a script.

use crate::clock::TestClock;
use crate::sigv4::{Received, Signature, verify};
use bytes::Bytes;
use http::{Request, Response};
use runtime::{Body, BoxFuture, Clock, Transport, TransportError, bytes, http};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Result of a request.
pub struct Answer {
    /// `None` for ever.
    after: Option<Duration>,
    outcome: Box<dyn FnOnce() -> Result<Response<Bytes>, TransportError> + Send>,
}

/// A response, at once.
pub fn answer(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Answer {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let response = response.body(body.into()).unwrap();
    Answer {
        after: Some(Duration::ZERO),
        outcome: Box::new(|| Ok(response)),
    }
}

/// A successful response.
pub fn ok() -> Answer {
    answer(200, &[], "{}")
}

/// A status without more.
pub fn status(status: u16) -> Answer {
    answer(status, &[], "")
}

/// An error of the service by its code.
pub fn error(status: u16, code: &str) -> Answer {
    answer(status, &[], format!(r#"{{"__type": "{code}"}}"#))
}

/// No response, at once.
pub fn failure(error: TransportError) -> Answer {
    Answer {
        after: Some(Duration::ZERO),
        outcome: Box::new(|| Err(error)),
    }
}

/// No response ever.
pub fn silence() -> Answer {
    Answer {
        after: None,
        ..ok()
    }
}

impl Answer {
    /// Carries an extension, if it is a response.
    pub fn extension<E: Clone + Send + Sync + 'static>(self, extension: E) -> Self {
        let outcome = self.outcome;
        Self {
            outcome: Box::new(|| {
                outcome().map(|mut response| {
                    response.extensions_mut().insert(extension);
                    response
                })
            }),
            ..self
        }
    }

    /// Comes later.
    pub fn after(self, wait: Duration) -> Self {
        Self {
            after: Some(wait),
            ..self
        }
    }
}

/// A request, and when it was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: Duration,
    pub request: Request<Bytes>,
}

impl Sent {
    /// A header's value; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let value = self.request.headers().get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Returns the signature, which must be genuine.
    pub fn signature(&self, secret: &str) -> Signature {
        verify(&Received::of(&self.request), secret).unwrap()
    }
}

/// Answers each request with what comes next in the script.
pub struct Script {
    clock: TestClock,
    answers: Mutex<VecDeque<Answer>>,
    sent: Mutex<Vec<Sent>>,
    in_flight: Arc<AtomicUsize>,
}

impl Script {
    pub fn new(clock: TestClock) -> Self {
        Self {
            clock,
            answers: Mutex::default(),
            sent: Mutex::default(),
            in_flight: Arc::default(),
        }
    }

    /// Adds to the end.
    pub fn add(&self, answers: impl IntoIterator<Item = Answer>) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// Returns the new requests since the last time.
    pub fn take_sent(&self) -> Vec<Sent> {
        std::mem::take(&mut self.sent.lock().unwrap())
    }

    /// Returns the number of requests without a response yet.
    pub fn in_flight(&self) -> usize {
        self.in_flight.load(Ordering::SeqCst)
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let request = request.map(|body| body.into_bytes().unwrap());
        let at = self.clock.instant();
        self.sent.lock().unwrap().push(Sent { at, request });
        let answer = self.answers.lock().unwrap().pop_front();
        let answer = answer.unwrap_or_else(|| failure(TransportError::new("the script is over")));
        let in_flight = InFlight::new(&self.in_flight);
        Box::pin(async move {
            match answer.after {
                None => std::future::pending().await,
                Some(Duration::ZERO) => {}
                Some(wait) => self.clock.sleep(wait).await,
            }
            drop(in_flight);
            (answer.outcome)().map(|response| response.map(Body::from))
        })
    }
}

/// Something that has begun and not ended.
pub struct InFlight(Arc<AtomicUsize>);

impl InFlight {
    pub fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(count))
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

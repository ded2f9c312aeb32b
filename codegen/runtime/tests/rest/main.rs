//! Operations of restJson1, written as the generator writes them: requests, responses, errors, hostile values, and
//! signatures over what is sent.

#![cfg(all(feature = "test-util", feature = "serde"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod cases;
mod errors;
mod fake;
mod headers;
#[cfg(feature = "http1")]
mod hostile;
#[cfg(feature = "http1")]
mod loopback;
mod payloads;
mod presign;
#[cfg(feature = "http1")]
#[path = "../support/server/mod.rs"]
mod server;
mod service;
#[cfg(feature = "http1")]
#[path = "../support/signed.rs"]
mod signed;
#[allow(dead_code, reason = "requests come from the transport, not from bytes")]
#[path = "../support/sigv4.rs"]
mod sigv4;
mod targets;

use http::{Request, Response};
use runtime::bytes::Bytes;
use runtime::{Client, Error, FakeTransport, Operation, http};
use service::Service;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs a call that waits for nothing.
pub fn run<T>(call: impl Future<Output = T>) -> T {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("it waits for something"),
    }
}

/// Returns the request of an operation.
pub fn sent<Op: Operation>(input: Op::Input) -> Result<Request<Bytes>, Error<Op::Error>> {
    let fake = FakeTransport::new().once::<Op>(Response::new(""));
    let client = Client::new::<Service>(&fake.config_builder().build().unwrap());
    let outcome = run(client.call::<Op>(input));
    match (fake.sent().pop(), outcome) {
        (Some(request), _) => Ok(request),
        (None, outcome) => Err(outcome.err().expect("there is no request")),
    }
}

/// Returns the path and the query of a request.
pub fn target<Op: Operation>(input: Op::Input) -> String {
    let request = sent::<Op>(input).unwrap();
    request.uri().path_and_query().unwrap().to_string()
}

/// Returns the result of a response with these headers.
pub fn received<Op: Operation>(
    input: Op::Input,
    status: u16,
    headers: &[(&str, &[u8])],
    body: impl Into<Bytes>,
) -> Result<Op::Output, Error<Op::Error>> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let fake = FakeTransport::new().once::<Op>(response.body(body.into()).unwrap());
    let client = Client::new::<Service>(&fake.config_builder().build().unwrap());
    run(client.call::<Op>(input))
}

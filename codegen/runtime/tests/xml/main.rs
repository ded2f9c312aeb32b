//! Operations of restXml, awsQuery and ec2Query, written as the generator writes them: requests, responses, errors, and
//! documents that no service sends.

#![cfg(all(feature = "query", feature = "serde", feature = "test-util"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod differential;
mod ec2;
mod errors;
mod fake;
mod hostile;
mod presign;
mod query;
mod requests;
mod responses;
mod service;
mod values;

use http::{Request, Response};
use runtime::bytes::Bytes;
use runtime::{Client, Error, FakeTransport, Operation, ServiceError, http};
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
    let client = Client::new::<Op::Service>(&fake.config_builder().build().unwrap());
    let outcome = run(client.call::<Op>(input));
    match (fake.sent().pop(), outcome) {
        (Some(request), _) => Ok(request),
        (None, outcome) => Err(outcome.err().expect("there is no request")),
    }
}

/// Returns the body of a request as text.
pub fn body<Op: Operation>(input: Op::Input) -> String {
    String::from_utf8(sent::<Op>(input).unwrap().into_body().to_vec()).unwrap()
}

/// Returns the result of a response.
pub fn received<Op: Operation<Input: Default>>(
    status: u16,
    body: impl Into<Bytes>,
) -> Result<Op::Output, Error<Op::Error>> {
    let response = Response::builder().status(status).body(body.into());
    let fake = FakeTransport::new().once::<Op>(response.unwrap());
    let client = Client::new::<Op::Service>(&fake.config_builder().build().unwrap());
    run(client.call::<Op>(Op::Input::default()))
}

/// Returns the output of a response.
pub fn output<Op: Operation<Input: Default>>(body: impl Into<Bytes>) -> Op::Output {
    received::<Op>(200, body).unwrap()
}

/// Returns the message of a response that cannot be read.
pub fn invalid<Op: Operation<Input: Default>>(body: impl Into<Bytes>) -> String {
    match received::<Op>(200, body) {
        Err(Error::Decode(error)) => std::error::Error::source(&error).unwrap().to_string(),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it is read"),
    }
}

/// Returns the error of an error response.
pub fn failed<Op: Operation<Input: Default>>(
    status: u16,
    body: impl Into<Bytes>,
) -> ServiceError<Op::Error> {
    match received::<Op>(status, body) {
        Err(Error::Service(error)) => error,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it is an output"),
    }
}

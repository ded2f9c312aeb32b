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
#[path = "../support/once.rs"]
mod once;
mod presign;
mod query;
mod requests;
mod responses;
#[path = "../support/run.rs"]
mod run;
mod service;
mod values;

pub use once::sent;
pub use run::run;

use http::Response;
use runtime::bytes::Bytes;
use runtime::{Error, Operation, ServiceError, http};

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
    once::result::<Op>(Op::Input::default(), response.unwrap())
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

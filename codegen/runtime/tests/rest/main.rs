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
#[path = "../support/once.rs"]
mod once;
mod payloads;
mod presign;
#[path = "../support/run.rs"]
mod run;
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

pub use once::sent;
pub use run::run;

use http::Response;
use runtime::bytes::Bytes;
use runtime::{Error, Operation, http};

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
    once::result::<Op>(input, response.body(body.into()).unwrap())
}

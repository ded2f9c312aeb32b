//! Single calls through the fake transport, without a runtime.

use crate::run::run;
use runtime::bytes::Bytes;
use runtime::http::{Request, Response};
use runtime::{Client, Error, FakeTransport, Operation};

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

/// Returns the result of a call with this response.
pub fn result<Op: Operation>(
    input: Op::Input,
    response: Response<Bytes>,
) -> Result<Op::Output, Error<Op::Error>> {
    let fake = FakeTransport::new().once::<Op>(response);
    let client = Client::new::<Op::Service>(&fake.config_builder().build().unwrap());
    run(client.call::<Op>(input))
}

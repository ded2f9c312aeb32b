//! Calls through the generated clients, with answers from a script.

use crate::operations::with_operations;
use generated::{codeconnections, proton};
use runtime::bytes::Bytes;
use runtime::http::{Request, Response};
use runtime::{
    Body, BoxFuture, Config, Credentials, Error, ErrorFacts, OperationError, Retry, Transport,
    TransportError,
};
use serde::Serialize;
use serde_json::Value;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// An operation and how it is called.
pub struct Operation {
    pub service: &'static str,
    pub name: &'static str,
    pub errors: &'static [ErrorFacts],
    /// Calls it with the input that this JSON is.
    call: fn(input: &Value, script: Script) -> Result<Value, Box<Failure>>,
}

/// A call that was made.
pub struct Exchange {
    pub request: Request<Bytes>,
    /// The output as JSON.
    pub result: Result<Value, Box<Failure>>,
}

/// What an error of a call says.
#[derive(Debug)]
pub struct Failure {
    pub status: Option<u16>,
    pub code: Option<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub display: String,
    /// The variant of the operation's error.
    pub modeled: Option<Modeled>,
}

#[derive(Debug)]
pub struct Modeled {
    pub facts: ErrorFacts,
    pub message: Option<String>,
}

impl Operation {
    /// Calls it, and answers with `response`.
    pub fn exchange(&self, input: &Value, response: Response<Bytes>) -> Exchange {
        let script = Script(Arc::new(Mutex::new(Exchanged {
            request: None,
            response: Some(response),
        })));
        let result = (self.call)(input, script.clone());
        let request = script.0.lock().expect("the script").request.take();
        Exchange {
            request: request.expect("a request was sent"),
            result,
        }
    }
}

/// Takes one request and gives one response.
#[derive(Clone)]
struct Script(Arc<Mutex<Exchanged>>);

struct Exchanged {
    request: Option<Request<Bytes>>,
    response: Option<Response<Bytes>>,
}

impl Transport for Script {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let request = request.map(|body| body.into_bytes().expect("a call sends bytes"));
        let mut exchanged = self.0.lock().expect("the script");
        exchanged.request = Some(request);
        let response = exchanged.response.take();
        let response = response.map(|response| response.map(Body::from));
        Box::pin(async { response.ok_or_else(|| TransportError::new("the script has ended")) })
    }
}

/// Runs a call, which never has to wait for a script, and demands that other threads could run it.
fn run<T: Serialize, E: OperationError>(
    call: impl Future<Output = Result<T, Error<E>>> + Send,
) -> Result<Value, Box<Failure>> {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(output)) => Ok(serde_json::to_value(output).expect("an output is JSON")),
        Poll::Ready(Err(error)) => Err(Box::new(failure(&error))),
        Poll::Pending => panic!("a script answers at once"),
    }
}

fn failure<E: OperationError>(error: &Error<E>) -> Failure {
    Failure {
        status: error.status().map(|status| status.as_u16()),
        code: error.code().map(str::to_owned),
        message: error.message().map(str::to_owned),
        request_id: error.request_id().map(str::to_owned),
        display: error.to_string(),
        modeled: error.as_service_error().map(|error| Modeled {
            facts: error.facts(),
            message: error.message().map(str::to_owned),
        }),
    }
}

/// Everything of the call goes to the script, at once and once.
fn config(script: Script) -> Config {
    let config = Config::builder()
        .transport(script)
        .endpoint_url("https://example.com")
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .retry(Retry::off());
    config.build().expect("a configuration")
}

macro_rules! operations {
    ($($service:ident { $($module:ident: $name:ident,)* })*) => {
        pub const OPERATIONS: &[Operation] = &[$($({
            use $service::operation::$module::$name as Marker;
            Operation {
                service: stringify!($service),
                name: stringify!($name),
                errors: <<Marker as runtime::Operation>::Error as OperationError>::ERRORS,
                #[allow(deprecated, reason = "all of one service is")]
                call: |input, script| {
                    let input = serde_json::from_str(&input.to_string()).expect("an input");
                    run($service::Client::new(&config(script)).$module(input))
                },
            }
        },)*)*];
    };
}
with_operations!(operations);

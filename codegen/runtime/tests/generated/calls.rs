//! Calls through a transport that answers from a script.

use crate::sample::Client;
use crate::sample::operation::get_state::GetStateInput;
use crate::sample::operation::ping::PingInput;
use bytes::Bytes;
use http::{Request, Response};
use runtime::retry::Retry;
use runtime::{Body, BoxFuture, Config, ConfigBuilder, Credentials, Transport, TransportError};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// Answers every request alike, and keeps the requests.
pub struct Script {
    answer: Box<dyn Fn() -> Result<Response<Bytes>, TransportError> + Send + Sync>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl Script {
    /// A client of the service, to which `answer` is the answer, and which tries once.
    pub fn client(
        answer: impl Fn() -> Result<Response<Bytes>, TransportError> + Send + Sync + 'static,
    ) -> (Client, Arc<Self>) {
        let (config, script) = Self::config(answer);
        (Client::new(&config.build().unwrap()), script)
    }

    fn config(
        answer: impl Fn() -> Result<Response<Bytes>, TransportError> + Send + Sync + 'static,
    ) -> (ConfigBuilder, Arc<Self>) {
        let script = Arc::new(Self {
            answer: Box::new(answer),
            requests: Mutex::default(),
        });
        let config = Config::builder()
            .transport(Arc::clone(&script))
            .endpoint_url("https://example.com")
            .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
            .region("us-east-1")
            .retry(Retry::off());
        (config, script)
    }

    fn only_request(&self) -> Request<Bytes> {
        let mut requests = self.requests.lock().unwrap();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let request = request.map(|body| body.into_bytes().unwrap());
        self.requests.lock().unwrap().push(request);
        Box::pin(async { Ok((self.answer)()?.map(Body::from)) })
    }
}

/// A response with a request id and `body`.
pub fn response(status: u16, headers: &[(&str, &str)], body: &'static str) -> Response<Bytes> {
    let mut response = Response::builder()
        .status(status)
        .header("x-amzn-RequestId", "id-1");
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Bytes::from_static(body.as_bytes())).unwrap()
}

/// Runs a call, which never has to wait for a script, and demands that it can be sent to another thread.
pub fn run<T>(future: impl Future<Output = T> + Send) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("a script answers at once"),
    }
}

#[test]
fn a_call_sends_the_input_and_gives_the_output() {
    let (client, script) = Script::client(|| Ok(response(200, &[], r#"{"nested": {"size": 3}}"#)));
    let mut input = GetStateInput::new("main");
    input.max_results = Some(0);
    input.client_token = Some("mine".to_owned());
    let output = run(client.get_state(input)).unwrap();
    assert_eq!((output.nested.size, output.nested.word.as_str()), (3, "hi"));

    let request = script.only_request();
    assert_eq!(
        (
            request.method().as_str(),
            request.uri().to_string().as_str()
        ),
        ("POST", "https://example.com/")
    );
    assert_eq!(
        request.headers()["x-amz-target"],
        "Example_20200720.GetState"
    );
    assert_eq!(
        request.headers()["content-type"],
        "application/x-amz-json-1.0"
    );
    assert_eq!(
        request.headers()["content-length"],
        request.body().len().to_string()
    );
    assert_eq!(
        request.body(),
        r#"{"name":"main","maxResults":0,"clientToken":"mine"}"#
    );
}

#[test]
fn an_idempotency_token_that_is_not_set_is_made() {
    let (config, script) = Script::config(|| Ok(response(200, &[], "{}")));
    let call = |config: ConfigBuilder| {
        let client = Client::new(&config.build().unwrap());
        run(client.get_state(GetStateInput::new("main"))).unwrap();
        String::from_utf8(script.only_request().into_body().to_vec()).unwrap()
    };
    let token = "ffffffff-ffff-4fff-bfff-ffffffffffff";
    assert_eq!(
        call(config.clone().entropy(|| Ok([0xff; 16]))),
        format!(r#"{{"name":"main","clientToken":"{token}"}}"#)
    );
    let made = call(config);
    assert!(
        made.contains("clientToken") && !made.contains(token),
        "{made}"
    );
}

#[test]
fn an_operation_without_members_sends_an_empty_structure_and_takes_anything_empty() {
    for body in ["{}", "", " \n", "null", r#"{"foo": true}"#] {
        for status in [200, 204] {
            let (client, script) = Script::client(move || Ok(response(status, &[], body)));
            run(client.ping(PingInput::default())).unwrap();
            assert_eq!(script.only_request().body(), "{}");
        }
    }
}

#[test]
fn clients_and_calls_go_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let (client, _) = Script::client(|| Ok(response(200, &[], "{}")));
    shared(&client);
    std::thread::spawn(move || run(client.ping(PingInput::default())))
        .join()
        .unwrap()
        .unwrap();
}

//! Calls through a transport that answers from a script.

use crate::sample::Client;
use crate::sample::operation::get_state::GetStateInput;
use crate::sample::operation::ping::PingInput;
use bytes::Bytes;
use http::{Request, Response, Uri};
use runtime::{BoxFuture, Transport, TransportError};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// Answers every request alike, and keeps the requests.
pub struct Script {
    answer: Box<dyn Fn() -> Result<Response<Bytes>, TransportError> + Send + Sync>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl Script {
    /// A client of the service, to which `answer` is the answer.
    pub fn client(
        answer: impl Fn() -> Result<Response<Bytes>, TransportError> + Send + Sync + 'static,
    ) -> (Client, Arc<Self>) {
        let script = Arc::new(Self {
            answer: Box::new(answer),
            requests: Mutex::default(),
        });
        let endpoint = Uri::from_static("https://example.com");
        (Client::new(Arc::clone(&script), endpoint), script)
    }

    /// Whether nothing was sent.
    pub fn is_unused(&self) -> bool {
        self.requests.lock().unwrap().is_empty()
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
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.requests.lock().unwrap().push(request);
        Box::pin(async { (self.answer)() })
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
    let (client, script) = Script::client(|| Ok(response(200, &[], "{}")));
    run(client
        .clone()
        .with_entropy([0xff; 16])
        .get_state(GetStateInput::new("main")))
    .unwrap();
    let token = "ffffffff-ffff-4fff-bfff-ffffffffffff";
    assert_eq!(
        script.only_request().body(),
        &format!(r#"{{"name":"main","clientToken":"{token}"}}"#)
    );

    run(client.get_state(GetStateInput::new("main"))).unwrap();
    let made = String::from_utf8(script.only_request().into_body().to_vec()).unwrap();
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

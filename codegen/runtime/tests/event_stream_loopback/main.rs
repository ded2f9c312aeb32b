//! Event streams between a client and a server of HTTP/2 on loopback, which talk, stop, fail and disappear.

#![cfg(all(feature = "event-streams", feature = "http2", feature = "serde"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[path = "../http_transport/clock.rs"]
mod clock;
#[path = "../support/frames.rs"]
mod frames;
#[path = "../support/tls.rs"]
mod server_tls;
#[allow(dead_code, reason = "requests come from the server, not from bytes")]
#[path = "../support/sigv4.rs"]
mod sigv4;
#[path = "../support/structure.rs"]
mod structure;
#[path = "../support/two_way.rs"]
mod two_way;
#[path = "../support/until.rs"]
mod until;

mod back_pressure;
mod broken;
mod ended;
mod model;
mod signed;
mod talks;

use bytes::Bytes;
use http::Response;
use model::{Service, Talk, TalkError, TalkInput, TalkOutput};
use runtime::{
    Client, Config, ConfigBuilder, Credentials, Error, EventSender, HttpTransport, RequestEvents,
    Retry, bytes, http,
};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time;
use two_way::{Call, Server};
use until::until;

/// The secret access key of the calls.
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

type Outcome = Result<TalkOutput, Error<TalkError>>;

/// A configuration without retries, for calls of the server.
pub fn config(server: &Server) -> ConfigBuilder {
    let transport = HttpTransport::builder().no_proxy();
    let transport = transport.ca_bundle_pem(server_tls::CA).build().unwrap();
    Config::builder()
        .transport(transport)
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
        .region("eu-west-1")
        .retry(Retry::off())
        .endpoint_url(server.url())
}

/// Starts a call of the server. Up to `capacity` events wait.
pub fn talk(
    config: ConfigBuilder,
    capacity: usize,
) -> (EventSender<model::Audio>, JoinHandle<Outcome>) {
    let client = Client::new::<Service>(&config.build().unwrap());
    let (sender, audio) = RequestEvents::channel(capacity);
    let input = TalkInput {
        language: Some("en-GB".to_owned()),
        audio,
    };
    let calling = tokio::spawn(async move { client.call::<Talk>(input).await });
    (sender, calling)
}

/// A call whose response has begun.
struct Talking {
    server: Server,
    call: Call,
    sender: EventSender<model::Audio>,
    output: TalkOutput,
}

/// Starts a call, and its response.
async fn talking() -> Talking {
    let mut server = Server::plain().await;
    let (sender, calling) = talk(config(&server), 4);
    let mut call = server.call().await;
    call.answer.head(head());
    let output = within(calling).await.unwrap().unwrap();
    Talking {
        server,
        call,
        sender,
        output,
    }
}

/// The head of a response with events.
pub fn head() -> Response<()> {
    let head = Response::builder().header("content-type", "application/vnd.amazon.eventstream");
    let head = head
        .header("x-session", "s-1")
        .header("x-amzn-requestid", "r-1");
    head.body(()).unwrap()
}

/// Waits for what must not take long.
pub async fn within<T>(future: impl Future<Output = T>) -> T {
    let waiting = time::timeout(Duration::from_secs(20), future);
    waiting
        .await
        .expect("what the test waits for does not come")
}

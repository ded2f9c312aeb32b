//! Calls whose bodies are streams, over loopback and over transports that fail as a test tells them.

#![cfg(all(feature = "streams", feature = "http1", feature = "serde"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[path = "../http_transport/clock.rs"]
mod clock;
#[path = "../support/pieces.rs"]
mod pieces;
#[path = "../support/server/mod.rs"]
mod server;
#[path = "../support/signed.rs"]
mod signed;
#[allow(dead_code, reason = "requests come from the server, not from bytes")]
#[path = "../support/sigv4.rs"]
mod sigv4;
#[path = "../support/structure.rs"]
mod structure;
#[path = "../support/until.rs"]
mod until;

mod broken;
mod cancellation;
mod crowd;
mod receiving;
mod retries;
mod scripted;
mod sending;
mod service;
mod signatures;
mod timeouts;
mod tree_hashes;
mod uploads;

use runtime::{Client, Config, ConfigBuilder, Credentials, HttpTransport, Retry};
use server::{Received, Server};
use service::Service;
use std::time::Duration;
use tokio::time;
use until::until;

/// The secret access key of the calls.
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// A configuration without retries.
pub fn config() -> ConfigBuilder {
    let transport = HttpTransport::builder().no_proxy().build().unwrap();
    Config::builder()
        .transport(transport)
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET))
        .region("eu-west-1")
        .retry(Retry::off())
}

/// A client of the service.
pub fn client(config: ConfigBuilder) -> Client {
    Client::new::<Service>(&config.build().unwrap())
}

/// A client of a server, without retries.
pub fn client_of(server: &Server) -> Client {
    client(config().endpoint_url(server.url("/")))
}

/// Verifies the signature of a request over the bytes that came, and returns the names of the signed headers.
pub fn verified(request: &Received) -> Vec<String> {
    let signature = sigv4::verify(&signed::received(request), SECRET)
        .expect("the signature covers what was sent");
    signature.signed_headers
}

/// The value of a header of a request.
pub fn header(request: &Received, name: &str) -> Option<String> {
    let value = request.header(name)?;
    Some(String::from_utf8(value.to_vec()).unwrap())
}

/// Waits for a future that must not hang.
pub async fn soon<T>(future: impl Future<Output = T>) -> T {
    time::timeout(Duration::from_secs(20), future)
        .await
        .expect("it hangs")
}

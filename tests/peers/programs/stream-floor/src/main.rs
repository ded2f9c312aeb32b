//! A stream in each direction by reqwest alone.

#[path = "../../shared/stream.rs"]
mod stream;

use measure::{Result, expect, measured, one_thread};
use reqwest::{Body, Client};
use stream::{LENGTH, Source, mode, url};

fn main() -> Result {
    one_thread()?.block_on(run())
}

async fn run() -> Result {
    // Is there one already, it is the same.
    _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().no_proxy().build()?;
    small(&client).await?;
    match mode()?.as_str() {
        "small" => measured(small(&client)).await,
        "receive" => measured(receive(&client)).await,
        "send" => measured(send(&client)).await,
        mode => Err(format!("there is no mode {mode}").into()),
    }
}

async fn small(client: &Client) -> Result {
    let response = client.get(url()? + "/small").send().await?;
    expect(response.bytes().await?.is_empty())
}

async fn receive(client: &Client) -> Result {
    let mut response = client.get(url()? + "/stream").send().await?;
    let mut received = 0;
    while let Some(piece) = response.chunk().await? {
        received += piece.len() as u64;
    }
    expect(received == LENGTH)
}

async fn send(client: &Client) -> Result {
    let request = client.put(url()? + "/stream");
    let request = request.header("content-length", LENGTH);
    let body = Body::wrap_stream(Source::new());
    let response = request.body(body).send().await?;
    expect(response.status().is_success())
}

//! A stream in each direction by calls of this project's runtime, which are signed and retried in its default configuration.

mod service;
#[path = "../../shared/stream.rs"]
mod stream;

use measure::{Result, expect, measured, one_thread};
use runtime::{ByteStream, Client, Config, Credentials, HttpTransport};
use service::{Empty, Receive, Send, Service, Small, Streamed};
use stream::{LENGTH, Source, mode, url};

fn main() -> Result {
    one_thread()?.block_on(run())
}

async fn run() -> Result {
    let config = Config::builder()
        .transport(HttpTransport::builder().no_proxy().build()?)
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .region("eu-west-1")
        .endpoint_url(url()?)
        .build()?;
    let client = Client::new::<Service>(&config);
    small(&client).await?;
    match mode()?.as_str() {
        "small" => measured(small(&client)).await,
        "receive" => measured(receive(&client)).await,
        "send" => measured(send(&client)).await,
        mode => Err(format!("there is no mode {mode}").into()),
    }
}

async fn small(client: &Client) -> Result {
    client.call::<Small>(Empty {}).await?;
    Ok(())
}

async fn receive(client: &Client) -> Result {
    let mut body = client.call::<Receive>(Empty {}).await?.body;
    let mut received = 0;
    while let Some(piece) = body.next().await {
        received += piece?.len() as u64;
    }
    expect(received == LENGTH)
}

async fn send(client: &Client) -> Result {
    let body = ByteStream::from_stream(LENGTH, Source::new());
    client.call::<Send>(Streamed { body }).await?;
    Ok(())
}

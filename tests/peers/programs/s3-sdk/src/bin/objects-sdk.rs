//! An object put and got by the official SDK, as its default configuration has it.

use aws_sdk_s3::Client;
use measure::{Result, expect, one_thread};

fn main() -> Result {
    one_thread()?.block_on(run())
}

async fn run() -> Result {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let client = Client::new(&config);
    let put = client.put_object().bucket("bucket").key("key");
    put.body(b"content".to_vec().into()).send().await?;
    let got = client.get_object().bucket("bucket").key("key");
    let content = got.send().await?.body.collect().await?;
    expect(content.into_bytes() == "content")
}

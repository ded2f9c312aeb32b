//! An object put and got by this project's crate, as its default configuration has it.

use clients::s3::Client;
use clients::s3::operation::get_object::{GetObjectInput, GetObjectInputRequired};
use clients::s3::operation::put_object::{PutObjectInput, PutObjectInputRequired};
use measure::{Result, expect, one_thread};

fn main() -> Result {
    one_thread()?.block_on(run())
}

async fn run() -> Result {
    let client = Client::from_env().await?;
    let (bucket, key) = ("bucket".to_owned(), "key".to_owned());
    let put = PutObjectInput::new(PutObjectInputRequired { bucket, key });
    client.put_object(put.body(b"content".to_vec())).await?;
    let (bucket, key) = ("bucket".to_owned(), "key".to_owned());
    let got = GetObjectInput::new(GetObjectInputRequired { bucket, key });
    let content = client.get_object(got).await?.body.bytes(1 << 20).await?;
    expect(content == "content")
}

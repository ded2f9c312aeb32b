//! An object transferred by the example of Amazon S3, with this project's client.

#[path = "../../../../../examples/aws/s3/src"]
mod example {
    pub mod transfer;
}
#[path = "../../../shared/transferred.rs"]
mod transferred;

use clients::s3::Client;
use example::transfer::Transfer;
use measure::{Result, expect, measured};
use samples::Content;
use std::future::pending;
use transferred::{BUCKET, Work, many_threads, work};

fn main() -> Result {
    many_threads()?.block_on(run(work()?))
}

async fn run(work: Work) -> Result {
    let transfer = Transfer::new(Client::from_env().await?);
    let (length, to) = (work.length, (BUCKET, work.key.as_str()));
    measured(async {
        let done = if work.is_upload {
            let content = Content::new(0, length);
            let upload = transfer.upload(content, Some(length), to, pending());
            upload.await?
        } else {
            transfer.download(to, &work.path).await?
        };
        expect(done.size == length && done.is_compared)
    })
    .await
}

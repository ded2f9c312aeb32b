//! An object transferred by the official SDK, as the example of this project's client does it: parts of the same size, as
//! many at a time, the same checksums. Nothing is retried or aborted here.

mod download;
mod transfer;
#[path = "../../../../shared/transferred.rs"]
mod transferred;
mod upload;

use aws_sdk_s3::Client;
use measure::{Result, expect, measured};
use samples::Content;
use transfer::Transfer;
use transferred::{BUCKET, Work, many_threads, work};

fn main() -> Result {
    many_threads()?.block_on(run(work()?))
}

async fn run(work: Work) -> Result {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let transfer = Transfer::new(Client::new(&config));
    let (length, to) = (work.length, (BUCKET, work.key.as_str()));
    measured(async {
        let done = if work.is_upload {
            transfer.upload(Content::new(0, length), to).await?
        } else {
            transfer.download(to, &work.path).await?
        };
        expect(done.size == length && done.is_compared)
    })
    .await
}

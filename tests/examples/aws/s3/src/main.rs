//! Uploads a file or standard input to Amazon S3 in parts, or downloads an object in ranges, with a progress bar:
//!
//! ```sh
//! cargo run -p s3 -- upload backup.tar my-bucket backup.tar
//! tar c photos | cargo run -p s3 -- upload - my-bucket photos.tar
//! cargo run -p s3 -- download my-bucket backup.tar restored.tar
//! ```
//!
//! `--part-size BYTES` before that sets the size of parts: 5 MiB to 5 GiB for Amazon S3.

mod transfer;

use clients::s3::Client;
use indicatif::{ProgressBar, ProgressStyle};
use std::process::ExitCode;
use std::sync::Arc;
use std::{env, fs, future, io};
use tokio::{signal, task};
use transfer::{Result, Transfer};

const USAGE: &str = "expected `upload FILE|- BUCKET KEY` or `download BUCKET KEY FILE`";
const BAR: &str = "{bar:40} {bytes}/{total_bytes} {bytes_per_sec}";
/// Of an upload of unknown length.
const SPINNER: &str = "{spinner} {bytes} {bytes_per_sec}";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    // Before an upload is created, which it aborts.
    let interrupted = task::spawn(interrupted());
    let interrupted = async { interrupted.await.unwrap_or_default() };
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let template = if arguments.contains(&"-") {
        SPINNER
    } else {
        BAR
    };
    let mut transfer = Transfer::new(Client::from_env().await?);
    transfer.progress = Arc::new(bar(template)?);
    if let ["--part-size", size, ..] = arguments[..] {
        transfer.part_size = size.parse().or(Err("--part-size: not a number"))?;
        arguments.drain(..2);
    }
    let done = match arguments[..] {
        ["upload", "-", bucket, key] => {
            let stdin = io::stdin();
            transfer
                .upload(stdin, None, (bucket, key), interrupted)
                .await?
        }
        ["upload", path, bucket, key] => {
            let file = fs::File::open(path).map_err(|error| format!("{path}: {error}"))?;
            let length = Some(file.metadata()?.len());
            transfer
                .upload(file, length, (bucket, key), interrupted)
                .await?
        }
        ["download", bucket, key, path] => tokio::select! {
            done = transfer.download((bucket, key), path) => done?,
            () = interrupted => return Err("cancelled".into()),
        },
        _ => return Err(USAGE.into()),
    };
    let compared = if done.is_compared {
        ""
    } else {
        ", not compared"
    };
    println!("{} bytes, CRC64NVME {}{compared}", done.size, done.checksum);
    Ok(())
}

/// Ends when Ctrl-C is pressed.
async fn interrupted() {
    if signal::ctrl_c().await.is_err() {
        future::pending().await
    }
}

/// Returns the callback of a bar on standard error, if that is a terminal.
fn bar(template: &'static str) -> Result<impl Fn(u64, Option<u64>) + Send + Sync + 'static> {
    let bar = ProgressBar::no_length().with_style(ProgressStyle::with_template(template)?);
    Ok(move |done, total: Option<u64>| {
        total.inspect(|total| bar.set_length(*total));
        bar.set_position(done);
    })
}

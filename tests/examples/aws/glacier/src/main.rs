//! Uploads a file to a vault of Amazon S3 Glacier, or downloads the output of a job, with a progress bar:
//!
//! ```sh
//! cargo run -p glacier -- upload my-vault backup.tar
//! cargo run -p glacier -- download my-vault JOB-ID restored.tar
//! ```

use clients::glacier::Client;
use clients::glacier::operation::get_job_output::{
    GetJobOutputError, GetJobOutputInput, GetJobOutputInputRequired,
};
use clients::glacier::operation::upload_archive::UploadArchiveInput;
use clients::runtime::ByteStream;
use indicatif::{ProgressBar, ProgressStyle};
use std::env;
use std::error::Error;
use std::process::ExitCode;

const USAGE: &str = "expected `upload VAULT FILE` or `download VAULT JOB-ID FILE`";
const BAR: &str = "{bar:40} {bytes}/{total_bytes} {bytes_per_sec}";
/// Of a download without a length.
const SPINNER: &str = "{spinner} {bytes} {bytes_per_sec}";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let client = Client::from_env().await?;
    match arguments[..] {
        ["upload", vault, file] => upload(&client, vault, file).await,
        ["download", vault, job, file] => download(&client, vault, job, file).await,
        _ => Err(USAGE.into()),
    }
}

/// Uploads a file, and prints the ID of the archive. The file is read twice: for its hashes, and while it is sent.
async fn upload(client: &Client, vault: &str, file: &str) -> Result<(), Box<dyn Error>> {
    let body = ByteStream::from_file(file).await?;
    let input = UploadArchiveInput::new(vault)
        .archive_description(file)
        .body(with_bar(body)?);
    let output = client.upload_archive(input).await?;
    println!("{}", output.archive_id.unwrap_or_default());
    Ok(())
}

/// Writes the output of a job to a file, which appears or is replaced when all of it has arrived.
async fn download(
    client: &Client,
    vault: &str,
    job: &str,
    file: &str,
) -> Result<(), Box<dyn Error>> {
    let input = GetJobOutputInput::new(GetJobOutputInputRequired {
        vault_name: vault.to_owned(),
        job_id: job.to_owned(),
    });
    let output = match client.get_job_output(input).await {
        Ok(output) => output,
        Err(error) => match error.as_service_error() {
            Some(GetJobOutputError::ResourceNotFoundException(_)) => {
                return Err(format!("there is no finished job {job} in {vault}").into());
            }
            _ => return Err(error.into()),
        },
    };
    let size = with_bar(output.body)?.write_to_file(file).await?;
    println!("{size} bytes");
    Ok(())
}

/// Returns the stream with a bar on standard error, if that is a terminal. The bar disappears with the stream.
fn with_bar(stream: ByteStream) -> Result<ByteStream, Box<dyn Error>> {
    let bar = match stream.length() {
        Some(length) => ProgressBar::new(length).with_style(ProgressStyle::with_template(BAR)?),
        None => ProgressBar::no_length().with_style(ProgressStyle::with_template(SPINNER)?),
    };
    // A retry begins at zero again.
    Ok(stream.on_progress(move |bytes| bar.set_position(bytes)))
}

//! Prints a command that downloads an object of Amazon S3, or uploads one, without credentials, until it expires after 15
//! minutes:
//!
//! ```sh
//! cargo run -p s3 --bin presign -- get my-bucket hello.txt
//! cargo run -p s3 --bin presign -- put my-bucket hello.txt text/plain
//! ```

use clients::runtime::presign::PresignedRequest;
use clients::s3::Client;
use clients::s3::operation::get_object::{GetObject, GetObjectInput, GetObjectInputRequired};
use clients::s3::operation::put_object::{PutObject, PutObjectInput, PutObjectInputRequired};
use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

const USAGE: &str = "expected `get BUCKET KEY` or `put BUCKET KEY CONTENT-TYPE`";
const EXPIRES_IN: Duration = Duration::from_secs(15 * 60);

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
    let (presigned, option) = match arguments[..] {
        ["get", bucket, key] => (get(&client, bucket, key).await?, "--output"),
        ["put", bucket, key, kind] => (put(&client, bucket, key, kind).await?, "--upload-file"),
        _ => return Err(USAGE.into()),
    };
    // A key with the segments `.` or `..` is not another one.
    print!("curl --fail --path-as-is {option} FILE");
    for (name, value) in presigned.headers() {
        // curl adds `host` itself.
        if name != "host" {
            print!(
                " --header {}",
                quoted(&format!("{name}: {}", value.to_str()?))
            );
        }
    }
    println!(" {}", quoted(&presigned.uri().to_string()));
    Ok(())
}

async fn get(client: &Client, bucket: &str, key: &str) -> Result<PresignedRequest, Box<dyn Error>> {
    let input = GetObjectInput::new(GetObjectInputRequired {
        bucket: bucket.to_owned(),
        key: key.to_owned(),
    });
    Ok(client
        .request::<GetObject>(input)
        .presign(EXPIRES_IN)
        .await?)
}

/// The headers of the input are signed, and must be sent with the data: the content type here.
async fn put(
    client: &Client,
    bucket: &str,
    key: &str,
    content_type: &str,
) -> Result<PresignedRequest, Box<dyn Error>> {
    let input = PutObjectInput::new(PutObjectInputRequired {
        bucket: bucket.to_owned(),
        key: key.to_owned(),
    });
    let input = input.content_type(content_type);
    Ok(client
        .request::<PutObject>(input)
        .presign(EXPIRES_IN)
        .await?)
}

/// Quotes an argument of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

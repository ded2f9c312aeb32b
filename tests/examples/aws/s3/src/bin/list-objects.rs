//! Lists the objects of a bucket of Amazon S3, all or those whose keys begin with a prefix:
//!
//! ```sh
//! cargo run -p s3 --bin list-objects -- my-bucket photos/
//! ```

use clients::s3::Client;
use clients::s3::operation::list_objects_v2::ListObjectsV2Input;
use futures_util::TryStreamExt;
use std::env;
use std::error::Error;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(env::args().skip(1)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints size, time and key of each object.
async fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env().await?;
    let mut input = ListObjectsV2Input::new(arguments.next().ok_or("expected `BUCKET [PREFIX]`")?);
    input.prefix = arguments.next();
    // A `Stream`; the next page is requested when it is needed.
    let mut objects = client.list_objects_v2_pages(input).items();
    while let Some(object) = objects.try_next().await? {
        let size = object.size.unwrap_or_default();
        let modified = object
            .last_modified
            .map_or("-".to_owned(), |it| it.to_string());
        // A key is any text, which may control the terminal.
        let key = object
            .key
            .unwrap_or_default()
            .replace(char::is_control, "?");
        println!("{size:>13}  {modified}  {key}");
    }
    Ok(())
}

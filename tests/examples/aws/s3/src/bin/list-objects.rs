//! Lists the objects of a bucket of Amazon S3, all or those whose keys begin with a prefix:
//!
//! ```sh
//! cargo run -p s3 --bin list-objects -- my-bucket photos/
//! ```

use clients::runtime;
use clients::s3::Client;
use clients::s3::operation::list_objects_v2::{ListObjectsV2Error, ListObjectsV2Input};
use clients::s3::types::Object;
use futures_util::{Stream, TryStreamExt, stream};
use std::env;
use std::error::Error;
use std::pin::pin;
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
    let mut objects = pin!(objects(&client, input));
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

/// Returns the objects of all pages. The next page is requested when it is needed.
fn objects(
    client: &Client,
    input: ListObjectsV2Input,
) -> impl Stream<Item = Result<Object, runtime::Error<ListObjectsV2Error>>> + use<> {
    let pages = client.list_objects_v2_pages(input);
    let objects = pages.map_ok(|page| stream::iter(page.contents.into_iter().flatten().map(Ok)));
    objects.try_flatten()
}

//! Records the calls of a program in a file, and repeats it from that file without a network:
//!
//! ```sh
//! cargo run -p custom-transport -- record links.jsonl
//! cargo run -p custom-transport -- replay links.jsonl
//! ```

mod recorded;

use generated::codeconnections::Client;
use generated::codeconnections::operation::list_repository_links::ListRepositoryLinksInput;
use generated::runtime::{Config, Credentials, Environment, HttpTransport};
use recorded::{Recorder, Replay};
use std::env;
use std::error::Error;
use std::io;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let config = match arguments[..] {
        ["record", path] => Config::builder()
            .environment(Environment::process())
            .transport(Recorder::create(path, HttpTransport::new()?).map_err(named(path))?),
        ["replay", path] => Config::builder()
            .region("us-east-1")
            .credentials(Credentials::new("replay", "replay"))
            .transport(Replay::open(path).map_err(named(path))?),
        _ => return Err("expected `record FILE` or `replay FILE`".into()),
    };
    for name in repositories(&Client::new(&config.build()?)).await? {
        println!("{name}");
    }
    Ok(())
}

/// Returns a function that adds the name of the file to an error.
fn named(path: &str) -> impl Fn(io::Error) -> String {
    move |error| format!("{path}: {error}")
}

/// Returns the names of all linked repositories.
async fn repositories(client: &Client) -> Result<Vec<String>, Box<dyn Error>> {
    let pages = client.list_repository_links_pages(ListRepositoryLinksInput::new());
    let pages = pages.try_collect::<Vec<_>>().await?;
    let links = pages.into_iter().flat_map(|page| page.repository_links);
    Ok(links
        .map(|link| format!("{}/{}", link.owner_id, link.repository_name))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{Recorder, Replay, repositories};
    use generated::codeconnections::Client;
    use generated::codeconnections::operation::get_repository_link::GetRepositoryLinkInput;
    use generated::codeconnections::operation::list_repository_links::*;
    use generated::runtime::{Config, Credentials, FakeTransport, Transport};
    use serde_json::json;
    use std::fs;

    fn client(transport: impl Transport) -> Client {
        let config = Config::builder()
            .region("us-east-1")
            .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
            .transport(transport);
        Client::new(&config.build().unwrap())
    }

    /// Responds with two pages.
    fn service() -> FakeTransport {
        FakeTransport::new().on::<ListRepositoryLinks>(|input| {
            let link = |name| json!([{"OwnerId": "example", "RepositoryName": name}]);
            let page = match input.next_token {
                None => json!({"RepositoryLinks": link("infrastructure"), "NextToken": "2"}),
                Some(_) => json!({"RepositoryLinks": link("website")}),
            };
            Ok(serde_json::from_value(page).unwrap())
        })
    }

    #[tokio::test]
    async fn a_recording_repeats_the_calls_without_a_network() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.jsonl");
        let recorder = Recorder::create(&path, service()).unwrap();
        let recorded = repositories(&client(recorder)).await.unwrap();
        assert_eq!(recorded, ["example/infrastructure", "example/website"]);

        let replayed = client(Replay::open(&path).unwrap());
        assert_eq!(repositories(&replayed).await.unwrap(), recorded);
        // Neither credentials nor signatures.
        let file = fs::read_to_string(&path).unwrap();
        assert!(
            !file.contains("AKIDEXAMPLE") && !file.contains("authorization"),
            "{file}"
        );
    }

    #[tokio::test]
    async fn a_call_that_was_not_recorded_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.jsonl");
        let recorder = Recorder::create(&path, service()).unwrap();
        repositories(&client(recorder)).await.unwrap();

        let client = client(Replay::open(&path).unwrap());
        let call = client.get_repository_link(GetRepositoryLinkInput::new("link-1"));
        let error = call.await.unwrap_err();
        assert!(
            error.to_string().contains("not in the recording"),
            "{error}"
        );
        assert_eq!(error.attempts(), 1);
    }
}

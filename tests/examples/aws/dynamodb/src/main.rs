//! Writes songs to a table of Amazon DynamoDB, and reads them, as structs:
//!
//! ```sh
//! cargo run -p dynamodb -- import Music < songs.jsonl
//! cargo run -p dynamodb -- list Music 'Acme Band'
//! cargo run -p dynamodb -- get Music 'Acme Band' 'Happy Day' 'Acme Band' 'Blue Sky Blues'
//! ```
//!
//! The table has the partition key `Artist` and the sort key `SongTitle`. Songs are lines of JSON.

mod batch;
mod items;

use clients::dynamodb::Client;
use clients::dynamodb::operation::query::QueryInput;
use clients::dynamodb::types::{PutRequest, WriteRequest};
use items::{Item, from_item, to_attribute, to_item};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::process::ExitCode;
use std::{env, io};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Song {
    artist: String,
    song_title: String,
    /// NULL if it is `None`.
    year: Option<u16>,
    #[serde(default)]
    plays: u64,
    /// A string set. Amazon DynamoDB has no empty sets.
    #[serde(with = "serde_dynamo::string_set")]
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    genres: BTreeSet<String>,
    /// Binary.
    #[serde(default, with = "serde_bytes")]
    cover: Vec<u8>,
    /// A list of maps.
    #[serde(default)]
    awards: Vec<Award>,
    #[serde(default)]
    credits: BTreeMap<String, String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Award {
    name: String,
    is_shared: bool,
}

/// Primary key of a song.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Key<'a> {
    artist: &'a str,
    song_title: &'a str,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(env::args().skip(1).collect()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Vec<String>) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let client = Client::from_env().await?;
    match arguments[..] {
        ["import", table] => import(&client, table).await,
        ["list", table, artist] => list(&client, table, artist).await,
        ["get", table, ref names @ ..] => get(&client, table, names).await,
        _ => Err(
            "expected `import TABLE`, `list TABLE ARTIST` or `get TABLE ARTIST TITLE...`".into(),
        ),
    }
}

/// Writes the songs of standard input. A song replaces one with the same key.
async fn import(client: &Client, table: &str) -> Result<()> {
    let mut requests = Vec::new();
    for line in io::stdin().lines() {
        let song: Song = serde_json::from_str(&line?)?;
        let put = PutRequest::new(to_item(&song)?);
        requests.push(WriteRequest::new().put_request(put));
    }
    let songs = requests.len();
    batch::write_all(client, table, requests).await?;
    println!("{songs} songs");
    Ok(())
}

/// Prints the songs of an artist, page by page.
async fn list(client: &Client, table: &str, artist: &str) -> Result<()> {
    let input = QueryInput::new(table)
        .key_condition_expression("Artist = :artist")
        .expression_attribute_values([(":artist".to_owned(), to_attribute(&artist)?)]);
    let mut songs = client.query_pages(input).items();
    while let Some(item) = songs.next_item().await? {
        print(item)?;
    }
    Ok(())
}

/// Prints some songs, in no particular order.
async fn get(client: &Client, table: &str, names: &[&str]) -> Result<()> {
    let keys = names.chunks(2).map(|names| match *names {
        [artist, song_title] => Ok(to_item(&Key { artist, song_title })?),
        _ => Err("an artist has no title".into()),
    });
    let keys = keys.collect::<Result<Vec<_>>>()?;
    for item in batch::get_all(client, table, keys).await? {
        print(item)?;
    }
    Ok(())
}

/// Prints a song as a line of JSON, as `import` reads it.
fn print(item: Item) -> Result<()> {
    let song: Song = from_item(item).map_err(|error| format!("an item is not a song: {error}"))?;
    println!("{}", serde_json::to_string(&song)?);
    Ok(())
}

//! A transfer of both sides, by the arguments of the program: `up|down LENGTH FILE`.

use measure::Result;
use std::path::PathBuf;
use tokio::runtime::{Builder, Runtime};

pub const BUCKET: &str = "bucket";

/// A transfer.
pub struct Work {
    pub is_upload: bool,
    /// In bytes.
    pub length: u64,
    /// The key, which says the length to the server.
    pub key: String,
    /// The file of a download.
    pub path: PathBuf,
}

pub fn work() -> Result<Work> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or(format!("{what} is missing"));
    let direction = next("the direction")?;
    let key = next("the length")?;
    Ok(Work {
        is_upload: direction == "up",
        length: key.parse()?,
        key,
        path: next("the file")?.into(),
    })
}

/// A runtime with a thread for each core.
pub fn many_threads() -> Result<Runtime> {
    Ok(Builder::new_multi_thread().enable_all().build()?)
}

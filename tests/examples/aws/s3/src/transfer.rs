//! Uploads and downloads of large objects of Amazon S3: several parts at a time, with the CRC64NVME of the whole.
//!
//! Memory holds `concurrency` parts, and two more in an upload. The client retries failed requests; a part is also sent or
//! requested again if it was corrupted or cut.

mod download;
mod upload;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use clients::{runtime, s3::Client};
use crc_fast::{CrcAlgorithm, Digest, checksum_combine};
use std::{error, future::poll_fn, result, sync::Arc, task::Context, task::Poll, time::Duration};
use tokio::{task::JoinSet, time};

pub type Error = Box<dyn error::Error + Send + Sync>;
pub type Result<T, E = Error> = result::Result<T, E>;

/// Maximum number of attempts of a part, each with the retries of the client.
const ATTEMPTS: u32 = 3;

/// Transfers with a client.
#[derive(Clone)]
pub struct Transfer {
    pub client: Client,
    /// In bytes.
    pub part_size: u64,
    /// Number of parts that are sent or received at the same time.
    pub concurrency: usize,
    /// Called after each part with the number of bytes so far, and of all if it is known.
    pub progress: Arc<dyn Fn(u64, Option<u64>) + Send + Sync>,
}

/// A finished transfer, with the CRC64NVME of the whole object.
pub struct Transferred {
    pub size: u64,
    pub checksum: String,
    /// False if Amazon S3 has no such checksum of the object.
    pub is_compared: bool,
}

/// A finished part, with its entity tag in an upload.
struct Part {
    number: u64,
    e_tag: String,
    length: u64,
    crc: u64,
}

type Tasks = JoinSet<Result<Part>>;

impl Transfer {
    pub fn new(client: Client) -> Self {
        Self {
            client,
            part_size: 8 * 1024 * 1024,
            concurrency: 8,
            progress: Arc::new(|_, _| ()),
        }
    }

    /// Runs the tasks that `next` returns, and returns their parts in order.
    async fn run<F>(
        &self,
        tasks: &mut Tasks,
        length: Option<u64>,
        mut next: impl FnMut(&mut Context<'_>) -> Poll<Option<F>>,
    ) -> Result<Vec<Part>>
    where
        F: Future<Output = Result<Part>> + Send + 'static,
    {
        let (mut parts, mut done, mut has_more) = (Vec::new(), 0, true);
        let limit = self.concurrency.max(1);
        loop {
            tokio::select! {
                task = poll_fn(&mut next), if has_more && tasks.len() < limit => match task {
                    Some(task) => _ = tasks.spawn(task),
                    None => has_more = false,
                },
                Some(part) = tasks.join_next() => {
                    let part = part??;
                    done += part.length;
                    (self.progress)(done, length);
                    parts.push(part);
                }
                else => break,
            }
        }
        parts.sort_by_key(|part| part.number);
        Ok(parts)
    }
}

/// Failure of an attempt; true if another may succeed.
struct Failure(Error, bool);

impl<E: error::Error + Send + Sync + 'static> From<runtime::Error<E>> for Failure {
    /// `BadDigest`: it was corrupted on its way.
    fn from(error: runtime::Error<E>) -> Self {
        let is_temporary = error.code() == Some("BadDigest");
        Self(error.into(), is_temporary)
    }
}

fn temporary(error: impl Into<Error>) -> Failure {
    Failure(error.into(), true)
}

/// Waits before the next attempt. Without one, returns the error, which begins with `name`.
async fn wait(name: &str, attempt: &mut u32, Failure(error, is_temporary): Failure) -> Result<()> {
    *attempt += 1;
    if !is_temporary || *attempt == ATTEMPTS {
        return Err(format!("{name}, attempt {attempt}: {error}").into());
    }
    time::sleep(Duration::from_millis(200) * *attempt).await;
    Ok(())
}

impl Part {
    fn new(number: u64, pieces: &[Bytes]) -> Self {
        let mut digest = Digest::new(CrcAlgorithm::Crc64Nvme);
        pieces.iter().for_each(|piece| digest.update(piece));
        Self {
            number,
            e_tag: String::new(),
            length: pieces.iter().map(|piece| piece.len() as u64).sum(),
            crc: digest.finalize(),
        }
    }
}

impl Transferred {
    /// Makes the CRC64NVME of data from those of its parts.
    fn of(parts: &[Part]) -> Self {
        let crc = parts.iter().fold(0, |crc, part| {
            checksum_combine(CrcAlgorithm::Crc64Nvme, crc, part.crc, part.length)
        });
        Self {
            size: parts.iter().map(|part| part.length).sum(),
            checksum: encode(crc),
            is_compared: false,
        }
    }

    fn compared(mut self, theirs: Option<String>) -> Result<Self> {
        check(&self.checksum, &theirs)?;
        self.is_compared = theirs.is_some();
        Ok(self)
    }
}

/// Returns a CRC as headers have it.
fn encode(crc: u64) -> String {
    BASE64_STANDARD.encode(crc.to_be_bytes())
}

/// Compares a checksum with that of a response, if it has one.
fn check(ours: &str, theirs: &Option<String>) -> Result<()> {
    match theirs.as_ref().filter(|theirs| *theirs != ours) {
        Some(theirs) => Err(format!("corrupted: the CRC64NVME is {ours}, not {theirs}").into()),
        None => Ok(()),
    }
}

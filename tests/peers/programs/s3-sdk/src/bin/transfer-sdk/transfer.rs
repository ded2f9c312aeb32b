//! Parts, several at a time, and the CRC64NVME of the whole.

use aws_sdk_s3::Client;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use crc_fast::{CrcAlgorithm, Digest, checksum_combine};
use measure::Result;
use std::future::poll_fn;
use std::task::{Context, Poll};
use tokio::task::JoinSet;

/// Transfers with a client.
#[derive(Clone)]
pub struct Transfer {
    pub client: Client,
    /// In bytes.
    pub part_size: u64,
    /// Number of parts that are sent or received at the same time.
    pub concurrency: usize,
}

/// A finished transfer.
pub struct Transferred {
    pub size: u64,
    pub checksum: String,
    pub is_compared: bool,
}

/// A finished part.
pub struct Part {
    pub number: u64,
    pub e_tag: String,
    pub length: u64,
    pub crc: u64,
}

impl Transfer {
    pub fn new(client: Client) -> Self {
        Self {
            client,
            part_size: 8 * 1024 * 1024,
            concurrency: 8,
        }
    }

    /// Runs the tasks that `next` returns, and returns their parts in order.
    pub async fn run<F>(
        &self,
        mut next: impl FnMut(&mut Context<'_>) -> Poll<Option<F>>,
    ) -> Result<Vec<Part>>
    where
        F: Future<Output = Result<Part>> + Send + 'static,
    {
        let (mut tasks, mut parts, mut has_more) = (JoinSet::new(), Vec::new(), true);
        loop {
            tokio::select! {
                task = poll_fn(&mut next), if has_more && tasks.len() < self.concurrency => match task {
                    Some(task) => _ = tasks.spawn(task),
                    None => has_more = false,
                },
                Some(part) = tasks.join_next() => parts.push(part??),
                else => break,
            }
        }
        parts.sort_by_key(|part: &Part| part.number);
        Ok(parts)
    }
}

impl Part {
    pub fn new(number: u64, pieces: &[Bytes]) -> Self {
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
    pub fn of(parts: &[Part]) -> Self {
        let crc = parts.iter().fold(0, |crc, part| {
            checksum_combine(CrcAlgorithm::Crc64Nvme, crc, part.crc, part.length)
        });
        Self {
            size: parts.iter().map(|part| part.length).sum(),
            checksum: encode(crc),
            is_compared: false,
        }
    }

    pub fn compared(mut self, theirs: Option<&str>) -> Result<Self> {
        check(&self.checksum, theirs)?;
        self.is_compared = theirs.is_some();
        Ok(self)
    }
}

/// Returns a CRC as headers have it.
pub fn encode(crc: u64) -> String {
    BASE64_STANDARD.encode(crc.to_be_bytes())
}

/// Compares a checksum with that of a response, if it has one.
pub fn check(ours: &str, theirs: Option<&str>) -> Result {
    match theirs.filter(|theirs| *theirs != ours) {
        Some(theirs) => Err(format!("corrupted: the CRC64NVME is {ours}, not {theirs}").into()),
        None => Ok(()),
    }
}

//! A download in ranges, written to their places in a file.

use crate::transfer::{Part, Transfer, Transferred};
use aws_sdk_s3::operation::get_object::builders::GetObjectFluentBuilder;
use aws_sdk_s3::types::ChecksumMode;
use measure::Result;
use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::task::{Context, Poll};
use tempfile::NamedTempFile;
use tokio::task::spawn_blocking;

impl Transfer {
    pub async fn download(&self, (bucket, key): (&str, &str), path: &Path) -> Result<Transferred> {
        let head = self.client.head_object().bucket(bucket).key(key);
        let head = head.checksum_mode(ChecksumMode::Enabled).send().await?;
        let size = u64::try_from(head.content_length.ok_or("the object has no length")?)?;
        let get = self.client.get_object().bucket(bucket).key(key);
        // The same version for all ranges.
        let get = get.set_if_match(head.e_tag);
        let file = NamedTempFile::new_in(path.with_file_name(""))?;
        let mut numbers = 0..size.div_ceil(self.part_size);
        let next = |_: &mut Context<'_>| {
            let part = |number| (number, get.clone(), file.path().to_owned());
            let part = numbers.next().map(part);
            Poll::Ready(part.map(|part| self.clone().receive(part, size)))
        };
        let parts = self.run(next).await?;
        let done = Transferred::of(&parts).compared(head.checksum_crc64_nvme.as_deref())?;
        file.persist(path)?;
        Ok(done)
    }

    /// Requests a range, and writes it to its place in the file.
    async fn receive(
        self,
        (number, get, file): (u64, GetObjectFluentBuilder, PathBuf),
        size: u64,
    ) -> Result<Part> {
        let start = number * self.part_size;
        let last = (start + self.part_size).min(size) - 1;
        let got = get.range(format!("bytes={start}-{last}")).send().await?;
        let range = format!("bytes {start}-{last}/{size}");
        if got.content_range() != Some(range.as_str()) {
            return Err("received another range".into());
        }
        let (mut body, mut pieces) = (got.body, Vec::new());
        while let Some(piece) = body.next().await {
            pieces.push(piece?);
        }
        let write = move || {
            let mut file = OpenOptions::new().write(true).open(file)?;
            file.seek(SeekFrom::Start(start))?;
            pieces.iter().try_for_each(|piece| file.write_all(piece))?;
            Ok(Part::new(number, &pieces))
        };
        spawn_blocking(write).await?
    }
}

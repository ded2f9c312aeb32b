//! Downloads: ranges of one version of an object, written to their places in a file.

use super::*;
use clients::s3::enums::ChecksumMode;
use clients::s3::operation::{get_object::*, head_object::*};
use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use tokio::task::spawn_blocking;

impl Transfer {
    /// Downloads an object to a file, readable by its owner, which appears or is replaced when all of it was received.
    ///
    /// # Errors
    /// If the object does not exist, changes in the meantime, or is corrupted; if a range was not received; or if the file
    /// cannot be written. Then nothing remains, and neither if this future is dropped.
    pub async fn download(
        &self,
        (bucket, key): (&str, &str),
        path: impl AsRef<Path>,
    ) -> Result<Transferred> {
        let head = HeadObjectInput::new(HeadObjectInputRequired {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
        });
        let head = head.checksum_mode(ChecksumMode::Enabled);
        let head = self.client.head_object(head).await?;
        let size = u64::try_from(head.content_length.ok_or("the object has no length")?)?;
        let mut input = GetObjectInput::new(GetObjectInputRequired {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
        });
        // The same version for all ranges.
        input.if_match = head.e_tag;
        let file = NamedTempFile::new_in(path.as_ref().with_file_name(""))?;
        let mut numbers = 0..size.div_ceil(self.part_size.max(1));
        let next = |_: &mut Context<'_>| {
            let part = |number| (number, input.clone(), file.path().to_owned());
            let part = numbers.next().map(part);
            Poll::Ready(part.map(|part| self.clone().receive(part, size)))
        };
        let parts = self.run(&mut Tasks::new(), Some(size), next).await?;
        let done = Transferred::of(&parts).compared(head.checksum_crc64nvme)?;
        file.persist(path)?;
        Ok(done)
    }

    /// Requests a range, and writes it to its place in the file.
    async fn receive(self, part: (u64, GetObjectInput, PathBuf), size: u64) -> Result<Part> {
        let ((number, input, file), mut attempt) = (part, 0);
        let start = number * self.part_size.max(1);
        let last = start.saturating_add(self.part_size.max(1)).min(size) - 1;
        let input = input.range(format!("bytes={start}-{last}"));
        let range = format!("bytes {start}-{last}/{size}");
        let pieces = loop {
            match self.try_receive(input.clone(), &range).await {
                Ok(pieces) => break pieces,
                Err(error) => wait(&range, &mut attempt, error).await?,
            }
        };
        let write = move || {
            let mut file = OpenOptions::new().write(true).open(file)?;
            file.seek(SeekFrom::Start(start))?;
            pieces.iter().try_for_each(|piece| file.write_all(piece))?;
            Ok(Part::new(number, &pieces))
        };
        spawn_blocking(write).await?
    }

    async fn try_receive(&self, input: GetObjectInput, range: &str) -> Result<Vec<Bytes>, Failure> {
        let output = self.client.get_object(input).await?;
        let received = output.content_range.unwrap_or_default();
        if received != range {
            return Err(temporary(format!("received the range `{received}`")));
        }
        let (mut body, mut pieces) = (output.body, Vec::new());
        while let Some(piece) = body.next().await {
            // The connection was cut, or silent for too long.
            pieces.push(piece.map_err(temporary)?);
        }
        Ok(pieces)
    }
}

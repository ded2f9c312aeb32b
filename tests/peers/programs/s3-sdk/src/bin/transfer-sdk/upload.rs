//! A multipart upload.

use crate::transfer::{Part, Transfer, Transferred, check, encode};
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType, CompletedMultipartUpload, CompletedPart};
use bytes::Bytes;
use measure::Result;
use std::io::{self, Read};
use std::task::{Context, Poll, ready};
use std::{slice, thread};
use tokio::sync::mpsc::{self, Receiver};

/// Destination of parts.
#[derive(Clone)]
struct Upload {
    bucket: String,
    key: String,
    id: String,
}

impl Transfer {
    pub async fn upload(
        &self,
        data: impl Read + Send + 'static,
        (bucket, key): (&str, &str),
    ) -> Result<Transferred> {
        let create = self
            .client
            .create_multipart_upload()
            .bucket(bucket)
            .key(key);
        let create = create
            .checksum_algorithm(ChecksumAlgorithm::Crc64Nvme)
            .checksum_type(ChecksumType::FullObject);
        let created = create.send().await?;
        let id = created.upload_id.ok_or("the multipart upload has no ID")?;
        let (bucket, key) = (bucket.to_owned(), key.to_owned());
        let upload = Upload { bucket, key, id };
        let (mut data, mut number) = (read_parts(data, self.part_size), 0);
        let next = |context: &mut Context<'_>| {
            let data = ready!(data.poll_recv(context));
            number += 1;
            Poll::Ready(data.map(|data| self.clone().send(upload.clone(), number, data)))
        };
        let parts = self.run(next).await?;
        self.complete(upload, parts).await
    }

    async fn send(self, to: Upload, number: u64, data: io::Result<Bytes>) -> Result<Part> {
        let data = data?;
        let mut part = Part::new(number, slice::from_ref(&data));
        let crc = encode(part.crc);
        let send = self.client.upload_part().bucket(to.bucket).key(to.key);
        let send = send.upload_id(to.id).part_number(number.try_into()?);
        let send = send.checksum_crc64_nvme(&crc).body(data.into());
        let sent = send.send().await?;
        check(&crc, sent.checksum_crc64_nvme())?;
        part.e_tag = sent.e_tag.unwrap_or_default();
        Ok(part)
    }

    async fn complete(&self, to: Upload, parts: Vec<Part>) -> Result<Transferred> {
        let whole = Transferred::of(&parts);
        let completed = parts.into_iter().zip(1..).map(|(part, number)| {
            let completed = CompletedPart::builder().part_number(number);
            let completed = completed.e_tag(part.e_tag);
            completed.checksum_crc64_nvme(encode(part.crc)).build()
        });
        let completed = CompletedMultipartUpload::builder().set_parts(Some(completed.collect()));
        let complete = self.client.complete_multipart_upload().bucket(to.bucket);
        let complete = complete
            .key(to.key)
            .upload_id(to.id)
            .multipart_upload(completed.build())
            .checksum_type(ChecksumType::FullObject)
            .checksum_crc64_nvme(&whole.checksum)
            .mpu_object_size(whole.size.try_into()?);
        let done = complete.send().await?;
        whole.compared(done.checksum_crc64_nvme())
    }
}

/// Reads parts of `size` bytes on a thread, one ahead of those that are taken.
fn read_parts(mut data: impl Read + Send + 'static, size: u64) -> Receiver<io::Result<Bytes>> {
    let (sender, receiver) = mpsc::channel(1);
    thread::spawn(move || {
        for number in 0.. {
            let mut bytes = Vec::new();
            let read = data.by_ref().take(size).read_to_end(&mut bytes);
            let is_end = bytes.is_empty() && number > 0 && read.is_ok();
            let is_last = (bytes.len() as u64) < size;
            if is_end || sender.blocking_send(read.map(|_| bytes.into())).is_err() || is_last {
                break;
            }
        }
    });
    receiver
}

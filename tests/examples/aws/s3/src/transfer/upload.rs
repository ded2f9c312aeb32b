//! Uploads: the parts of data, and the data as a whole, have a checksum, which Amazon S3 compares.

use super::*;
use clients::s3::enums::{ChecksumAlgorithm::Crc64nvme, ChecksumType::FullObject};
use clients::s3::operation::upload_part::UploadPartInputRequired as Upload;
use clients::s3::operation::{abort_multipart_upload::*, complete_multipart_upload::*};
use clients::s3::operation::{create_multipart_upload::*, list_parts::*, upload_part::*};
use clients::s3::types::{CompletedMultipartUpload, CompletedPart};
use std::{io, io::Read, slice, task::ready, thread};
use tokio::sync::mpsc::{self, Receiver};

impl Transfer {
    /// Uploads all data of a reader, which may block, in at most 10,000 parts. They are larger if `length` needs that.
    ///
    /// # Errors
    /// If the data cannot be read, a part was not stored, or `cancelled` ends first. Then no part remains: the multipart
    /// upload is aborted. If this future is dropped instead, they do.
    pub async fn upload(
        &self,
        data: impl Read + Send + 'static,
        length: Option<u64>,
        (bucket, key): (&str, &str),
        cancelled: impl Future<Output = ()>,
    ) -> Result<Transferred> {
        let input = CreateMultipartUploadInput::new(CreateMultipartUploadInputRequired {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
        });
        let input = input
            .checksum_algorithm(Crc64nvme)
            .checksum_type(FullObject);
        let created = self.client.create_multipart_upload(input).await?;
        let upload = Upload {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            upload_id: created.upload_id.ok_or("the multipart upload has no ID")?,
            part_number: 1,
        };
        // An object has at most 10,000 parts.
        let part_size = self.part_size.max(length.unwrap_or(1).div_ceil(10_000));
        let (mut data, mut number, mut tasks) = (read_parts(data, part_size), 0, Tasks::new());
        let next = |context: &mut Context<'_>| {
            let data = ready!(data.poll_recv(context));
            number += 1;
            Poll::Ready(data.map(|data| self.clone().send(upload.clone(), number, data)))
        };
        let sent = async {
            let parts = self.run(&mut tasks, length, next).await?;
            self.complete(upload.clone(), parts).await
        };
        let done = tokio::select! {
            done = sent => done,
            () = cancelled => Err("cancelled".into()),
        };
        // Otherwise a part could be stored after the upload was aborted.
        tasks.shutdown().await;
        let Err(error) = done else { return done };
        let id = upload.upload_id.clone();
        Err(match self.abort(upload).await {
            Ok(()) => error,
            Err(abort) => format!("{error}; the multipart upload {id} remains: {abort}").into(),
        })
    }

    async fn send(self, mut to: Upload, number: u64, data: io::Result<Bytes>) -> Result<Part> {
        let data = data?;
        to.part_number = number.try_into()?;
        let (mut part, mut attempt) = (Part::new(number, slice::from_ref(&data)), 0);
        part.e_tag = loop {
            match self.try_send(&to, &part, data.clone()).await {
                Ok(e_tag) => break e_tag,
                Err(error) => wait(&format!("part {number}"), &mut attempt, error).await?,
            }
        };
        Ok(part)
    }

    /// Sends a part, and returns its entity tag.
    async fn try_send(&self, to: &Upload, part: &Part, data: Bytes) -> Result<String, Failure> {
        let crc = encode(part.crc);
        let input = UploadPartInput::new(to.clone()).body(data);
        let output = self
            .client
            .upload_part(input.checksum_crc64nvme(&crc))
            .await?;
        check(&crc, &output.checksum_crc64nvme).map_err(temporary)?;
        Ok(output.e_tag.unwrap_or_default())
    }

    async fn complete(&self, upload: Upload, parts: Vec<Part>) -> Result<Transferred> {
        let whole = Transferred::of(&parts);
        let completed = parts.into_iter().zip(1..).map(|(part, number)| {
            let completed = CompletedPart::new().part_number(number).e_tag(part.e_tag);
            completed.checksum_crc64nvme(encode(part.crc))
        });
        let completed = CompletedMultipartUpload::new().parts(completed.collect::<Vec<_>>());
        let input = CompleteMultipartUploadInput::new(CompleteMultipartUploadInputRequired {
            bucket: upload.bucket,
            key: upload.key,
            upload_id: upload.upload_id,
        });
        let input = input
            .multipart_upload(completed)
            .checksum_type(FullObject)
            .checksum_crc64nvme(&whole.checksum)
            .mpu_object_size(whole.size.try_into()?);
        let output = self.client.complete_multipart_upload(input).await?;
        whole.compared(output.checksum_crc64nvme)
    }

    /// Aborts the upload, again if it still exists: a part that the service had received may be stored afterwards.
    async fn abort(&self, upload: Upload) -> Result<()> {
        let list = ListPartsInput::new(ListPartsInputRequired {
            bucket: upload.bucket.clone(),
            key: upload.key.clone(),
            upload_id: upload.upload_id.clone(),
        });
        let abort = AbortMultipartUploadInput::new(AbortMultipartUploadInputRequired {
            bucket: upload.bucket,
            key: upload.key,
            upload_id: upload.upload_id,
        });
        for _ in 0..ATTEMPTS {
            match self.client.abort_multipart_upload(abort.clone()).await {
                Err(error) if error.code() != Some("NoSuchUpload") => return Err(error.into()),
                _ => {}
            }
            // An error says that it does not exist, or that its parts may not be listed.
            if self.client.list_parts(list.clone()).await.is_err() {
                return Ok(());
            }
        }
        Err(format!("it was aborted {ATTEMPTS} times").into())
    }
}

/// Reads parts of `size` bytes on a thread, one ahead of those that are taken. The last is shorter, or there is none after it.
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

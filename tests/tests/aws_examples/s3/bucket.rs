//! A bucket with one object, as the API reference describes it.

use super::{BUCKET, CHECKSUM, CHECKSUMS, EMPTY, LENGTH, data, error, xml};
use crate::run::header;
use crate::server::{Received, Reply, Server};
use std::collections::HashMap;
use std::sync::Mutex;

/// ID of the multipart upload, with characters that a query needs encoded.
pub const UPLOAD: &str = "VXBsb2Fk+/SUQ=";
pub const UPLOAD_ENCODED: &str = "VXBsb2Fk%2B%2FSUQ%3D";

type Special = dyn Fn(&str, usize) -> Option<Reply> + Send + Sync;

/// Responses of the server.
pub struct Bucket {
    special: Box<Special>,
}

impl Bucket {
    /// A bucket that responds as documented.
    pub fn new() -> Self {
        Self::with(|_, _| None)
    }

    /// A bucket with special responses to some requests, by their names and how many of the same name were before.
    pub fn with(special: impl Fn(&str, usize) -> Option<Reply> + Send + Sync + 'static) -> Self {
        let special = Box::new(special);
        Self { special }
    }

    pub fn serve(self) -> Server {
        let seen: Mutex<HashMap<String, usize>> = Mutex::default();
        Server::start(move |request| {
            let name = name(request);
            let before = {
                let mut seen = seen.lock().unwrap();
                let count = seen.entry(name.clone()).or_default();
                *count += 1;
                *count - 1
            };
            let special = (self.special)(&name, before);
            special.unwrap_or_else(|| reply(&name, request))
        })
    }
}

/// Short name of a request: `create`, `part 1`, `complete`, `abort`, `parts`, `head`, `bytes=0-999`.
pub fn name(request: &Received) -> String {
    let (_, query) = request.target.split_once('?').unwrap_or_default();
    let parameter = |name: &str| {
        let parameters = query.split('&').filter_map(|it| it.split_once('='));
        let found = { parameters }.find(|(other, _)| *other == name);
        found.map(|(_, value)| value.to_owned())
    };
    match &*request.method {
        "POST" if query.starts_with("uploads") => "create".to_owned(),
        "POST" => "complete".to_owned(),
        "PUT" => format!("part {}", parameter("partNumber").unwrap()),
        "DELETE" => "abort".to_owned(),
        "GET" if parameter("uploadId").is_some() => "parts".to_owned(),
        "GET" => header(request, "range").concat(),
        method => method.to_ascii_lowercase(),
    }
}

fn reply(name: &str, request: &Received) -> Reply {
    match name {
        "create" => xml(
            200,
            &format!(
                "<InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>{BUCKET}</Bucket>\
                 <Key>key</Key><UploadId>{UPLOAD}</UploadId></InitiateMultipartUploadResult>"
            ),
        ),
        "complete" => {
            let is_empty = header(request, "x-amz-mp-object-size") == ["0"];
            completed(if is_empty { EMPTY } else { CHECKSUM })
        }
        "abort" => Reply::status(204, ""),
        "parts" => error(404, "NoSuchUpload"),
        "head" => head(LENGTH).header("x-amz-checksum-crc64nvme", CHECKSUM),
        _ => match name.split_once("part ") {
            Some((_, number)) => {
                let is_empty = request.body.is_empty();
                let number: usize = number.parse().unwrap();
                stored(if is_empty {
                    EMPTY
                } else {
                    CHECKSUMS[number - 1]
                })
            }
            None => range(name, &data()),
        },
    }
}

/// The response to a part with this checksum.
pub fn stored(checksum: &str) -> Reply {
    let reply = Reply::new(200, "").header("etag", format!("\"{checksum}\""));
    reply.header("x-amz-checksum-crc64nvme", checksum)
}

/// The response to the end of an upload.
pub fn completed(checksum: &str) -> Reply {
    xml(
        200,
        &format!(
            "<CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Location>http://{BUCKET}.s3.eu-west-1.amazonaws.com/key</Location><Bucket>{BUCKET}</Bucket><Key>key</Key>\
             <ETag>\"3858f62230ac3c915f300c664312c11f-3\"</ETag><ChecksumCRC64NVME>{checksum}</ChecksumCRC64NVME>\
             <ChecksumType>FULL_OBJECT</ChecksumType></CompleteMultipartUploadResult>"
        ),
    )
}

/// Headers of an object.
pub fn head(length: usize) -> Reply {
    Reply::status(200, "")
        .header("content-length", length.to_string())
        .header("etag", "\"3858f62230ac3c915f300c664312c11f-3\"")
        .header("x-amz-checksum-type", "FULL_OBJECT")
}

/// The response to a request for a range of an object.
pub fn range(range: &str, object: &[u8]) -> Reply {
    let (start, last) = range
        .strip_prefix("bytes=")
        .unwrap()
        .split_once('-')
        .unwrap();
    let (start, last): (usize, usize) = (start.parse().unwrap(), last.parse().unwrap());
    let content_range = format!("bytes {start}-{last}/{}", object.len());
    Reply::new(206, &object[start..=last]).header("content-range", content_range)
}

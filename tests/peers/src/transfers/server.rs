//! A server with the operations of Amazon S3 that transfers need, over TLS, a thread for each connection. It compares the
//! checksums of what it receives.

use super::request::{Request, body};
use crate::command::Result;
use crate::server::tls_config;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use crc_fast::{CrcAlgorithm, Digest};
use samples::{Content, PIECE};
use std::io::{self, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

const E_TAG: &str = "\"fafb00f5732ab283681e124bf8747ed1\"";
const CREATED: &str = "<InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
                       <UploadId>upload</UploadId></InitiateMultipartUploadResult>";
const BAD_DIGEST: &str =
    "<Error><Code>InvalidDigest</Code><Message>Another checksum</Message></Error>";

/// A server for as long as this process lives.
pub struct Server {
    url: String,
    roots: PathBuf,
}

impl Server {
    /// Starts the server; its certificate is written to `roots`.
    pub fn start(roots: &Path) -> Result<Self> {
        // No name, so that the bucket is in the path.
        let config = tls_config("127.0.0.1", roots)?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("https://{}", listener.local_addr()?);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let config = Arc::clone(&config);
                // A client that goes away ends its connection, whatever it was doing.
                thread::spawn(move || _ = connection(stream, config));
            }
        });
        let roots = roots.to_owned();
        Ok(Self { url, roots })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// The certificates that its clients have to trust.
    pub fn roots(&self) -> &Path {
        &self.roots
    }
}

type Stream = BufReader<StreamOwned<ServerConnection, TcpStream>>;

fn connection(stream: TcpStream, config: Arc<ServerConfig>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let tls = ServerConnection::new(config).map_err(io::Error::other)?;
    let mut stream = BufReader::with_capacity(PIECE, StreamOwned::new(tls, stream));
    while let Some(request) = Request::read(&mut stream)? {
        answer(&mut stream, &request)?;
        stream.get_mut().flush()?;
    }
    Ok(())
}

fn answer(stream: &mut Stream, request: &Request) -> io::Result<()> {
    match (request.method.as_str(), &request.part) {
        ("PUT", Some(_)) => {
            let mut digest = Digest::new(CrcAlgorithm::Crc64Nvme);
            body(stream, request.length, |piece| digest.update(piece))?;
            compared(stream, request, &encode(digest), "")
        }
        ("POST", None) => {
            body(stream, request.length, |_| ())?;
            if request.checksum.is_none() {
                return respond(stream, "200 OK", "", CREATED);
            }
            let whole = checksum(request.object);
            let completed = format!(
                "<CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
                 <ChecksumCRC64NVME>{whole}</ChecksumCRC64NVME></CompleteMultipartUploadResult>"
            );
            compared(stream, request, &whole, &completed)
        }
        ("HEAD", None) => head(stream, request.object),
        ("GET", None) => range(stream, request),
        _ => respond(stream, "501 Not Implemented", "", ""),
    }
}

/// Responds with success if `checksum` is that of the request.
fn compared(
    stream: &mut Stream,
    request: &Request,
    checksum: &str,
    content: &str,
) -> io::Result<()> {
    if request.checksum.as_deref() != Some(checksum) {
        return respond(stream, "400 Bad Request", "", BAD_DIGEST);
    }
    let headers = format!("etag: {E_TAG}\r\nx-amz-checksum-crc64nvme: {checksum}\r\n");
    respond(stream, "200 OK", &headers, content)
}

fn respond(stream: &mut Stream, status: &str, headers: &str, content: &str) -> io::Result<()> {
    let length = content.len();
    let response =
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n{content}");
    stream.get_mut().write_all(response.as_bytes())
}

/// Responds to `HeadObject`.
fn head(stream: &mut Stream, length: u64) -> io::Result<()> {
    let checksum = checksum(length);
    let response = format!(
        "HTTP/1.1 200 OK\r\netag: {E_TAG}\r\nx-amz-checksum-crc64nvme: {checksum}\r\n\
         x-amz-checksum-type: FULL_OBJECT\r\ncontent-length: {length}\r\n\r\n"
    );
    stream.get_mut().write_all(response.as_bytes())
}

/// Responds to `GetObject` with a range. A range has no checksum.
fn range(stream: &mut Stream, request: &Request) -> io::Result<()> {
    let Some((start, last)) = request.range else {
        return respond(stream, "501 Not Implemented", "", "");
    };
    let length = request.object;
    let response = format!(
        "HTTP/1.1 206 Partial Content\r\netag: {E_TAG}\r\n\
         content-range: bytes {start}-{last}/{length}\r\ncontent-length: {}\r\n\r\n",
        last + 1 - start
    );
    stream.get_mut().write_all(response.as_bytes())?;
    let (mut content, mut piece) = (Content::new(start, last + 1), vec![0; PIECE]);
    loop {
        let read = content.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        stream
            .get_mut()
            .write_all(piece.get(..read).unwrap_or_default())?;
    }
}

/// Returns the checksum of an object of this length.
fn checksum(length: u64) -> String {
    let (mut content, mut piece) = (Content::new(0, length), vec![0; PIECE]);
    let mut digest = Digest::new(CrcAlgorithm::Crc64Nvme);
    while let Ok(read @ 1..) = content.read(&mut piece) {
        digest.update(piece.get(..read).unwrap_or_default());
    }
    encode(digest)
}

fn encode(digest: Digest) -> String {
    BASE64_STANDARD.encode(digest.finalize().to_be_bytes())
}

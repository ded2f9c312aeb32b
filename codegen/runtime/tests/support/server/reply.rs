//! Replies of the server, and its faults.

use super::Stream;
use std::io;
use std::thread;
use std::time::Duration;

/// An answer to one request.
#[derive(Clone, Debug)]
pub struct Reply {
    head: Vec<u8>,
    body: Vec<u8>,
    /// Number of bytes that are sent.
    sent: usize,
    /// Number of bytes sent at a time, and the pause before each.
    pace: Option<(usize, Duration)>,
    pub(super) end: End,
}

/// End of the connection after the reply, or the part of it that is sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Keep,
    Close,
    Reset,
    Stall,
}

/// A place in an answer.
#[derive(Clone, Copy, Debug)]
pub enum At {
    /// After so many bytes of the whole.
    Byte(usize),
    /// After the head and so many bytes of the body.
    Body(usize),
}

impl Reply {
    /// An answer with a body of known length.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self::status(status, body.clone()).header("content-length", body.len().to_string())
    }

    /// An answer with a body in chunks.
    pub fn chunked<'a>(status: u16, chunks: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut body = Vec::new();
        for chunk in chunks {
            body.extend(format!("{:x}\r\n", chunk.len()).bytes());
            body.extend(chunk);
            body.extend(b"\r\n");
        }
        body.extend(b"0\r\n\r\n");
        Self::status(status, body).header("transfer-encoding", "chunked")
    }

    /// A status line, the headers that follow by [`header`](Self::header), and this after the empty line.
    pub fn status(status: u16, rest: impl Into<Vec<u8>>) -> Self {
        Self {
            head: format!("HTTP/1.1 {status} \r\n").into_bytes(),
            body: rest.into(),
            sent: usize::MAX,
            pace: None,
            end: End::Keep,
        }
    }

    /// These bytes, whatever they are, and then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        let mut reply = Self::status(0, bytes).close();
        reply.head.clear();
        reply
    }

    /// With this header as well.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.head.extend(name.bytes());
        self.head.extend(b": ");
        self.head.extend(value.as_ref());
        self.head.extend(b"\r\n");
        self
    }

    /// So many bytes at a time, with a pause before each lot.
    pub fn paced(mut self, bytes: usize, pause: Duration) -> Self {
        self.pace = Some((bytes, pause));
        self
    }

    /// Closes the connection afterwards without having said so.
    pub fn close(mut self) -> Self {
        self.end = End::Close;
        self
    }

    /// Closes the connection at this place.
    pub fn cut(self, at: At) -> Self {
        self.until(at, End::Close)
    }

    /// Resets the connection at this place.
    pub fn reset(self, at: At) -> Self {
        self.until(at, End::Reset)
    }

    /// Sends no more from this place on, until the client goes.
    pub fn stall(self, at: At) -> Self {
        self.until(at, End::Stall)
    }

    fn until(mut self, at: At, end: End) -> Self {
        self.sent = match at {
            At::Byte(bytes) => bytes,
            At::Body(bytes) => self.head().len() + bytes,
        };
        self.end = end;
        self
    }

    /// Returns the head, including the empty line before the body.
    fn head(&self) -> Vec<u8> {
        let end: &[u8] = if self.head.is_empty() { b"" } else { b"\r\n" };
        [&self.head, end].concat()
    }

    pub(super) fn send(&self, stream: &mut dyn Stream) -> io::Result<()> {
        let mut bytes = [self.head(), self.body.clone()].concat();
        bytes.truncate(self.sent);
        match self.pace {
            None => stream.write_all(&bytes)?,
            Some((size, pause)) => {
                for lot in bytes.chunks(size) {
                    thread::sleep(pause);
                    stream.write_all(lot)?;
                    stream.flush()?;
                }
            }
        }
        stream.flush()
    }
}

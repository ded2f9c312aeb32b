//! A server that reads and writes as fast as it can, a thread for each connection.

use crate::command::Result;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Number of bytes of a streamed response.
const LENGTH: u64 = 1 << 30;
const PIECE: usize = 64 * 1024;

/// A server for as long as this process lives.
pub struct Server {
    url: String,
}

impl Server {
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that goes away ends its connection, whatever it was doing.
                thread::spawn(move || _ = serve(stream));
            }
        });
        Ok(Self { url })
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

/// Answers requests until there are no more.
fn serve(mut stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::with_capacity(PIECE, stream.try_clone()?);
    let mut piece = vec![7; PIECE];
    while let Some((is_streamed, mut left)) = head(&mut reader)? {
        while left > 0 {
            let end = PIECE.min(usize::try_from(left).unwrap_or(PIECE));
            let read = reader.read(piece.get_mut(..end).unwrap_or_default())?;
            if read == 0 {
                return Ok(());
            }
            left -= read as u64;
        }
        let length = if is_streamed { LENGTH } else { 0 };
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n"
        )?;
        for _ in 0..length / PIECE as u64 {
            stream.write_all(&piece)?;
        }
    }
    Ok(())
}

/// Returns true if the response is a stream, and the length of the request's body; `None` at the end of the connection.
fn head(reader: &mut impl BufRead) -> io::Result<Option<(bool, u64)>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let is_streamed = line.starts_with("GET /stream ");
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().map_err(io::Error::other)?;
            }
            Some(_) => {}
            None => return Ok(Some((is_streamed, length))),
        }
    }
}

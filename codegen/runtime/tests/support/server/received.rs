//! Reading a request as it comes over the wire.

use std::io::{self, BufRead, Read};

/// The longest line, the most headers and the longest body that are read.
const LINE: u64 = 64 * 1024;
const HEADERS: usize = 100;
const BODY: usize = 16 * 1024 * 1024;

/// A request, byte for byte.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// Which connection it came over, from 0.
    pub connection: usize,
    /// Which request of the server it was, from 0.
    pub number: usize,
    pub method: String,
    /// Target of the request line: usually a path and a query.
    pub target: String,
    pub version: String,
    /// Names and values in the order in which they came.
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
}

impl Received {
    /// The value of the first header of this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&[u8]> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| &**value)
    }

    fn length(&self) -> io::Result<usize> {
        let Some(length) = self.header("content-length") else {
            return Ok(0);
        };
        let length = str::from_utf8(length)
            .ok()
            .and_then(|text| text.parse().ok());
        length
            .filter(|&length| length <= BODY)
            .ok_or_else(|| malformed("content-length"))
    }
}

/// The next request; none where the client has closed the connection.
pub fn read(stream: &mut impl BufRead) -> io::Result<Option<Received>> {
    let Some(line) = read_line(stream)? else {
        return Ok(None);
    };
    let line = str::from_utf8(&line).map_err(|_| malformed("request line"))?;
    let [method, target, version] = *line.split(' ').collect::<Vec<_>>() else {
        return Err(malformed("request line"));
    };
    let mut request = Received {
        method: method.to_owned(),
        target: target.to_owned(),
        version: version.to_owned(),
        headers: read_headers(stream)?,
        ..Received::default()
    };
    request.body = match request.header("transfer-encoding") {
        Some(b"chunked") => read_chunks(stream)?,
        Some(_) => return Err(malformed("transfer-encoding")),
        None => read_exact(stream, request.length()?)?,
    };
    Ok(Some(request))
}

fn read_exact(stream: &mut impl BufRead, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A body in chunks (RFC 9112, section 7.1), without extensions and trailers.
fn read_chunks(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = read_line(stream)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let text = str::from_utf8(&line).map_err(|_| malformed("chunk"))?;
        let size = usize::from_str_radix(text, 16).map_err(|_| malformed("chunk"))?;
        if size > BODY - body.len() {
            return Err(malformed("chunk"));
        }
        body.extend(read_exact(stream, size)?);
        if read_line(stream)?.is_none_or(|end| !end.is_empty()) {
            return Err(malformed("chunk"));
        }
        if size == 0 {
            return Ok(body);
        }
    }
}

fn read_headers(stream: &mut impl BufRead) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut headers = Vec::new();
    loop {
        let line = read_line(stream)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        if line.is_empty() {
            return Ok(headers);
        }
        if headers.len() == HEADERS {
            return Err(malformed("too many headers"));
        }
        let colon = line.iter().position(|&byte| byte == b':');
        let (name, value) = line.split_at(colon.ok_or_else(|| malformed("header"))?);
        let name = str::from_utf8(name).map_err(|_| malformed("header"))?;
        headers.push((name.to_owned(), value[1..].trim_ascii().to_vec()));
    }
}

/// A line without its end; none where there is no more.
fn read_line(stream: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if stream.take(LINE).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let text = line.strip_suffix(b"\r\n");
    text.map_or_else(|| Err(malformed("line")), |text| Ok(Some(text.to_vec())))
}

fn malformed(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

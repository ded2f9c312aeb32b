//! A request of a transfer.

use samples::PIECE;
use std::io::{self, BufRead, Read};

#[derive(Default)]
pub struct Request {
    pub method: String,
    /// Length of the object, which is its key.
    pub object: u64,
    /// Number of a part.
    pub part: Option<String>,
    /// Length of the body.
    pub length: u64,
    /// First and last byte of a range.
    pub range: Option<(u64, u64)>,
    /// CRC64NVME of the body, or of the object.
    pub checksum: Option<String>,
}

impl Request {
    /// Reads a request until its body; `None` at the end of the connection.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut request = Self::default();
        let mut words = line.split(' ');
        words
            .next()
            .unwrap_or_default()
            .clone_into(&mut request.method);
        let target = words.next().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        request.object = number(path.rsplit('/').next())?;
        let part = query
            .split('&')
            .find_map(|it| it.strip_prefix("partNumber="));
        request.part = part.map(str::to_owned);
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                return Ok(Some(request));
            };
            request.header(&name.to_ascii_lowercase(), value)?;
        }
    }

    fn header(&mut self, name: &str, value: &str) -> io::Result<()> {
        match name {
            "content-length" => self.length = number(Some(value))?,
            "range" => {
                let range = value
                    .strip_prefix("bytes=")
                    .and_then(|it| it.split_once('-'));
                let (start, last) = range.unwrap_or_default();
                self.range = Some((number(Some(start))?, number(Some(last))?));
            }
            "x-amz-checksum-crc64nvme" => self.checksum = Some(value.to_owned()),
            _ => {}
        }
        Ok(())
    }
}

fn number(text: Option<&str>) -> io::Result<u64> {
    text.unwrap_or_default().parse().map_err(io::Error::other)
}

/// Reads a body of `left` bytes.
pub fn body(
    reader: &mut impl Read,
    mut left: u64,
    mut received: impl FnMut(&[u8]),
) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    while left > 0 {
        let end = PIECE.min(usize::try_from(left).unwrap_or(PIECE));
        let read = reader.read(piece.get_mut(..end).unwrap_or_default())?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        received(piece.get(..read).unwrap_or_default());
        left -= read as u64;
    }
    Ok(())
}

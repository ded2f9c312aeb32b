//! A reader of event streams that has them whole. It is simple, and shares no code with the runtime.

/// Maximum size of a frame.
pub const LIMIT: usize = 64 * 1024;

/// A frame that is valid.
pub struct Frame<'a> {
    pub strings: Vec<(&'a str, &'a str)>,
    pub payload: &'a [u8],
}

/// Returns the frames up to the first that is invalid or incomplete, and true if none is.
pub fn frames(mut bytes: &[u8]) -> (Vec<Frame<'_>>, bool) {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let Some((frame, size)) = frame(bytes) else {
            return (frames, false);
        };
        frames.push(frame);
        bytes = &bytes[size..];
    }
    (frames, true)
}

fn frame(bytes: &[u8]) -> Option<(Frame<'_>, usize)> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
    };
    let (length, headers) = (number(0)?, number(4)?);
    let is_sealed = |end: usize| Some(number(end)? == crc(bytes.get(..end)?) as usize);
    if !(16..=LIMIT).contains(&length) || headers > length - 16 {
        return None;
    }
    if !is_sealed(8)? || !is_sealed(length - 4)? {
        return None;
    }
    let (headers, payload) = bytes[12..length - 4].split_at(headers);
    let strings = strings(headers)?;
    Some((Frame { strings, payload }, length))
}

/// Returns the headers that are strings, if all headers are valid.
fn strings(mut headers: &[u8]) -> Option<Vec<(&str, &str)>> {
    let (mut names, mut strings) = (Vec::new(), Vec::new());
    while let Some((size, rest)) = headers.split_first() {
        if *size == 0 {
            return None;
        }
        let (name, rest) = rest.split_at_checked((*size).into())?;
        let name = str::from_utf8(name).ok()?;
        let (kind, rest) = rest.split_first()?;
        let (size, rest) = match kind {
            0 | 1 => (0, rest),
            2 => (1, rest),
            3 => (2, rest),
            4 => (4, rest),
            5 | 8 => (8, rest),
            9 => (16, rest),
            6 | 7 => {
                let (size, rest) = rest.split_first_chunk()?;
                (u16::from_be_bytes(*size).into(), rest)
            }
            _ => return None,
        };
        let (value, rest) = rest.split_at_checked(size)?;
        if *kind == 7 {
            strings.push((name, str::from_utf8(value).ok()?));
        }
        if names.contains(&name) {
            return None;
        }
        names.push(name);
        headers = rest;
    }
    Some(strings)
}

/// CRC-32 of ISO/IEC 3309, of each byte.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut crc, mut bit) = (byte as u32, 0);
        while bit < 8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
            bit += 1;
        }
        table[byte] = crc;
        byte += 1;
    }
    table
};

/// CRC-32 of ISO/IEC 3309.
pub fn crc(bytes: &[u8]) -> u32 {
    let add = |crc: u32, byte: &u8| TABLE[usize::from(crc as u8 ^ byte)] ^ (crc >> 8);
    !bytes.iter().fold(u32::MAX, add)
}

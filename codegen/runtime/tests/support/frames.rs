//! Frames of event streams from the other end, by Smithy's "Amazon Event Stream Specification"; nothing of it is the runtime's.

#![allow(dead_code, reason = "each test uses a part of it")]

/// A frame as a service receives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    pub headers: Vec<(String, Value)>,
    /// The headers as they were encoded.
    pub encoded_headers: Vec<u8>,
    pub payload: Vec<u8>,
}

/// Values of headers.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Bool(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Bytes(Vec<u8>),
    String(String),
    /// In milliseconds.
    Timestamp(i64),
    Uuid([u8; 16]),
}

/// CRC-32 of ISO/IEC 3309, bit by bit.
pub fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let is_odd = crc & 1 == 1;
            crc >>= 1;
            if is_odd {
                crc ^= 0xedb8_8320;
            }
        }
    }
    !crc
}

/// Encodes a frame.
pub fn frame(headers: &[(&str, Value)], payload: &[u8]) -> Vec<u8> {
    let mut encoded = Vec::new();
    for (name, value) in headers {
        encoded.push(u8::try_from(name.len()).unwrap());
        encoded.extend(name.as_bytes());
        match value {
            Value::Bool(value) => encoded.push(u8::from(!value)),
            Value::Byte(value) => typed(&mut encoded, 2, &value.to_be_bytes()),
            Value::Short(value) => typed(&mut encoded, 3, &value.to_be_bytes()),
            Value::Integer(value) => typed(&mut encoded, 4, &value.to_be_bytes()),
            Value::Long(value) => typed(&mut encoded, 5, &value.to_be_bytes()),
            Value::Bytes(value) => sized(&mut encoded, 6, value),
            Value::String(value) => sized(&mut encoded, 7, value.as_bytes()),
            Value::Timestamp(value) => typed(&mut encoded, 8, &value.to_be_bytes()),
            Value::Uuid(value) => typed(&mut encoded, 9, value),
        }
    }
    let length = u32::try_from(16 + encoded.len() + payload.len()).unwrap();
    let mut frame = length.to_be_bytes().to_vec();
    frame.extend(u32::try_from(encoded.len()).unwrap().to_be_bytes());
    frame.extend(crc(&frame).to_be_bytes());
    frame.extend(encoded);
    frame.extend(payload);
    frame.extend(crc(&frame).to_be_bytes());
    frame
}

fn typed(to: &mut Vec<u8>, kind: u8, value: &[u8]) {
    to.push(kind);
    to.extend(value);
}

fn sized(to: &mut Vec<u8>, kind: u8, value: &[u8]) {
    to.push(kind);
    to.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
    to.extend(value);
}

/// Encodes a message: its type, and the header that has its name.
pub fn message(kind: &str, name: &str, more: &[(&str, Value)], payload: &str) -> Vec<u8> {
    let text = |text: &str| Value::String(text.to_owned());
    let name_of = format!(":{kind}-type");
    let mut headers = vec![(":message-type", text(kind)), (&*name_of, text(name))];
    if !payload.is_empty() {
        headers.push((":content-type", text("application/json")));
    }
    headers.extend_from_slice(more);
    frame(&headers, payload.as_bytes())
}

impl Frame {
    /// Takes the first frame of `bytes`; `None` if it is not whole.
    pub fn take(bytes: &mut Vec<u8>) -> Option<Self> {
        let number = |at: usize| {
            let bytes = bytes.get(at..at + 4)?;
            Some(u32::from_be_bytes(bytes.try_into().unwrap()))
        };
        let (length, headers) = (number(0)? as usize, number(4)? as usize);
        if bytes.len() < length {
            return None;
        }
        assert_eq!(number(8), Some(crc(&bytes[..8])), "the CRC of the prelude");
        let end = length - 4;
        assert_eq!(
            number(end),
            Some(crc(&bytes[..end])),
            "the CRC of the frame"
        );
        let frame: Vec<u8> = bytes.drain(..length).collect();
        let encoded = frame[12..12 + headers].to_vec();
        Some(Self {
            headers: parsed(&encoded),
            encoded_headers: encoded,
            payload: frame[12 + headers..end].to_vec(),
        })
    }

    /// Takes all frames of `bytes`, which are whole.
    pub fn all(bytes: &[u8]) -> Vec<Self> {
        let mut bytes = bytes.to_vec();
        let frames = std::iter::from_fn(|| Self::take(&mut bytes)).collect();
        assert!(bytes.is_empty(), "a frame is not whole");
        frames
    }

    /// Returns the text of a header.
    pub fn text(&self, name: &str) -> &str {
        match self.header(name) {
            Some(Value::String(text)) => text,
            other => panic!("the header `{name}` is {other:?}"),
        }
    }

    /// Returns the value of a header.
    pub fn header(&self, name: &str) -> Option<&Value> {
        let header = self.headers.iter().find(|(other, _)| other == name)?;
        Some(&header.1)
    }
}

fn parsed(mut encoded: &[u8]) -> Vec<(String, Value)> {
    let mut headers = Vec::new();
    while !encoded.is_empty() {
        let size = usize::from(take(&mut encoded, 1)[0]);
        let name = text(take(&mut encoded, size));
        let value = match take(&mut encoded, 1)[0] {
            kind @ 0..=1 => Value::Bool(kind == 0),
            2 => Value::Byte(i8::from_be_bytes(array(&mut encoded))),
            3 => Value::Short(i16::from_be_bytes(array(&mut encoded))),
            4 => Value::Integer(i32::from_be_bytes(array(&mut encoded))),
            5 => Value::Long(i64::from_be_bytes(array(&mut encoded))),
            6 => Value::Bytes(value(&mut encoded).to_vec()),
            7 => Value::String(text(value(&mut encoded))),
            8 => Value::Timestamp(i64::from_be_bytes(array(&mut encoded))),
            9 => Value::Uuid(array(&mut encoded)),
            other => panic!("a header of the type {other}"),
        };
        headers.push((name, value));
    }
    headers
}

fn value<'a>(from: &mut &'a [u8]) -> &'a [u8] {
    let size = u16::from_be_bytes(take(from, 2).try_into().unwrap());
    take(from, size.into())
}

fn array<const N: usize>(from: &mut &[u8]) -> [u8; N] {
    take(from, N).try_into().unwrap()
}

fn take<'a>(from: &mut &'a [u8], size: usize) -> &'a [u8] {
    let (taken, rest) = from.split_at(size);
    *from = rest;
    taken
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

//! Headers of frames. Source: Smithy's "Amazon Event Stream Specification", section "Headers".

use super::frame::FrameProblem;

/// Value of a header, with its type.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(any(test, feature = "test-util"), derive(Debug))]
pub(crate) enum HeaderValue<'a> {
    Bool(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Bytes(&'a [u8]),
    String(&'a str),
    /// Milliseconds since 1970-01-01T00:00:00Z.
    Timestamp(i64),
    Uuid([u8; 16]),
}

impl HeaderValue<'_> {
    /// Returns the name of the type, for errors.
    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::Bool(_) => "a boolean",
            Self::Byte(_) => "a byte",
            Self::Short(_) => "a short",
            Self::Integer(_) => "an integer",
            Self::Long(_) => "a long",
            Self::Bytes(_) => "a byte array",
            Self::String(_) => "a string",
            Self::Timestamp(_) => "a timestamp",
            Self::Uuid(_) => "a UUID",
        }
    }

    /// Appends the type and the value to the headers of a frame.
    fn write(self, to: &mut Vec<u8>) -> Result<(), FrameProblem> {
        match self {
            Self::Bool(true) => to.push(0),
            Self::Bool(false) => to.push(1),
            Self::Byte(value) => write(to, 2, &value.to_be_bytes()),
            Self::Short(value) => write(to, 3, &value.to_be_bytes()),
            Self::Integer(value) => write(to, 4, &value.to_be_bytes()),
            Self::Long(value) => write(to, 5, &value.to_be_bytes()),
            Self::Bytes(value) => return write_sized(to, 6, value),
            Self::String(value) => return write_sized(to, 7, value.as_bytes()),
            Self::Timestamp(value) => write(to, 8, &value.to_be_bytes()),
            Self::Uuid(value) => write(to, 9, &value),
        }
        Ok(())
    }
}

fn write(to: &mut Vec<u8>, kind: u8, value: &[u8]) {
    to.push(kind);
    to.extend_from_slice(value);
}

fn write_sized(to: &mut Vec<u8>, kind: u8, value: &[u8]) -> Result<(), FrameProblem> {
    let size = u16::try_from(value.len()).map_err(|_| FrameProblem::LongValue(value.len()))?;
    write(to, kind, &size.to_be_bytes());
    to.extend_from_slice(value);
    Ok(())
}

/// Appends a header to those of a frame.
///
/// # Errors
/// If the name has not 1 to 255 bytes, or the value more than 65,535.
pub(super) fn write_header(
    to: &mut Vec<u8>,
    name: &str,
    value: HeaderValue<'_>,
) -> Result<(), FrameProblem> {
    let size = u8::try_from(name.len()).ok().filter(|size| *size > 0);
    to.push(size.ok_or(FrameProblem::NameLength(name.len()))?);
    to.extend_from_slice(name.as_bytes());
    value.write(to)
}

/// Type of a string.
const STRING: u8 = 7;

/// Value of a header as it is encoded: its type and its bytes, of which only the number was checked.
#[derive(Clone, Copy)]
pub(super) struct EncodedValue<'a> {
    kind: u8,
    bytes: &'a [u8],
}

impl<'a> EncodedValue<'a> {
    /// Returns the text of a string, which may not be UTF-8.
    pub(super) fn text(self) -> Option<&'a [u8]> {
        (self.kind == STRING).then_some(self.bytes)
    }

    pub(super) fn decode(self) -> Result<HeaderValue<'a>, FrameProblem> {
        let Self { kind, bytes } = self;
        Ok(match kind {
            0 => HeaderValue::Bool(true),
            1 => HeaderValue::Bool(false),
            2 => HeaderValue::Byte(i8::from_be_bytes(array(bytes)?)),
            3 => HeaderValue::Short(i16::from_be_bytes(array(bytes)?)),
            4 => HeaderValue::Integer(i32::from_be_bytes(array(bytes)?)),
            5 => HeaderValue::Long(i64::from_be_bytes(array(bytes)?)),
            6 => HeaderValue::Bytes(bytes),
            STRING => HeaderValue::String(text(bytes)?),
            8 => HeaderValue::Timestamp(i64::from_be_bytes(array(bytes)?)),
            9 => HeaderValue::Uuid(array(bytes)?),
            kind => return Err(FrameProblem::HeaderType(kind)),
        })
    }
}

/// Reader of encoded headers. It leaves their texts unread.
pub(super) struct Reader<'a> {
    left: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(headers: &'a [u8]) -> Self {
        Self { left: headers }
    }

    /// Reads the name and the value of the next header; `None` at the end.
    #[inline]
    pub(super) fn next(&mut self) -> Option<Result<(&'a [u8], EncodedValue<'a>), FrameProblem>> {
        (!self.left.is_empty()).then(|| self.header())
    }

    #[inline]
    fn header(&mut self) -> Result<(&'a [u8], EncodedValue<'a>), FrameProblem> {
        let size = self.byte()?;
        if size == 0 {
            return Err(FrameProblem::NameLength(0));
        }
        let name = self.bytes(size.into())?;
        let kind = self.byte()?;
        let size = match kind {
            0 | 1 => 0,
            2 => 1,
            3 => 2,
            4 => 4,
            5 | 8 => 8,
            6 | STRING => u16::from_be_bytes([self.byte()?, self.byte()?]).into(),
            9 => 16,
            kind => return Err(FrameProblem::HeaderType(kind)),
        };
        let bytes = self.bytes(size)?;
        Ok((name, EncodedValue { kind, bytes }))
    }

    fn byte(&mut self) -> Result<u8, FrameProblem> {
        let (byte, left) = self.left.split_first().ok_or(FrameProblem::HeaderEnd)?;
        self.left = left;
        Ok(*byte)
    }

    fn bytes(&mut self, size: usize) -> Result<&'a [u8], FrameProblem> {
        let (bytes, left) = self
            .left
            .split_at_checked(size)
            .ok_or(FrameProblem::HeaderEnd)?;
        self.left = left;
        Ok(bytes)
    }
}

fn array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], FrameProblem> {
    bytes.try_into().map_err(|_| FrameProblem::HeaderEnd)
}

/// Returns the text of a name or a string.
pub(super) fn text(bytes: &[u8]) -> Result<&str, FrameProblem> {
    str::from_utf8(bytes).map_err(|_| FrameProblem::HeaderText)
}

//! Values in headers of events, and payloads that are not documents.

use crate::Timestamp;
use crate::error::DecodeError;
use crate::event_stream::frame::FrameEncoder;
use crate::event_stream::header::HeaderValue;
use crate::transport::BoxError;
use crate::wire::literal::Literal;
use crate::wire::{
    Format, FromLiteral, Key, Neutral, ShapeDeserializer, ShapeSerializer, Structure,
    TimestampFormat, Union,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

const NOT_SIMPLE: &str =
    "a header of an event is a boolean, integer, blob, string or timestamp, and no other value";
const NOT_RAW: &str = "a payload that is not a document is a blob or string, and no other value";

/// Serializer of a value outside of documents.
pub(super) enum ValueSerializer<'a> {
    Header {
        frame: &'a mut FrameEncoder,
        name: &'static str,
        /// Size of an integer in bytes.
        size: Option<usize>,
    },
    Payload(&'a mut Vec<u8>),
}

impl ValueSerializer<'_> {
    fn header(self, value: HeaderValue<'_>) -> Result<(), BoxError> {
        match self {
            Self::Header { frame, name, .. } => Ok(frame.header(name, value)?),
            Self::Payload(_) => Err(NOT_RAW.into()),
        }
    }

    fn unsupported(&self) -> Result<(), BoxError> {
        Err(match self {
            Self::Header { .. } => NOT_SIMPLE,
            Self::Payload(_) => NOT_RAW,
        }
        .into())
    }
}

impl ShapeSerializer for ValueSerializer<'_> {
    type Ok = ();
    type Error = BoxError;

    fn null(self) -> Result<(), BoxError> {
        Ok(())
    }

    fn boolean(self, value: bool) -> Result<(), BoxError> {
        self.header(HeaderValue::Bool(value))
    }

    fn integer(self, value: i64) -> Result<(), BoxError> {
        let size = match &self {
            Self::Header { size, .. } => *size,
            Self::Payload(_) => None,
        };
        let value = match size {
            Some(1) => i8::try_from(value).map(HeaderValue::Byte),
            Some(2) => i16::try_from(value).map(HeaderValue::Short),
            Some(8) => Ok(HeaderValue::Long(value)),
            _ => i32::try_from(value).map(HeaderValue::Integer),
        };
        self.header(value?)
    }

    fn float(self, _: f32) -> Result<(), BoxError> {
        self.unsupported()
    }

    fn double(self, _: f64) -> Result<(), BoxError> {
        self.unsupported()
    }

    fn big_integer(self, _: &str) -> Result<(), BoxError> {
        self.unsupported()
    }

    fn big_decimal(self, _: &str) -> Result<(), BoxError> {
        self.unsupported()
    }

    fn string(self, value: &str) -> Result<(), BoxError> {
        match self {
            Self::Payload(payload) => {
                payload.extend_from_slice(value.as_bytes());
                Ok(())
            }
            header => header.header(HeaderValue::String(value)),
        }
    }

    fn blob(self, value: &[u8]) -> Result<(), BoxError> {
        match self {
            Self::Payload(payload) => {
                payload.extend_from_slice(value);
                Ok(())
            }
            header => header.header(HeaderValue::Bytes(value)),
        }
    }

    fn timestamp(self, value: Timestamp, _: TimestampFormat) -> Result<(), BoxError> {
        let milliseconds = value.as_nanosecond().div_euclid(1_000_000);
        self.header(HeaderValue::Timestamp(milliseconds.try_into()?))
    }

    fn list<F: Format>(self, _: &[F::Value]) -> Result<(), BoxError> {
        self.unsupported()
    }

    fn map<K: Key, F: Format>(self, _: &BTreeMap<K, F::Value>) -> Result<(), BoxError> {
        self.unsupported()
    }

    fn structure<T: Structure>(self, _: &T) -> Result<(), BoxError> {
        self.unsupported()
    }

    fn variant<F: Format>(self, _: &str, _: &F::Value) -> Result<(), BoxError> {
        self.unsupported()
    }

    fn untyped_map(self, _: &[(Box<str>, Neutral)]) -> Result<(), BoxError> {
        self.unsupported()
    }
}

/// Deserializer of a value outside of documents.
pub(super) enum ValueDeserializer<'a> {
    Header(HeaderValue<'a>),
    Payload(&'a [u8]),
}

impl ValueDeserializer<'_> {
    #[cold]
    fn not(&self, expected: &str) -> DecodeError {
        let found = match self {
            Self::Header(value) => value.type_name(),
            Self::Payload(_) => "a payload",
        };
        DecodeError::new(&format!(
            "invalid type: {found} in an event, expected {expected}"
        ))
    }
}

impl<'de> ShapeDeserializer<'de> for ValueDeserializer<'de> {
    type Error = DecodeError;

    fn boolean(self) -> Result<Option<bool>, DecodeError> {
        match self {
            Self::Header(HeaderValue::Bool(value)) => Ok(Some(value)),
            other => Err(other.not("a boolean")),
        }
    }

    fn number<T: FromLiteral>(self) -> Result<Option<T>, DecodeError> {
        let literal = Literal::Signed(match self {
            Self::Header(HeaderValue::Byte(value)) => value.into(),
            Self::Header(HeaderValue::Short(value)) => value.into(),
            Self::Header(HeaderValue::Integer(value)) => value.into(),
            Self::Header(HeaderValue::Long(value)) => value,
            other => return Err(other.not(T::EXPECTED)),
        });
        let value = T::from_literal(literal);
        let value =
            value.map_err(|mismatch| DecodeError::new(&mismatch.describe(literal, T::EXPECTED)));
        value.map(Some)
    }

    fn string(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        match self {
            Self::Header(HeaderValue::String(text)) => Ok(Some(Cow::Borrowed(text))),
            Self::Payload(payload) => match str::from_utf8(payload) {
                Ok(text) => Ok(Some(Cow::Borrowed(text))),
                Err(_) => Err(DecodeError::new("the payload of an event is not UTF-8")),
            },
            other => Err(other.not("a string")),
        }
    }

    fn blob(self) -> Result<Option<Vec<u8>>, DecodeError> {
        match self {
            Self::Header(HeaderValue::Bytes(bytes)) | Self::Payload(bytes) => {
                Ok(Some(bytes.to_vec()))
            }
            other => Err(other.not("bytes")),
        }
    }

    fn timestamp(self) -> Result<Option<Timestamp>, DecodeError> {
        match self {
            Self::Header(HeaderValue::Timestamp(milliseconds)) => {
                Ok(Some(Timestamp::from_millisecond(milliseconds)))
            }
            other => Err(other.not("a timestamp")),
        }
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, DecodeError> {
        Err(self.not("a list"))
    }

    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, DecodeError> {
        Err(self.not("a map"))
    }

    fn structure<T: Structure>(self, _: &mut Option<T>) -> Result<(), DecodeError> {
        Err(self.not("a structure"))
    }

    fn union<T: Union>(self) -> Result<Option<T>, DecodeError> {
        Err(self.not("a union"))
    }

    fn untyped(self) -> Result<Option<Neutral>, DecodeError> {
        Err(self.not("a document"))
    }

    fn skip(self) -> Result<Option<()>, DecodeError> {
        Ok(Some(()))
    }
}

//! Values in headers.

use crate::standard::Result;
use http::HeaderValue;
use jiff::Timestamp;
use jiff::fmt::rfc2822;

pub trait Header: Sized {
    fn to_header(&self) -> Result<HeaderValue>;
    fn from_header(header: &HeaderValue) -> Result<Self>;
}

impl Header for String {
    fn to_header(&self) -> Result<HeaderValue> {
        Ok(HeaderValue::from_str(self)?)
    }

    fn from_header(header: &HeaderValue) -> Result<Self> {
        Ok(header.to_str()?.to_owned())
    }
}

impl Header for i64 {
    fn to_header(&self) -> Result<HeaderValue> {
        Ok((*self).into())
    }

    fn from_header(header: &HeaderValue) -> Result<Self> {
        Ok(header.to_str()?.parse()?)
    }
}

impl Header for bool {
    fn to_header(&self) -> Result<HeaderValue> {
        Ok(HeaderValue::from_static(if *self {
            "true"
        } else {
            "false"
        }))
    }

    fn from_header(header: &HeaderValue) -> Result<Self> {
        Ok(header.to_str()?.parse()?)
    }
}

impl Header for Timestamp {
    fn to_header(&self) -> Result<HeaderValue> {
        let text = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(self)?;
        Ok(HeaderValue::from_str(&text)?)
    }

    fn from_header(header: &HeaderValue) -> Result<Self> {
        Ok(rfc2822::DateTimeParser::new().parse_timestamp(header.to_str()?)?)
    }
}

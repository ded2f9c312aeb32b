//! The formats that `smithy.api#timestampFormat` names.
//!
//! They are forms of text. In CBOR a timestamp is always epoch seconds: Smithy's RPC v2 protocol says to pass the trait
//! over.

use super::Format;
use crate::Timestamp;
use crate::enums::read_text;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `date-time`: RFC 3339. Writes UTC, and a fraction only when there is one; reads any offset.
#[derive(Debug)]
pub struct DateTime;

/// `http-date`: the `IMF-fixdate` of RFC 9110, to which Smithy adds an optional fraction.
#[derive(Debug)]
pub struct HttpDate;

/// `epoch-seconds`: a number, as a timestamp without a format has it.
#[derive(Debug)]
pub struct EpochSeconds;

impl Format for DateTime {
    type Value = Timestamp;

    fn zero() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn write<S: Serializer>(value: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return EpochSeconds::write(value, serializer);
        }
        serializer.collect_str(value)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        if !deserializer.is_human_readable() {
            return EpochSeconds::read(deserializer);
        }
        read_text(deserializer, str::parse)?.map_err(D::Error::custom)
    }
}

/// As `strtime` writes it; its `%.f` is a fraction with its point, or nothing.
const IMF_FIXDATE: &str = "%a, %d %b %Y %H:%M:%S%.f GMT";

impl Format for HttpDate {
    type Value = Timestamp;

    fn zero() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn write<S: Serializer>(value: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return EpochSeconds::write(value, serializer);
        }
        serializer.collect_str(&value.as_jiff().strftime(IMF_FIXDATE))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        if !deserializer.is_human_readable() {
            return EpochSeconds::read(deserializer);
        }
        read_text(deserializer, parse_http_date)?
            .map_err(|_| D::Error::custom("a timestamp that is not a date of HTTP (RFC 9110)"))
    }
}

fn parse_http_date(text: &str) -> Result<Timestamp, jiff::Error> {
    let date = strtime::parse(IMF_FIXDATE, text)?.to_datetime()?;
    TimeZone::UTC.to_timestamp(date).map(Timestamp::from_jiff)
}

impl Format for EpochSeconds {
    type Value = Timestamp;

    fn zero() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn write<S: Serializer>(value: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests;

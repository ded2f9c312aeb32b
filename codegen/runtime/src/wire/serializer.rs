//! The interface of everything that values are written to.

use super::neutral::Neutral;
use super::{Format, Key, Row, Structure, Union};
use crate::Timestamp;
use std::collections::BTreeMap;

/// Format of `smithy.api#timestampFormat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// The default of the protocol: in XML and query parameters `date-time`, else `epoch-seconds`.
    Default,
    /// `epoch-seconds`: a number.
    EpochSeconds,
    /// `date-time`: RFC 3339 in UTC, with an optional fraction.
    DateTime,
    /// `http-date`: the `IMF-fixdate` of RFC 9110, to which Smithy adds an optional fraction.
    HttpDate,
}

/// A position in the output at which one value is written.
pub trait ShapeSerializer: Sized {
    /// Result of a written value.
    type Ok;
    /// Error of a value that the format cannot represent.
    type Error;

    /// Writes `null`.
    ///
    /// # Errors
    /// If the output fails.
    fn null(self) -> Result<Self::Ok, Self::Error>;

    /// Writes a boolean.
    ///
    /// # Errors
    /// If the output fails.
    fn boolean(self, value: bool) -> Result<Self::Ok, Self::Error>;

    /// Writes an integer of up to 64 bits.
    ///
    /// # Errors
    /// If the output fails.
    fn integer(self, value: i64) -> Result<Self::Ok, Self::Error>;

    /// Writes a float of 32 bits.
    ///
    /// # Errors
    /// If the output fails.
    fn float(self, value: f32) -> Result<Self::Ok, Self::Error>;

    /// Writes a float of 64 bits.
    ///
    /// # Errors
    /// If the output fails.
    fn double(self, value: f64) -> Result<Self::Ok, Self::Error>;

    /// Writes an integer of any size, given as its digits.
    ///
    /// # Errors
    /// If the format cannot represent it.
    fn big_integer(self, digits: &str) -> Result<Self::Ok, Self::Error>;

    /// Writes a decimal number of any size, given in the notation of JSON.
    ///
    /// # Errors
    /// If the format cannot represent it.
    fn big_decimal(self, number: &str) -> Result<Self::Ok, Self::Error>;

    /// Writes a string.
    ///
    /// # Errors
    /// If the output fails.
    fn string(self, value: &str) -> Result<Self::Ok, Self::Error>;

    /// Writes a string with a media type.
    ///
    /// # Errors
    /// If the output fails.
    #[inline]
    fn media_type_text(self, value: &str) -> Result<Self::Ok, Self::Error> {
        self.string(value)
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// If the output fails.
    fn blob(self, value: &[u8]) -> Result<Self::Ok, Self::Error>;

    /// Writes a timestamp.
    ///
    /// # Errors
    /// If the output fails.
    fn timestamp(self, value: Timestamp, format: TimestampFormat) -> Result<Self::Ok, Self::Error>;

    /// Writes a list.
    ///
    /// # Errors
    /// If an entry cannot be written.
    fn list<F: Format>(self, entries: &[F::Value]) -> Result<Self::Ok, Self::Error>;

    /// Writes a map.
    ///
    /// # Errors
    /// If an entry cannot be written.
    fn map<K: Key, F: Format>(
        self,
        entries: &BTreeMap<K, F::Value>,
    ) -> Result<Self::Ok, Self::Error>;

    /// Writes a list that is flattened in XML.
    ///
    /// # Errors
    /// If an entry cannot be written.
    #[inline]
    fn flattened_list<F: Format>(self, entries: &[F::Value]) -> Result<Self::Ok, Self::Error> {
        self.list::<F>(entries)
    }

    /// Writes a map that is flattened in XML.
    ///
    /// # Errors
    /// If an entry cannot be written.
    #[inline]
    fn flattened_map<K: Key, F: Format>(
        self,
        entries: &BTreeMap<K, F::Value>,
    ) -> Result<Self::Ok, Self::Error> {
        self.map::<K, F>(entries)
    }

    /// Writes a structure.
    ///
    /// # Errors
    /// If a member cannot be written.
    fn structure<T: Structure>(self, structure: &T) -> Result<Self::Ok, Self::Error>;

    /// Returns the name in this format of the member of a union with the serialized name `name`.
    #[must_use]
    #[inline]
    fn member_name<T: Union>(name: &'static str) -> &'static str {
        name
    }

    /// Writes a union whose member `name` is set.
    ///
    /// # Errors
    /// If its value cannot be written.
    fn variant<F: Format>(self, name: &str, value: &F::Value) -> Result<Self::Ok, Self::Error>;

    /// Writes a map in the order of its entries.
    ///
    /// # Errors
    /// If an entry cannot be written.
    fn untyped_map(self, entries: &[(Box<str>, Neutral)]) -> Result<Self::Ok, Self::Error>;

    /// Writes a value with a CBOR tag, which other formats do without.
    ///
    /// # Errors
    /// If the value cannot be written.
    fn tagged(self, _tag: u64, value: &Neutral) -> Result<Self::Ok, Self::Error> {
        Neutral::write(value, self)
    }
}

/// The members of a structure while it is written.
pub trait MemberSerializer {
    /// Error of a value that the format cannot represent.
    type Error;

    /// Writes the member `name`.
    ///
    /// # Errors
    /// If its value cannot be written.
    fn member<F: Format>(
        &mut self,
        name: &'static str,
        value: &F::Value,
    ) -> Result<(), Self::Error>;

    /// Writes a member with an HTTP binding outside of a document; a document has it under its name there.
    ///
    /// # Errors
    /// If its value cannot be written.
    #[inline]
    fn bound<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), Self::Error> {
        self.member::<F>(row.document_name(), value)
    }

    /// Writes a member of a structure with HTTP bindings to the document in the body, or as the whole document; it may be
    /// unset.
    ///
    /// # Errors
    /// If its value cannot be written.
    #[inline]
    fn document<F: Format>(&mut self, row: Row, value: &F::Value) -> Result<(), Self::Error> {
        if F::is_absent(value) {
            return Ok(());
        }
        self.member::<F>(row.document_name(), value)
    }

    /// Announces the stream that is the body, which is not part of what is written.
    ///
    /// # Errors
    /// If the output fails.
    #[inline]
    fn stream(&mut self, _row: Row) -> Result<(), Self::Error> {
        Ok(())
    }
}

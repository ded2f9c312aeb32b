//! Items of lists in headers.

use super::header_list::Items;
use super::value::Located;
use crate::Timestamp;
use crate::error::DecodeError;
use crate::wire::{Format, FromLiteral, Key, Neutral, ShapeDeserializer, Structure, Union};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The next item of a list. Each method takes one item.
pub(super) struct Item<'a, 'l>(pub(super) &'a mut Items<'l>);

impl<'l> Item<'_, 'l> {
    fn next(self) -> Result<Located<'l>, DecodeError> {
        self.0.next().map(Located::Header).map_err(DecodeError::new)
    }
}

const NESTED: &str = "invalid type: a list in a header has only simple values";

impl<'de> ShapeDeserializer<'de> for Item<'_, 'de> {
    type Error = DecodeError;

    fn boolean(self) -> Result<Option<bool>, DecodeError> {
        self.next()?.boolean()
    }

    fn number<T: FromLiteral>(self) -> Result<Option<T>, DecodeError> {
        self.next()?.number()
    }

    fn string(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        self.next()?.string()
    }

    fn media_type_text(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        self.next()?.media_type_text()
    }

    fn blob(self) -> Result<Option<Vec<u8>>, DecodeError> {
        self.next()?.blob()
    }

    fn timestamp(self) -> Result<Option<Timestamp>, DecodeError> {
        let text = self.0.next_timestamp().map_err(DecodeError::new)?;
        Located::Header(text).timestamp()
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, DecodeError> {
        Err(DecodeError::new(NESTED))
    }

    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, DecodeError> {
        Err(DecodeError::new(NESTED))
    }

    fn structure<T: Structure>(self, _: &mut Option<T>) -> Result<(), DecodeError> {
        Err(DecodeError::new(NESTED))
    }

    fn union<T: Union>(self) -> Result<Option<T>, DecodeError> {
        Err(DecodeError::new(NESTED))
    }

    fn untyped(self) -> Result<Option<Neutral>, DecodeError> {
        Err(DecodeError::new(NESTED))
    }

    fn skip(self) -> Result<Option<()>, DecodeError> {
        self.next()?.skip()
    }
}

//! The types of Smithy, read from a body of any format.

use super::source::{self, Source};
use crate::Timestamp;
use crate::error::DecodeError;
use crate::wire::literal::FromLiteral;
use crate::wire::{
    Format, Key, Neutral, ShapeDeserializer, Step, Structure, TYPE, Union, UnknownMember, Within,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<'de, S: Source<'de>> ShapeDeserializer<'de> for &mut S {
    type Error = DecodeError;

    #[inline]
    fn boolean(self) -> Result<Option<bool>, DecodeError> {
        Source::boolean(self)
    }

    #[inline]
    fn number<T: FromLiteral>(self) -> Result<Option<T>, DecodeError> {
        Source::number(self)
    }

    #[inline]
    fn string(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        Source::string(self)
    }

    #[inline]
    fn blob(self) -> Result<Option<Vec<u8>>, DecodeError> {
        Source::blob(self)
    }

    #[inline]
    fn timestamp(self) -> Result<Option<Timestamp>, DecodeError> {
        Source::timestamp(self)
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, DecodeError> {
        let Some(mut entries) = self.open_list()? else {
            return Ok(None);
        };
        // Not sized by the length that the input claims: that could be anything.
        let mut list = Vec::new();
        let mut index = 0;
        while self.next_entry(&mut entries)? {
            let is_allowed = self.allowance().grow(&mut list);
            self.allowed(is_allowed)?;
            let mut slot = None;
            if let Err(error) = F::read(&mut slot, &mut *self) {
                return Err(error.within(Step::Index(index)));
            }
            if let Some(entry) = slot {
                list.push(entry);
            }
            index += 1;
        }
        Ok(Some(list))
    }

    #[inline]
    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, DecodeError> {
        Source::map::<K, F>(self)
    }

    #[inline]
    fn flattened_list<F: Format>(
        self,
        list: &mut Option<Vec<F::Value>>,
    ) -> Result<(), DecodeError> {
        Source::flattened_list::<F>(self, list)
    }

    #[inline]
    fn flattened_map<K: Key, F: Format>(
        self,
        map: &mut Option<BTreeMap<K, F::Value>>,
    ) -> Result<(), DecodeError> {
        Source::flattened_map::<K, F>(self, map)
    }

    #[inline]
    fn structure<T: Structure>(self, slot: &mut Option<T>) -> Result<(), DecodeError> {
        source::structure(self, slot)
    }

    fn union<T: Union>(self) -> Result<Option<T>, DecodeError> {
        let start = self.at();
        let Some(mut entries) = self.open_map("the union ", T::NAME)? else {
            return Ok(None);
        };
        let mut union = None;
        while let Some(name) = self.next_name(&mut entries)? {
            if name == TYPE {
                self.skip_value()?;
                continue;
            }
            if union.is_some() {
                if self.skip_value()? {
                    let problem = format!("the union {} with more than one member", T::NAME);
                    return Err(self.error_of_map(&problem, start));
                }
                continue;
            }
            union = match self.position(T::MEMBERS, &name) {
                Some(index) => {
                    T::read(index, &mut *self).map_err(|error| error.within(Step::Member(&name)))?
                }
                // The name of an unknown member is the input's: it is no step of the path.
                None => UnknownMember::of(&name, Source::untyped(self)?).map(T::unknown),
            };
        }
        match union {
            Some(union) => Ok(Some(union)),
            None => {
                let problem = format!("the union {} without a member", T::NAME);
                Err(self.error_of_map(&problem, start))
            }
        }
    }

    fn untyped(self) -> Result<Option<Neutral>, DecodeError> {
        let value = Source::untyped(self)?;
        Ok((value != Neutral::Null).then_some(value))
    }

    fn skip(self) -> Result<Option<()>, DecodeError> {
        Ok(self.skip_value()?.then_some(()))
    }

    #[inline]
    fn reserve(&mut self, size: usize) -> Result<(), DecodeError> {
        let is_allowed = self.allowance().take(size);
        self.allowed(is_allowed)
    }
}

//! Values of any type.

use super::number::Number;
use super::read::Reader;
use crate::codec::source::Source;
use crate::error::DecodeError;
use crate::number::Parsed;
use crate::wire::{Neutral, OUT_OF_RANGE};

impl Reader<'_> {
    pub(super) fn read_untyped(&mut self) -> Result<Neutral, DecodeError> {
        let value = match self.peek() {
            Some(b'n') => self.word("null").map(|()| Neutral::Null)?,
            Some(b't') => self.word("true").map(|()| Neutral::Bool(true))?,
            Some(b'f') => self.word("false").map(|()| Neutral::Bool(false))?,
            Some(b'"') => Neutral::Text(self.text()?.into()),
            Some(b'[') => {
                self.open()?;
                let (mut list, mut is_first) = (Vec::new(), true);
                while self.next_entry(&mut is_first)? {
                    let is_allowed = self.allowance.grow(&mut list);
                    self.allowed(is_allowed)?;
                    list.push(self.read_untyped()?);
                }
                Neutral::List(list.into())
            }
            Some(b'{') => {
                self.open()?;
                let (mut map, mut is_first) = (Vec::new(), true);
                while let Some(key) = self.next_key(&mut is_first)? {
                    let is_allowed = self.allowance.grow(&mut map);
                    self.allowed(is_allowed)?;
                    map.push((key.into(), self.read_untyped()?));
                }
                Neutral::Map(map.into())
            }
            Some(b'-' | b'0'..=b'9') => self.untyped_number()?,
            _ => return Err(self.unexpected("a value")),
        };
        Ok(value)
    }

    fn untyped_number(&mut self) -> Result<Neutral, DecodeError> {
        let number = match self.scan_number()? {
            Number::Small(number) => {
                return Ok(match u64::try_from(number) {
                    Ok(number) => Neutral::Unsigned(number),
                    Err(_) => Neutral::Signed(number),
                });
            }
            Number::Text(text) => Parsed::of(text),
        };
        match number {
            Some(Parsed::Unsigned(number)) => Ok(Neutral::Unsigned(number)),
            Some(Parsed::Signed(number)) => Ok(Neutral::Signed(number)),
            Some(Parsed::Float(number)) => Ok(Neutral::Float(number.to_bits())),
            Some(Parsed::OutOfRange) | None => Err(self.error(OUT_OF_RANGE)),
        }
    }
}

//! Values of any type.

use super::head::Head;
use super::read::Reader;
use super::tag;
use crate::codec::source::Source;
use crate::error::DecodeError;
use crate::wire::Neutral;

impl Reader<'_> {
    pub(super) fn read_untyped(&mut self) -> Result<Neutral, DecodeError> {
        let start = self.at;
        let head = self.head()?;
        Ok(match head {
            Head::Null => Neutral::Null,
            Head::Bool(value) => Neutral::Bool(value),
            Head::Unsigned(number) => Neutral::Unsigned(number),
            Head::Negative(number) => match i64::try_from(number) {
                Ok(number) => Neutral::Signed(!number),
                Err(_) => Neutral::Big((-1 - i128::from(number)).into()),
            },
            Head::Float(number) => Neutral::Float(number.to_bits()),
            Head::Text(length) => Neutral::Text(self.text(length)?.into()),
            Head::Bytes(length) => Neutral::Bytes(self.bytes(length)?.into()),
            Head::Tag(tag) => {
                if let Some(number) = self.untyped_number(tag) {
                    return Ok(number);
                }
                // Nested tags are levels too.
                self.open(None)?;
                let is_allowed = self.allowance.take(size_of::<Neutral>());
                self.allowed(is_allowed)?;
                let value = self.read_untyped()?;
                self.depth += 1;
                match value {
                    Neutral::Null => Neutral::Null,
                    value => Neutral::Tagged(tag, value.into()),
                }
            }
            Head::List(length) => {
                let mut left = self.open(length)?;
                let mut list = Vec::new();
                while self.next(&mut left)? {
                    let is_allowed = self.allowance.grow(&mut list);
                    self.allowed(is_allowed)?;
                    list.push(self.read_untyped()?);
                }
                Neutral::List(list.into())
            }
            Head::Map(length) => {
                let mut left = self.open(length)?;
                let mut map = Vec::new();
                while let Some(key) = self.next_key(&mut left)? {
                    let is_allowed = self.allowance.grow(&mut map);
                    self.allowed(is_allowed)?;
                    map.push((key.into(), self.read_untyped()?));
                }
                Neutral::Map(map.into())
            }
            Head::Simple | Head::Break => return Err(self.unexpected(head, "a value", start)),
        })
    }

    /// Reads an integer of any size after its tag; `None`, and nothing is read, if there is another value.
    fn untyped_number(&mut self, tag: u64) -> Option<Neutral> {
        let start = self.at;
        if matches!(tag, tag::BIG_POSITIVE | tag::BIG_NEGATIVE)
            && let Ok(Some(digits)) = self.tagged_number(tag)
            && let Ok(number) = digits.parse()
        {
            return Some(Neutral::Big(number));
        }
        self.at = start;
        None
    }
}

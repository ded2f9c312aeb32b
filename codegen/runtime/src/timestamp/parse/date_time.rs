//! RFC 3339, and the parts of ISO 8601 that clocks and `toString` methods write: the basic format, missing seconds, a
//! space for the `T`, years with a sign.

use super::cursor::{Cursor, Time, instant, number};
use crate::timestamp::Timestamp;

/// Parses all forms. A time without an offset is in UTC.
pub(super) fn parse(text: &mut Cursor<'_>) -> Option<Timestamp> {
    let sign = text.eat(b"+-");
    let digits = text.digits();
    let is_basic = sign.is_none() && digits.len() == 8;
    let (year, month, day) = if is_basic {
        let (year, rest) = digits.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        (number(year)?, two(month)?, two(day)?)
    } else {
        // A year with a sign may be longer.
        if digits.len() != 4 && (sign.is_none() || digits.len() < 4) {
            return None;
        }
        let year = number(digits)?;
        let separator = text.eat(b"-/")?;
        text.is_strict &= separator == b'-';
        let month = text.two()?;
        text.eat(&[separator])?;
        (year, month, text.two()?)
    };
    let year = if sign == Some(b'-') { -year } else { year };
    let time = if text.is_at_end() {
        Time::default()
    } else {
        text.eat(b"Tt ")?;
        if is_basic {
            basic_time(text)?
        } else {
            text.time()?
        }
    };
    let has_offset = !text.is_at_end();
    text.is_strict &= has_offset;
    let offset = if has_offset { text.offset()? } else { 0 };
    skip_zone(text)?;
    instant(year, month, day, time, offset)
}

/// Reads a time of day without colons.
fn basic_time(text: &mut Cursor<'_>) -> Option<Time> {
    let (hour, minute, second) = (text.two()?, text.two()?, text.two()?);
    let nanosecond = text.fraction()?;
    Some(Time {
        hour,
        minute,
        second,
        nanosecond,
    })
}

/// Skips a time zone that is named after its offset (RFC 9557), as Java's `ZonedDateTime` does: `+01:00[Europe/Paris]`.
fn skip_zone(text: &mut Cursor<'_>) -> Option<()> {
    if text.eat(b"[").is_none() {
        return Some(());
    }
    while text.eat(b"]").is_none() {
        text.skip_one()?;
    }
    Some(())
}

fn two(digits: &[u8]) -> Option<u8> {
    u8::try_from(number(digits)?).ok()
}

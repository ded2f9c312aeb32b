//! The three forms of an HTTP date (RFC 9110, section 5.6.7), of which two are obsolete.

use super::cursor::{Cursor, instant, number};
use crate::timestamp::Timestamp;
use crate::timestamp::civil;
use crate::timestamp::format::{MONTHS, WEEKDAYS};

/// Parses all forms. The day of the week, which is redundant, may be missing or wrong.
pub(super) fn parse(text: &mut Cursor<'_>) -> Option<Timestamp> {
    let weekday = match text.word() {
        [] => None,
        word => Some(position(&WEEKDAYS, word)?),
    };
    let (timestamp, offset) = if weekday.is_none() || text.eat(b",").is_some() {
        date(text)?
    } else {
        (asctime(text)?, 0)
    };
    let local = timestamp.second.checked_add(offset)?;
    text.is_strict &= weekday == Some(civil::weekday(local));
    Some(timestamp)
}

/// Parses the rest after the day of the week in `Sun, 06 Nov 1994 08:49:37 GMT` and `Sunday, 06-Nov-94 08:49:37 GMT`,
/// and its offset.
fn date(text: &mut Cursor<'_>) -> Option<(Timestamp, i64)> {
    text.skip_spaces();
    let day = day(text)?;
    let is_obsolete = text.eat(b"- ")? == b'-';
    let month = month(text)?;
    text.eat(if is_obsolete { b"-" } else { b" " })?;
    let year = match text.digits() {
        digits @ [_, _] => {
            text.is_strict &= is_obsolete;
            century(number(digits)?)
        }
        digits @ [_, _, _, _] => number(digits)?,
        _ => return None,
    };
    text.eat(b" ")?;
    let time = text.time()?;
    let offset = text.offset()?;
    Some((instant(year, month, day, time, offset)?, offset))
}

/// Parses the rest after the day of the week in `Sun Nov  6 08:49:37 1994` and `Sun Nov 06 08:49:37 UTC 1994`.
fn asctime(text: &mut Cursor<'_>) -> Option<Timestamp> {
    text.skip_spaces();
    let month = month(text)?;
    text.skip_spaces();
    let day = day(text)?;
    text.eat(b" ")?;
    let time = text.time()?;
    text.eat(b" ")?;
    let mut digits = text.digits();
    if digits.is_empty() {
        // Java's `Date` has the zone before the year.
        text.is_strict = false;
        text.utc()?;
        text.eat(b" ")?;
        digits = text.digits();
    }
    let year = number(digits).filter(|_| digits.len() == 4)?;
    instant(year, month, day, time, 0)
}

fn day(text: &mut Cursor<'_>) -> Option<u8> {
    let digits = text.digits();
    u8::try_from(number(digits)?).ok()
}

fn month(text: &mut Cursor<'_>) -> Option<u8> {
    let month = position(&MONTHS, text.word())?;
    u8::try_from(month + 1).ok()
}

/// Returns the index of the name that a word begins with: it may be written out.
fn position(names: &[&str], word: &[u8]) -> Option<usize> {
    let word = word.get(..3)?;
    names
        .iter()
        .position(|name| name.as_bytes().eq_ignore_ascii_case(word))
}

/// Returns the year of two digits as in POSIX: from 1969 to 2068.
fn century(year: i64) -> i64 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

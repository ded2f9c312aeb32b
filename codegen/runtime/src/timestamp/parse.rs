//! Parser of timestamps, which detects the format.
//!
//! Services do not always send the format of their model, and AWS's other SDKs accept any: botocore reads a number as
//! seconds and all others with dateutil. The formats that services write are accepted here: no words except those of
//! HTTP dates, no names of time zones except those of UTC, no days before months.

mod cursor;
mod date_time;
mod http_date;

use super::{Timestamp, TimestampError};
use cursor::Cursor;

type Parser = fn(&mut Cursor<'_>) -> Option<Timestamp>;

/// Parses a timestamp of any form.
pub(super) fn any(text: &str) -> Result<Timestamp, TimestampError> {
    let text = text.trim_ascii();
    match Timestamp::from_epoch_seconds(text) {
        Err(TimestampError::Text) => {}
        seconds => return seconds,
    }
    let parsed = whole(text, date_time::parse).or_else(|| whole(text, http_date::parse));
    if let Some((timestamp, _)) = parsed {
        return Ok(timestamp);
    }
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut infinite = ["NaN", "Inf", "Infinity"].iter();
    Err(if infinite.any(|it| it.eq_ignore_ascii_case(number)) {
        TimestampError::NotFinite
    } else {
        TimestampError::Text
    })
}

/// Parses a date and time of ISO 8601 with an offset.
pub(super) fn date_time(text: &str) -> Result<Timestamp, TimestampError> {
    strict(text, date_time::parse)
}

/// Parses an HTTP date with the right day of the week.
pub(super) fn http_date(text: &str) -> Result<Timestamp, TimestampError> {
    strict(text, http_date::parse)
}

fn strict(text: &str, parse: Parser) -> Result<Timestamp, TimestampError> {
    match whole(text, parse) {
        Some((timestamp, true)) => Ok(timestamp),
        _ => Err(TimestampError::Text),
    }
}

/// Parses a whole text, and returns true with it if the text follows its standard strictly.
fn whole(text: &str, parse: Parser) -> Option<(Timestamp, bool)> {
    let mut cursor = Cursor::new(text);
    let timestamp = parse(&mut cursor)?;
    cursor.is_at_end().then_some((timestamp, cursor.is_strict))
}

/// Parses the usual form of a number of seconds: without an exponent, and with few enough digits to need no rounding.
pub(super) fn plain_seconds(text: &str) -> Option<Timestamp> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    // JSON has no leading zeros.
    if whole.starts_with('0') && whole.len() > 1 {
        return None;
    }
    let second = cursor::number(whole.as_bytes())?;
    let nanosecond = match fraction {
        None => 0,
        Some(fraction) => {
            let places = 9_u32.checked_sub(u32::try_from(fraction.len()).ok()?)?;
            cursor::number(fraction.as_bytes())? * 10_i64.pow(places)
        }
    };
    let nanosecond = i32::try_from(nanosecond).ok()?;
    Some(if digits.len() < text.len() {
        Timestamp::constant(-second, -nanosecond)
    } else {
        Timestamp::constant(second, nanosecond)
    })
}

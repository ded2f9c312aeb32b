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
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mut digits, mut number, mut point) = (0_usize, 0_i64, None);
    for byte in unsigned.bytes() {
        match byte {
            b'0'..=b'9' => {
                number = number.checked_mul(10)?.checked_add(i64::from(byte & 0xf))?;
                digits += 1;
            }
            b'.' if point.is_none() => point = Some(digits),
            _ => return None,
        }
    }
    let whole = point.unwrap_or(digits);
    let places = digits - whole;
    // JSON has digits on both sides of a point, and no leading zeros.
    let has_leading_zero = whole > 1 && unsigned.starts_with('0');
    if whole == 0 || has_leading_zero || (point.is_some() && places == 0) {
        return None;
    }
    let places = u32::try_from(places).ok().filter(|places| *places <= 9)?;
    let parts = 10_i64.pow(places);
    let nanosecond = i32::try_from(number % parts * (1_000_000_000 / parts)).ok()?;
    let second = number / parts;
    Some(if unsigned.len() < text.len() {
        Timestamp::constant(-second, -nanosecond)
    } else {
        Timestamp::constant(second, nanosecond)
    })
}

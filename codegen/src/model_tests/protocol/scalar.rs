//! Values of types that hold no others.

use toml_datetime::Datetime;

use crate::ir::{Sample, Type};
use crate::smithy::json::Node;

/// Returns `node` as a value of `ty`, if it is one.
pub(super) fn scalar(node: &Node, ty: &Type) -> Option<Sample> {
    Some(match ty {
        Type::Bool => Sample::Bool(node.as_bool()?),
        Type::I8 => integer(node, i8::MIN.into(), i8::MAX.into())?,
        Type::I16 => integer(node, i16::MIN.into(), i16::MAX.into())?,
        Type::I32 => integer(node, i32::MIN.into(), i32::MAX.into())?,
        Type::I64 => integer(node, i64::MIN, i64::MAX)?,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "what a float holds of the digits is its value"
        )]
        Type::F32 => Sample::F32(float(node)? as f32),
        Type::F64 => Sample::F64(float(node)?),
        Type::String => Sample::Text(node.as_str()?.to_owned()),
        Type::Blob => Sample::Blob(node.as_str()?.to_owned()),
        Type::ByteStream => Sample::Stream(node.as_str()?.to_owned()),
        Type::BigInteger => Sample::BigInteger(digits(node, is_integer)?),
        Type::BigDecimal => Sample::BigDecimal(digits(node, is_decimal)?),
        Type::Timestamp(_) => timestamp(node)?,
        Type::Document if node.is_in_range() => Sample::Document(node.clone()),
        _ => return None,
    })
}

/// Returns the words for values of `ty` in the parameters of a case.
pub(super) fn described(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "a boolean",
        Type::I8 => "an integer from -128 to 127",
        Type::I16 => "an integer from -32768 to 32767",
        Type::I32 => "an integer of 32 bits",
        Type::I64 => "an integer of 64 bits",
        Type::F32 | Type::F64 => "a number, or \"NaN\", \"Infinity\" or \"-Infinity\"",
        Type::String => "a string",
        Type::EventStream(..) | Type::RequestEvents(_) => {
            "a list of events, in a case of its own trait"
        }
        Type::Blob | Type::ByteStream => "a string with the bytes of the blob",
        Type::BigInteger => "an integer, as a string if it has more than 64 bits",
        Type::BigDecimal => "a number, as a string if it is long",
        Type::Timestamp(_) => "a number of seconds since 1970, or a date and time in UTC",
        Type::Document => "any value, with numbers that 64 bits can hold",
        Type::List { .. } => "an array",
        Type::Map { .. } => "an object",
        Type::Named(..) | Type::Boxed(_) | Type::Unit => "an object",
    }
}

/// Returns the integer that `node` is, within bounds.
pub(super) fn integer(node: &Node, least: i64, most: i64) -> Option<Sample> {
    let integer = node.as_whole()?.parse().ok()?;
    (least..=most)
        .contains(&integer)
        .then_some(Sample::Integer(integer))
}

fn float(node: &Node) -> Option<f64> {
    match node.as_str() {
        None => node.as_number()?.as_f64(),
        Some("NaN") => Some(f64::NAN),
        Some("Infinity") => Some(f64::INFINITY),
        Some("-Infinity") => Some(f64::NEG_INFINITY),
        Some(_) => None,
    }
}

/// Returns the digits of a number of any size, which may be a string.
fn digits(node: &Node, is_number: fn(&str) -> bool) -> Option<String> {
    let text = node.as_str().map(str::to_owned);
    let text = text.or_else(|| node.as_digits())?;
    is_number(&text).then_some(text)
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let has_leading_zero = digits.len() > 1 && digits.starts_with('0');
    !digits.is_empty() && !has_leading_zero && digits.chars().all(|c| c.is_ascii_digit())
}

/// Returns whether it is a number as JSON writes it.
fn is_decimal(text: &str) -> bool {
    text.parse::<serde_json::Number>().is_ok()
}

/// Reads to nanoseconds, as clients do; cases of events have dates and times of RFC 3339 in whole seconds.
fn timestamp(node: &Node) -> Option<Sample> {
    if let Some(text) = node.as_str() {
        return date_time(text);
    }
    if let Some(whole) = node.as_whole() {
        return Some(Sample::Timestamp(whole.parse().ok()?, 0));
    }
    let text = node.as_digits()?;
    let (second, fraction) = text.split_once('.')?;
    let is_plain = fraction.len() <= 9 && fraction.chars().all(|digit| digit.is_ascii_digit());
    let nanosecond: i32 = format!("{fraction:0<9}")
        .parse()
        .ok()
        .filter(|_| is_plain)?;
    let sign = if second.starts_with('-') { -1 } else { 1 };
    Some(Sample::Timestamp(second.parse().ok()?, sign * nanosecond))
}

/// Reads a date and time of RFC 3339 in UTC, in whole seconds.
fn date_time(text: &str) -> Option<Sample> {
    let parsed = text.strip_suffix('Z')?.parse::<Datetime>().ok()?;
    let (date, time) = (parsed.date?, parsed.time?);
    let (year, month) = (i64::from(date.year), i64::from(date.month));
    // Years begin with March, so that the leap day is the last of a year.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let of_year = (153 * month + 2) / 5 + i64::from(date.day) - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days = 365 * year + leap_days + of_year - DAYS_TO_1970;
    let minutes = i64::from(time.hour) * 60 + i64::from(time.minute);
    let second = i64::from(time.second?);
    let is_whole = time.nanosecond.is_none_or(|it| it == 0);
    is_whole.then_some(Sample::Timestamp(
        (days * 24 * 60 + minutes) * 60 + second,
        0,
    ))
}

/// Number of days from 1 March of the year 0 to 1 January 1970.
const DAYS_TO_1970: i64 = 719_468;

#[cfg(test)]
mod tests {
    use super::date_time;
    use crate::ir::Sample;

    #[test]
    fn dates_and_times_are_seconds_since_1970() {
        // As `date -u -d … +%s` prints them.
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2024-10-31T14:15:14Z", 1_730_384_114),
            ("2024-02-29T23:59:59Z", 1_709_251_199),
            ("1969-12-31T23:59:59Z", -1),
            ("2000-03-01T00:00:00Z", 951_868_800),
        ] {
            let found = date_time(text);
            let is_expected = matches!(found, Some(Sample::Timestamp(it, 0)) if it == expected);
            assert!(is_expected, "{text}: {found:?}");
        }
        for text in ["2024-10-31", "14:15:14Z", "2024-10-31T14:15:14.5Z", "now"] {
            assert!(date_time(text).is_none(), "{text}");
        }
    }
}

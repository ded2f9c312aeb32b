//! Decimal numbers as an integer and a power of ten.

/// Maximum number of leading zeros of a decimal number that is written without an exponent.
const ZEROS: usize = 6;

/// Splits a decimal number into an exponent to the base 10 and the integer that it multiplies.
pub(crate) fn apart(number: &str) -> Option<(i64, String)> {
    let (number, exponent) = match number.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse().ok()?),
        None => (number, 0),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let places = i64::try_from(fraction.len()).ok()?;
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let digits = format!("{whole}{fraction}");
    let digits = match digits.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    Some((
        i64::checked_sub(exponent, places)?,
        format!("{sign}{digits}"),
    ))
}

/// Returns a decimal number in the format of JSON; with an exponent if it had too many zeros.
pub(crate) fn together(exponent: i64, whole: &str) -> String {
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or(usize::MAX);
    if exponent == 0 {
        return whole.to_owned();
    }
    if exponent > 0 || places > digits.len().saturating_add(ZEROS) {
        return format!("{whole}e{exponent}");
    }
    let digits = format!("{digits:0>width$}", width = places.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places));
    format!("{sign}{whole}.{fraction}")
}

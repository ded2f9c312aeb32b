//! Whole numbers by their digits.

/// Limit of the digits of a whole number that is written with an exponent.
const MOST: usize = 2_467;

/// Returns the digits of the whole number that a number of JSON is, if it is one.
pub(super) fn whole(text: &str) -> Option<String> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let digits = number.strip_prefix('-').unwrap_or(number);
    let sign = if digits.len() < number.len() { "-" } else { "" };
    let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
    let digits = [before, after].concat();
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    let exponent: i64 = exponent.parse().ok()?;
    let exponent = exponent.checked_sub_unsigned(after.len().try_into().ok()?)?;
    if let Ok(zeros) = usize::try_from(exponent) {
        let length = digits.len().checked_add(zeros)?;
        return (length <= MOST).then(|| format!("{sign}{digits}{}", "0".repeat(zeros)));
    }
    let places = usize::try_from(exponent.unsigned_abs()).ok()?;
    let (digits, fraction) = digits.split_at_checked(digits.len().checked_sub(places)?)?;
    let is_whole = !digits.is_empty() && fraction.chars().all(|digit| digit == '0');
    is_whole.then(|| format!("{sign}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_whole_number_is_one_however_it_is_written() {
        for (text, digits) in [
            ("0", Some("0")),
            ("-0.0e9", Some("0")),
            ("12", Some("12")),
            ("-2.0", Some("-2")),
            ("1e3", Some("1000")),
            ("1.5E+9", Some("1500000000")),
            ("1200e-2", Some("12")),
            ("9007199254740993.0", Some("9007199254740993")),
            ("0.001e3", Some("1")),
            ("2.5", None),
            ("1e-1", None),
            ("0.1", None),
            ("125e-2", None),
            ("1e99999", None),
            ("1e99999999999999999999", None),
        ] {
            assert_eq!(whole(text).as_deref(), digits, "{text}");
        }
    }
}

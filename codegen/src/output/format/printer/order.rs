//! The order of imports and modules.

use std::cmp::Ordering;

/// Compares names: digits by the number that they are, underscores before everything else.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    loop {
        let (a_digits, b_digits) = (digits(a_rest), digits(b_rest));
        let order = if a_digits.is_empty() || b_digits.is_empty() {
            let (mut a_chars, mut b_chars) = (a_rest.chars(), b_rest.chars());
            let (Some(a_char), Some(b_char)) = (a_chars.next(), b_chars.next()) else {
                return a_rest.len().cmp(&b_rest.len());
            };
            (a_rest, b_rest) = (a_chars.as_str(), b_chars.as_str());
            let rank = |char| (char != '_', char);
            rank(a_char).cmp(&rank(b_char))
        } else {
            (a_rest, b_rest) = (after(a_rest, a_digits), after(b_rest, b_digits));
            let value = |digits: &str| {
                let digits = digits.trim_start_matches('0');
                (digits.len(), digits.to_owned())
            };
            value(a_digits)
                .cmp(&value(b_digits))
                .then(b_digits.len().cmp(&a_digits.len()))
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// The digits that `text` begins with.
fn digits(text: &str) -> &str {
    let rest = text.trim_start_matches(|char: char| char.is_ascii_digit());
    text.strip_suffix(rest).unwrap_or_default()
}

fn after<'a>(text: &'a str, prefix: &str) -> &'a str {
    text.strip_prefix(prefix).unwrap_or_default()
}

//! Numbers of 64 bits.

use super::Decimal;

/// A number as serde_json reads it without `arbitrary_precision`.
pub(crate) enum Parsed {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    OutOfRange,
}

impl Parsed {
    /// Parses a number; `None` for a text that is not one.
    pub(crate) fn of(text: &str) -> Option<Self> {
        Decimal::parse(text)?;
        if let Ok(number) = text.parse() {
            return Some(Self::Unsigned(number));
        }
        // There is no negative zero among integers.
        if let Some(number) = text.parse().ok().filter(|number| *number != 0) {
            return Some(Self::Signed(number));
        }
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        Some(number.map_or(Self::OutOfRange, Self::Float))
    }
}

//! Exact value of a number in decimal notation, without the detour through a float.

/// A decimal number: `0.` and its digits, times a power of ten.
///
/// Two of them are equal if they are the same number in any notation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimal<'a> {
    is_negative: bool,
    /// Digits before and after the point, without leading and trailing zeros.
    whole: &'a [u8],
    fraction: &'a [u8],
    /// Exponent of the power.
    point: i64,
}

impl<'a> Decimal<'a> {
    /// Parses a JSON number (RFC 8259, section 6).
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        if !super::is_decimal(text) {
            return None;
        }
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, saturating(exponent)),
            None => (text, 0),
        };
        let digits = number.strip_prefix('-').unwrap_or(number);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, fraction) = (whole.as_bytes(), fraction.as_bytes());
        let number = Self {
            is_negative: digits.len() < number.len(),
            whole,
            fraction,
            point: exponent.saturating_add(length(whole)),
        };
        Some(number.trimmed())
    }

    fn trimmed(mut self) -> Self {
        let zeros = leading_zeros(self.whole);
        self.whole = self.whole.get(zeros..).unwrap_or_default();
        self.point = self.point.saturating_sub_unsigned(zeros as u64);
        if self.whole.is_empty() {
            let zeros = leading_zeros(self.fraction);
            self.fraction = self.fraction.get(zeros..).unwrap_or_default();
            self.point = self.point.saturating_sub_unsigned(zeros as u64);
        }
        self.fraction = without_trailing_zeros(self.fraction);
        if self.fraction.is_empty() {
            self.whole = without_trailing_zeros(self.whole);
        }
        if self.is_zero() {
            self.point = 0;
        }
        self
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    fn is_negative(&self) -> bool {
        self.is_negative && !self.is_zero()
    }

    fn length(&self) -> i64 {
        length(self.whole).saturating_add(length(self.fraction))
    }

    fn digits(&self) -> impl Iterator<Item = &'a u8> {
        self.whole.iter().chain(self.fraction)
    }

    /// Returns true if the fraction is zero.
    pub(crate) fn is_whole(&self) -> bool {
        self.point >= self.length()
    }

    /// Returns the digits of an integer, if they are at most `most`.
    pub(crate) fn whole_digits(&self, most: usize) -> Option<String> {
        let zeros = usize::try_from(self.point.checked_sub(self.length())?).ok()?;
        let digits = self.whole.len() + self.fraction.len();
        if digits.saturating_add(zeros) > most {
            return None;
        }
        let mut text = String::with_capacity(1 + digits + zeros);
        if self.is_negative() {
            text.push('-');
        }
        text.extend(self.digits().map(|digit| char::from(*digit)));
        text.extend(std::iter::repeat_n('0', zeros));
        if text.is_empty() {
            text.push('0');
        }
        Some(text)
    }

    /// Returns the digit at a place, counted from the point: 0 is the first after it, -1 the last before it.
    fn digit(&self, place: i64) -> u8 {
        let index = usize::try_from(self.point.saturating_add(place));
        let digit = index.ok().and_then(|index| match self.whole.get(index) {
            Some(digit) => Some(digit),
            None => self.fraction.get(index.checked_sub(self.whole.len())?),
        });
        digit.map_or(0, |digit| digit.wrapping_sub(b'0'))
    }

    /// Returns the integer part and the billionths of the fraction, rounded to the nearest; both have the number's
    /// sign. `None` beyond 64 bits.
    pub(crate) fn billionths(&self) -> Option<(i64, i32)> {
        // The largest `i64` has 19 digits.
        if self.point > 19 {
            return None;
        }
        let mut whole: i128 = 0;
        for place in -self.point.max(0)..0 {
            whole = whole * 10 + i128::from(self.digit(place));
        }
        let mut billionths: i32 = 0;
        for place in 0..9 {
            billionths = billionths * 10 + i32::from(self.digit(place));
        }
        billionths += i32::from(self.digit(9) >= 5);
        if billionths == 1_000_000_000 {
            (whole, billionths) = (whole + 1, 0);
        }
        if self.is_negative {
            (whole, billionths) = (-whole, -billionths);
        }
        Some((whole.try_into().ok()?, billionths))
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.point == other.point
            && self.is_negative() == other.is_negative()
            && self.digits().eq(other.digits())
    }
}

impl Eq for Decimal<'_> {}

/// Parses an exponent; one that is out of range saturates, since numbers have fewer digits.
fn saturating(text: &str) -> i64 {
    let limit = i64::from(i32::MAX);
    let (limit, digits) = match text.strip_prefix('-') {
        Some(digits) => (-limit, digits),
        None => (limit, text.strip_prefix('+').unwrap_or(text)),
    };
    let exponent = digits.parse().ok().filter(|it| *it <= limit.abs());
    exponent.map_or(limit, |it: i64| it * limit.signum())
}

fn length(digits: &[u8]) -> i64 {
    i64::try_from(digits.len()).unwrap_or(i64::MAX)
}

fn leading_zeros(digits: &[u8]) -> usize {
    digits.iter().take_while(|digit| **digit == b'0').count()
}

fn without_trailing_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0');
    let end = digits.len().saturating_sub(zeros.count());
    digits.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn decimal(text: &str) -> Decimal<'_> {
        Decimal::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn whole_numbers_are_whole_however_they_are_written() {
        for (text, digits) in [
            ("0", "0"),
            ("-0", "0"),
            ("-0.0e5", "0"),
            ("0e999999999999999999999", "0"),
            ("1e3", "1000"),
            ("1.5E9", "1500000000"),
            ("-20.0", "-20"),
            ("0.001e3", "1"),
            ("1200e-2", "12"),
            ("9007199254740993.0", "9007199254740993"),
            ("12345678901234567890.5e1", "123456789012345678905"),
        ] {
            assert!(decimal(text).is_whole(), "{text}");
            assert_eq!(decimal(text).whole_digits(30).as_deref(), Some(digits));
        }
        for text in [
            "2.5",
            "1e-1",
            "0.1",
            "12e-2",
            "1.00000000000000000000000001",
            "1e-999999999999999999999",
        ] {
            assert!(!decimal(text).is_whole(), "{text}");
            assert_eq!(decimal(text).whole_digits(30), None, "{text}");
        }
        for text in ["1e30", "1e999999999999999999999", "-1e9223372036854775807"] {
            assert!(decimal(text).is_whole(), "{text}");
            assert_eq!(decimal(text).whole_digits(30), None, "{text}");
        }
    }

    #[test]
    fn billionths_are_those_nearest() {
        for (text, parts) in [
            ("1.5", Some((1, 500_000_000))),
            ("-1.5", Some((-1, -500_000_000))),
            ("-0.25", Some((0, -250_000_000))),
            ("1.0000000004", Some((1, 0))),
            ("1.0000000005", Some((1, 1))),
            ("1.9999999995", Some((2, 0))),
            ("-0.9999999999", Some((-1, 0))),
            ("1e-9", Some((0, 1))),
            ("1e-11", Some((0, 0))),
            ("123456789e-9", Some((0, 123_456_789))),
            ("1.7e12", Some((1_700_000_000_000, 0))),
            ("9223372036854775807.4", Some((i64::MAX, 400_000_000))),
            ("-9223372036854775808", Some((i64::MIN, 0))),
            ("9223372036854775808", None),
            ("-9223372036854775809", None),
            ("1e19", None),
            ("1e400", None),
        ] {
            assert_eq!(decimal(text).billionths(), parts, "{text}");
        }
    }

    #[test]
    fn the_same_number_is_equal() {
        for (one, other) in [("1.10", "11e-1"), ("1000", "1e3"), ("0", "-0.00e7")] {
            assert_eq!(decimal(one), decimal(other));
        }
        for (one, other) in [("1", "-1"), ("1", "10"), ("0.1", "0.10000000000000001")] {
            assert_ne!(decimal(one), decimal(other));
        }
        assert_eq!(Decimal::parse("NaN"), None);
        assert_eq!(Decimal::parse("1."), None);
    }
}

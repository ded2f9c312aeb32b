//! Position in a text, and the common parts of all formats.

use crate::timestamp::Timestamp;
use crate::timestamp::civil::Civil;

/// Position in a text.
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
    /// True if everything read so far follows its standard strictly.
    pub(super) is_strict: bool,
}

/// A time of day.
#[derive(Clone, Copy, Default)]
pub(super) struct Time {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: i32,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
            is_strict: true,
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Skips one of these bytes, if it is next, and returns it.
    pub(super) fn eat(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        if !bytes.contains(first) {
            return None;
        }
        self.rest = rest;
        Some(*first)
    }

    /// Skips a byte; `None` at the end.
    pub(super) fn skip_one(&mut self) -> Option<()> {
        let (_, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(())
    }

    pub(super) fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    fn take_while(&mut self, is_part: fn(&u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().take_while(|byte| is_part(byte)).count();
        let (part, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        part
    }

    /// Reads letters.
    pub(super) fn word(&mut self) -> &'a [u8] {
        self.take_while(u8::is_ascii_alphabetic)
    }

    /// Reads digits.
    pub(super) fn digits(&mut self) -> &'a [u8] {
        self.take_while(u8::is_ascii_digit)
    }

    /// Reads a number of two digits, of which the first may be missing.
    pub(super) fn two(&mut self) -> Option<u8> {
        let next = self.rest.iter().take(2);
        let length = next.take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        self.is_strict &= length == 2;
        u8::try_from(number(digits)?).ok()
    }

    /// Reads a time of day with colons. Seconds may be missing, and may have a fraction.
    pub(super) fn time(&mut self) -> Option<Time> {
        let hour = self.two()?;
        self.eat(b":")?;
        let minute = self.two()?;
        let mut time = Time {
            hour,
            minute,
            ..Time::default()
        };
        if self.eat(b":").is_some() {
            time.second = self.two()?;
            time.nanosecond = self.fraction()?;
        }
        Some(time)
    }

    /// Reads an optional fraction of a second, in nanoseconds; `None` for a point without digits.
    pub(super) fn fraction(&mut self) -> Option<i32> {
        if self.eat(b".,").is_none() {
            return Some(0);
        }
        let digits = self.digits();
        if digits.is_empty() {
            return None;
        }
        let digits = digits.iter().chain(std::iter::repeat(&b'0')).take(9);
        Some(digits.fold(0, |all, digit| all * 10 + i32::from(digit - b'0')))
    }

    /// Skips a name of UTC.
    pub(super) fn utc(&mut self) -> Option<()> {
        let zone = self.word();
        let mut names = ["Z", "GMT", "UTC", "UT"].iter();
        let is_utc = names.any(|name| name.as_bytes().eq_ignore_ascii_case(zone));
        is_utc.then_some(())
    }

    /// Reads an offset from UTC, or a name of UTC, in seconds.
    pub(super) fn offset(&mut self) -> Option<i64> {
        self.skip_spaces();
        let sign = match self.eat(b"+-") {
            Some(b'-') => -1,
            Some(_) => 1,
            None => return self.utc().map(|()| 0),
        };
        let hour = self.two()?;
        let has_colon = self.eat(b":").is_some();
        let has_minute = has_colon || self.rest.first().is_some_and(u8::is_ascii_digit);
        let minute = if has_minute { self.two()? } else { 0 };
        let minutes = i64::from(hour) * 60 + i64::from(minute);
        (hour < 24 && minute < 60).then_some(sign * minutes * 60)
    }
}

/// Returns the number of these digits, if there are not too many.
pub(super) fn number(digits: &[u8]) -> Option<i64> {
    let is_number = (1..=18).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    is_number.then(|| {
        let digits = digits.iter();
        digits.fold(0, |all, digit| all * 10 + i64::from(digit - b'0'))
    })
}

/// Returns the instant of a date and time of day, at an offset.
pub(super) fn instant(year: i64, month: u8, day: u8, time: Time, offset: i64) -> Option<Timestamp> {
    let civil = Civil {
        year,
        month,
        day,
        hour: time.hour,
        minute: time.minute,
        second: time.second,
    };
    let second = civil.to_second()?.checked_sub(offset)?;
    Some(Timestamp::constant(second, time.nanosecond))
}

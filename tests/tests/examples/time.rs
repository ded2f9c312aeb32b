//! Instants, as far as samples have them.

use serde_json::Value;

/// Seconds since 1970, and the digits of their fraction.
pub struct Instant {
    second: i64,
    fraction: String,
}

impl Instant {
    /// A date and time of RFC 3339, which ends in `Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('Z')?;
        let (text, fraction) = text.split_once('.').unwrap_or((text, ""));
        let (date, time) = text.split_once('T')?;
        let numbers = |text: &str, by: char| -> Option<Vec<i64>> {
            text.split(by).map(|it| it.parse().ok()).collect()
        };
        let (date, time) = (numbers(date, '-')?, numbers(time, ':')?);
        let ([year, month, day], [hour, minute, second]) = (date.as_slice(), time.as_slice())
        else {
            return None;
        };
        let is_digits = fraction.bytes().all(|it| it.is_ascii_digit());
        is_digits.then(|| Self {
            second: ((days(*year, *month, *day) * 24 + hour) * 60 + minute) * 60 + second,
            fraction: fraction.trim_end_matches('0').to_owned(),
        })
    }

    /// A decimal number of seconds.
    pub fn of_number(text: &str) -> Self {
        let (second, fraction) = text.split_once('.').unwrap_or((text, ""));
        Self {
            second: second.parse().expect("no sample has an exponent"),
            fraction: fraction.trim_end_matches('0').to_owned(),
        }
    }

    /// As `epoch-seconds`.
    pub fn seconds(&self) -> Value {
        let point = if self.fraction.is_empty() { "" } else { "." };
        let text = format!("{}{point}{}", self.second, self.fraction);
        serde_json::from_str(&text).unwrap()
    }

    /// As `date-time`.
    pub fn date_time(&self) -> String {
        let (day, second) = (
            self.second.div_euclid(86_400),
            self.second.rem_euclid(86_400),
        );
        let year = (1970..9999)
            .find(|year| days(year + 1, 1, 1) > day)
            .unwrap();
        let month = (1..=12)
            .rev()
            .find(|month| days(year, *month, 1) <= day)
            .unwrap();
        let day = day - days(year, month, 1) + 1;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let point = if self.fraction.is_empty() { "" } else { "." };
        let fraction = &self.fraction;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{point}{fraction}Z")
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, whose year is taken to begin in March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month < 3 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
        - 719_468
}

#[test]
fn counts_days() {
    // RFC 3339's own example, and the edges of a leap year.
    for (text, second) in [
        ("1985-04-12T23:20:50.52Z", "482196050.52"),
        ("1970-01-01T00:00:00Z", "0"),
        ("2000-02-29T12:00:00.500Z", "951825600.5"),
        ("2000-03-01T00:00:00Z", "951868800"),
    ] {
        let instant = Instant::parse(text).unwrap();
        assert_eq!(instant.seconds().to_string(), second);
        assert_eq!(instant.date_time(), text.replace("500Z", "5Z"));
    }
}

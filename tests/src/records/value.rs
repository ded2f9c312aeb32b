//! Values of shapes, without a format.

use serde_json::Value;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Null,
    Boolean(bool),
    Integer(i128),
    Float(f64),
    /// Digits, and the power of ten that they are multiplied with.
    Decimal(i128, i32),
    Text(String),
    /// A value of an enumeration of strings.
    Enum(String),
    Blob(Vec<u8>),
    Time(Time),
    Document(Value),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
    Structure(Vec<(String, Node)>),
    Union(Vec<(String, Node)>),
}

/// A time, with the format that JSON has it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    pub seconds: i64,
    /// Added to the seconds, also to negative ones.
    pub nanos: u32,
    pub format: Format,
}

/// Format of a timestamp (`smithy.api#timestampFormat`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    EpochSeconds,
    DateTime,
    HttpDate,
}

impl Node {
    /// Changes every value, those within a value first.
    #[must_use]
    pub fn map(self, change: &mut dyn FnMut(Self) -> Self) -> Self {
        let inside = match self {
            Self::List(list) => {
                Self::List(list.into_iter().map(|entry| entry.map(change)).collect())
            }
            Self::Map(entries) => Self::Map(map_entries(entries, change)),
            Self::Structure(members) => Self::Structure(map_entries(members, change)),
            Self::Union(members) => Self::Union(map_entries(members, change)),
            leaf => leaf,
        };
        change(inside)
    }

    /// Returns true for a value without values in it.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        !matches!(
            self,
            Self::List(_) | Self::Map(_) | Self::Structure(_) | Self::Union(_)
        )
    }
}

fn map_entries(
    entries: Vec<(String, Node)>,
    change: &mut dyn FnMut(Node) -> Node,
) -> Vec<(String, Node)> {
    let entries = entries.into_iter();
    entries
        .map(|(name, value)| (name, value.map(change)))
        .collect()
}

impl Time {
    /// Returns the text of the time in its format; for epoch seconds a number.
    #[must_use]
    pub fn text(&self) -> String {
        let days = self.seconds.div_euclid(86_400);
        let second = self.seconds.rem_euclid(86_400);
        let clock = format!(
            "{:02}:{:02}:{:02}",
            second / 3_600,
            second / 60 % 60,
            second % 60
        );
        let (year, month, day) = civil(days);
        let fraction = fraction(self.nanos);
        match self.format {
            Format::EpochSeconds => self.epoch(),
            Format::DateTime => format!("{year:04}-{month:02}-{day:02}T{clock}{fraction}Z"),
            Format::HttpDate => {
                // 1970-01-01 was a Thursday.
                let weekday = pick(&WEEKDAYS, (days + 4).rem_euclid(7));
                let month = pick(&MONTHS, month - 1);
                format!("{weekday}, {day:02} {month} {year:04} {clock}{fraction} GMT")
            }
        }
    }

    fn epoch(&self) -> String {
        let total = i128::from(self.seconds) * 1_000_000_000 + i128::from(self.nanos);
        let sign = if total < 0 { "-" } else { "" };
        let total = total.unsigned_abs();
        let nanos = u32::try_from(total % 1_000_000_000).unwrap_or_default();
        format!("{sign}{}{}", total / 1_000_000_000, fraction(nanos))
    }
}

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn pick(names: &[&'static str], index: i64) -> &'static str {
    let index = usize::try_from(index).unwrap_or_default();
    names.get(index).copied().unwrap_or_default()
}

/// The digits after the point, with the point; nothing for a whole second.
fn fraction(nanos: u32) -> String {
    if nanos == 0 {
        return String::new();
    }
    let digits = format!("{nanos:09}");
    format!(".{}", digits.trim_end_matches('0'))
}

/// Year, month and day of the day with this number, from 1970-01-01, in the Gregorian calendar.
fn civil(mut days: i64) -> (i64, i64, i64) {
    let is_leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let mut year = 1970 + 400 * days.div_euclid(146_097);
    days = days.rem_euclid(146_097);
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    (year, month, days + 1)
}

#[test]
fn times_have_the_texts_of_their_formats() {
    let text = |seconds, nanos, format| {
        Time {
            seconds,
            nanos,
            format,
        }
        .text()
    };
    // RFC 9110, section 5.6.7, and `date -u -d @…`.
    assert_eq!(
        text(784_111_777, 0, Format::HttpDate),
        "Sun, 06 Nov 1994 08:49:37 GMT"
    );
    assert_eq!(
        text(951_782_400, 120_000_000, Format::DateTime),
        "2000-02-29T00:00:00.12Z"
    );
    assert_eq!(
        text(-62_135_596_800, 0, Format::DateTime),
        "0001-01-01T00:00:00Z"
    );
    assert_eq!(text(-1, 500_000_000, Format::EpochSeconds), "-0.5");
    assert_eq!(
        text(1_515_531_081, 123_000_000, Format::EpochSeconds),
        "1515531081.123"
    );
}

//! Dates of the proleptic Gregorian calendar, in UTC.

const SECONDS_OF_DAY: i64 = 86_400;
/// The calendar repeats after 400 years.
const YEARS_OF_ERA: i64 = 400;
const DAYS_OF_ERA: i64 = 146_097;
/// Days from 0000-03-01, the start of the count, to 1970-01-01.
const DAYS_TO_1970: i64 = 719_468;

/// A date and time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: u8,
    /// From 1.
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
}

impl Civil {
    /// Returns the date and time this many seconds after the beginning of 1970.
    pub(super) fn of_second(second: i64) -> Self {
        let days = second.div_euclid(SECONDS_OF_DAY);
        let of_day = second.rem_euclid(SECONDS_OF_DAY);
        let (year, month, day) = date(days);
        Self {
            year,
            month,
            day,
            hour: (of_day / 3_600) as u8,
            minute: (of_day / 60 % 60) as u8,
            second: (of_day % 60) as u8,
        }
    }

    /// Returns the seconds since the beginning of 1970; `None` for dates that do not exist, and beyond 64 bits.
    ///
    /// The last second of a day may be 60, a leap second, which is read as the one before it. The hour may be 24 at the
    /// end of a day.
    pub(super) fn to_second(self) -> Option<i64> {
        let is_end_of_day = (self.hour, self.minute, self.second) == (24, 0, 0);
        let in_calendar = (1..=12).contains(&self.month)
            && (1..=days_of_month(self.year, self.month)).contains(&self.day)
            && (self.hour < 24 || is_end_of_day)
            && self.minute < 60
            && self.second <= 60;
        if !in_calendar {
            return None;
        }
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        let of_day = minutes * 60 + i64::from(self.second.min(59));
        let days = i128::from(days(self.year, self.month, self.day)?);
        let second = days * i128::from(SECONDS_OF_DAY) + i128::from(of_day);
        second.try_into().ok()
    }
}

/// Returns the day of the week this many seconds after the beginning of 1970, a Thursday; 0 is Sunday.
pub(super) fn weekday(second: i64) -> usize {
    let days = second.div_euclid(SECONDS_OF_DAY);
    (days + 4).rem_euclid(7) as usize
}

/// Returns the days from 1970-01-01 to a date. Years are counted from March, so that a leap day is the last of its
/// year.
fn days(year: i64, month: u8, day: u8) -> Option<i64> {
    let year = year.checked_sub(i64::from(month <= 2))?;
    let month = (i64::from(month) + 9) % 12;
    let era = year.div_euclid(YEARS_OF_ERA);
    let year = year.rem_euclid(YEARS_OF_ERA);
    // Months have 153 days in five.
    let day = (153 * month + 2) / 5 + i64::from(day) - 1;
    let day = year * 365 + year / 4 - year / 100 + day;
    era.checked_mul(DAYS_OF_ERA)?
        .checked_add(day - DAYS_TO_1970)
}

/// Returns the date this many days after 1970-01-01, for days whose seconds fit 64 bits.
fn date(days: i64) -> (i64, u8, u8) {
    let days = days + DAYS_TO_1970;
    let era = days.div_euclid(DAYS_OF_ERA);
    let day = days.rem_euclid(DAYS_OF_ERA);
    // Without the leap days before it.
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = (month + 2) % 12 + 1;
    let year = era * YEARS_OF_ERA + year + i64::from(month <= 2);
    (year, month as u8, day as u8)
}

fn days_of_month(year: i64, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

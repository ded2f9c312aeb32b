//! Tables of measurements: medians, spans and ratios.

use std::fmt;

/// Figures of a side, one of each run, in one unit.
#[derive(Clone, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    pub fn add(&mut self, value: f64) {
        self.0.push(value);
        self.0.sort_by(f64::total_cmp);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn median(&self) -> f64 {
        let half = self.0.len() / 2;
        let at = |index: usize| self.0.get(index).copied().unwrap_or(f64::NAN);
        if self.0.len().is_multiple_of(2) {
            f64::midpoint(at(half.wrapping_sub(1)), at(half))
        } else {
            at(half)
        }
    }
}

impl From<f64> for Samples {
    fn from(value: f64) -> Self {
        Self(vec![value])
    }
}

impl fmt::Display for Samples {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(least), Some(most)) = (self.0.first(), self.0.last()) else {
            return formatter.write_str("–");
        };
        number(self.median(), formatter)?;
        if least != most {
            formatter.write_str(" (")?;
            number(*least, formatter)?;
            formatter.write_str("–")?;
            number(*most, formatter)?;
            formatter.write_str(")")?;
        }
        Ok(())
    }
}

/// Three digits where there is a fraction, else all.
fn number(value: f64, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        value if value.fract() == 0.0 || value >= 100.0 => write!(formatter, "{value:.0}"),
        value if value >= 10.0 => write!(formatter, "{value:.1}"),
        value => write!(formatter, "{value:.2}"),
    }
}

/// Goal.
#[derive(Clone, Copy)]
pub enum Goal {
    /// The ratio.
    AtMost(f64),
    /// The ratio.
    AtLeast(f64),
    /// The figure of this crate.
    Figure(f64),
}

impl Goal {
    fn is_reached(self, ratio: f64, figure: f64) -> bool {
        match self {
            Self::AtMost(most) => ratio <= most,
            Self::AtLeast(least) => ratio >= least,
            Self::Figure(most) => figure <= most,
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(limit) => write!(formatter, "≤ {limit:.2}"),
            Self::AtLeast(limit) => write!(formatter, "≥ {limit:.2}"),
            Self::Figure(limit) => write!(formatter, "≤ {limit:.0}"),
        }
    }
}

pub struct Row {
    pub measure: String,
    pub peer: Samples,
    pub ours: Samples,
    pub goal: Option<Goal>,
    /// A second peer, for comparison alone.
    pub other: Option<Samples>,
}

impl Row {
    /// Creates the row of a measure of two sides, the peer first.
    pub fn of(measure: &str, [peer, ours]: [Samples; 2], goal: Option<Goal>) -> Self {
        Self {
            measure: measure.to_owned(),
            peer,
            ours,
            goal,
            other: None,
        }
    }

    fn write(&self, has_other: bool, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            measure,
            peer,
            ours,
            goal,
            other,
        } = self;
        let ratio = ours.median() / peer.median();
        write!(formatter, "| {measure} | {peer} | {ours} | {ratio:.2} | ")?;
        match goal {
            Some(goal) => {
                let missed = missed(goal.is_reached(ratio, ours.median()));
                write!(formatter, "{goal}{missed} |")?;
            }
            None => formatter.write_str("|")?,
        }
        if has_other {
            match other {
                Some(other) => {
                    write!(
                        formatter,
                        " {other} | {:.2} |",
                        ours.median() / other.median()
                    )?;
                }
                None => formatter.write_str(" | |")?,
            }
        }
        writeln!(formatter)
    }
}

fn missed(is_reached: bool) -> &'static str {
    if is_reached { "" } else { " **missed**" }
}

pub struct Table {
    pub title: &'static str,
    /// Text about the measurement.
    pub text: &'static str,
    pub peer: &'static str,
    pub other: Option<&'static str>,
    pub rows: Vec<Row>,
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            peer, other, rows, ..
        } = self;
        write!(formatter, "| | {peer} | this crate | ratio | to reach |")?;
        if let Some(other) = other {
            write!(formatter, " {other} | ratio |")?;
        }
        formatter.write_str("\n|---|---|---|---|---|")?;
        formatter.write_str(if other.is_some() { "---|---|\n" } else { "\n" })?;
        rows.iter()
            .try_for_each(|row| row.write(other.is_some(), formatter))
    }
}

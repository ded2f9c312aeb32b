//! `bars.svg`: figures of `RESULTS.md` as a picture.

use super::figures::figure;
use std::fmt::Write as _;

/// A pair of bars.
struct Pair {
    shown: &'static str,
    table: &'static str,
    measure: &'static str,
    unit: Unit,
}

enum Unit {
    Of(&'static str),
    Megabytes,
}

const PAIRS: [Pair; 6] = [
    Pair {
        shown: "Cold build of a program",
        table: "Building a program",
        measure: "a call to each of the two services, cold, CPU",
        unit: Unit::Of("s"),
    },
    Pair {
        shown: "Packages it is made of",
        table: "Sizes",
        measure: "packages that the program is made of",
        unit: Unit::Of(""),
    },
    Pair {
        shown: "Its size, stripped",
        table: "Sizes",
        measure: "the program, release, stripped, bytes",
        unit: Unit::Megabytes,
    },
    Pair {
        shown: "Code of DynamoDB",
        table: "Sizes",
        measure: "lines of DynamoDB, all operations",
        unit: Unit::Of("lines"),
    },
    Pair {
        shown: "First call of a process",
        table: "The first call",
        measure: "Proton: ms",
        unit: Unit::Of("ms"),
    },
    Pair {
        shown: "CPU time of a call",
        table: "Calls",
        measure: "Proton: CPU µs for a call",
        unit: Unit::Of("µs"),
    },
];

/// Left end of the bars, and length of the peer's.
const START: u32 = 190;
const LENGTH: f64 = 400.0;

/// The distance between pairs, and what is above the first.
const PITCH: usize = 44;
const TOP: usize = 40;

/// Draws the picture.
///
/// # Errors
/// A figure is missing or is not a number.
pub fn draw(results: &str) -> Result<String, String> {
    let mut pairs = String::new();
    let mut described = Vec::new();
    for (index, pair) in PAIRS.iter().enumerate() {
        let figure = figure(results, pair.table, pair.measure)?;
        let ratio = figure.number(1)? / figure.number(0)?;
        let [peer, ours] = [0, 1].map(|side| pair.unit.shown(figure.median(side)));
        let (peer, ours) = (peer?, ours?);
        let y = TOP + index * PITCH;
        let percent = ratio * 100.0;
        described.push(format!("{}: {ours} against {peer}", pair.shown));
        let _ = write!(
            pairs,
            r#"  <text x="{label}" y="{middle}" text-anchor="end">{shown}</text>
  <rect class="sdk" x="{START}" y="{y}" width="{LENGTH:.0}" height="14" rx="2"/>
  <text x="{after_peer:.0}" y="{first}">{peer}</text>
  <rect class="ours" x="{START}" y="{below}" width="{width:.0}" height="14" rx="2"/>
  <text x="{after_ours:.0}" y="{second}">{ours} ({percent:.0} %)</text>
"#,
            label = START - 10,
            middle = y + 20,
            shown = pair.shown,
            first = y + 12,
            below = y + 16,
            second = y + 28,
            width = LENGTH * ratio,
            after_peer = f64::from(START) + LENGTH + 8.0,
            after_ours = f64::from(START) + LENGTH * ratio + 8.0,
        );
    }
    let height = TOP + PAIRS.len() * PITCH;
    let described = described.join("; ");
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" viewBox="0 0 720 {height}" role="img">
  <title>Leansmith and the official SDK, side by side</title>
  <desc>{described}</desc>
  <!-- Written by tests/peers from RESULTS.md. The colours are legible on white and on black. -->
  <style>
    text {{ font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #757f8a }}
    .sdk {{ fill: #9aa4af }}
    .ours {{ fill: #d9622b }}
  </style>
  <rect class="sdk" x="{START}" y="10" width="14" height="14" rx="2"/>
  <text x="210" y="22">official SDK</text>
  <rect class="ours" x="310" y="10" width="14" height="14" rx="2"/>
  <text x="330" y="22">Leansmith</text>
  <text x="420" y="22">less is better</text>
{pairs}</svg>
"##
    ))
}

impl Unit {
    /// A number in this unit, with thousands set apart.
    fn shown(&self, number: &str) -> Result<String, String> {
        match self {
            Self::Of("") => Ok(grouped(number)),
            Self::Of(unit) => Ok(format!("{} {unit}", grouped(number))),
            Self::Megabytes => {
                let bytes: f64 = number
                    .parse()
                    .map_err(|_| format!("`{number}` is not a number of bytes"))?;
                Ok(format!("{:.1} MB", bytes / 1e6))
            }
        }
    }
}

/// A whole number with a comma between thousands; any other as it is.
pub fn grouped(number: &str) -> String {
    if number.len() < 5 || !number.bytes().all(|it| it.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut grouped = String::new();
    for (index, digit) in number.chars().enumerate() {
        if index > 0 && (number.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

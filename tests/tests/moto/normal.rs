//! The form in which results are compared: without the server's address and times, which differ from run to run. Identifiers
//! are the same in each run, as the server has a seed.

use serde_json::{Number, Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// Minutes that a time may differ from now, or from some hours after now.
const ROUNDED: f64 = 15.0;

/// Members with strings that have dates, the server's address, or random values that do not follow from the seed.
const VARYING: [&str; 10] = [
    "CreationDate",
    "LastModified",
    "LatestStreamArn",
    "LatestStreamLabel",
    "Marker",
    "NextMarker",
    "NextToken",
    "QRCodePNG",
    "SessionToken",
    "UploadId",
];

/// Returns a result in the form for comparison.
pub fn normal(value: Value, url: &str) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Normal {
        url,
        now: now.as_secs_f64(),
    }
    .value(value)
}

struct Normal<'a> {
    url: &'a str,
    now: f64,
}

impl Normal<'_> {
    fn value(&self, value: Value) -> Value {
        match value {
            Value::Number(number) => self.number(&number),
            Value::String(text) => self.text(text).into(),
            Value::Array(values) => values.into_iter().map(|it| self.value(it)).collect(),
            Value::Object(members) => {
                let members = members.into_iter();
                members.map(|(name, it)| self.member(name, it)).collect()
            }
            other => other,
        }
    }

    /// A time, or a number that is whole if its fraction is zero.
    #[allow(clippy::cast_possible_truncation, reason = "compared with the number")]
    fn number(&self, number: &Number) -> Value {
        let value = number.as_f64().unwrap();
        match self.time(value) {
            Some(time) => time.into(),
            None if number.is_f64() && value == value.trunc() => (value as i64).into(),
            None => number.clone().into(),
        }
    }

    fn member(&self, name: String, value: Value) -> (String, Value) {
        let value = match value {
            Value::String(text) if !text.is_empty() && VARYING.contains(&&*name) => {
                "<varies>".into()
            }
            value => self.value(value),
        };
        (name, value)
    }

    fn text(&self, text: String) -> String {
        let number = text.parse::<f64>().ok();
        let seconds = number.and_then(|it| self.time(it));
        let milliseconds = number.and_then(|it| self.time(it / 1000.0));
        if let Some(time) = seconds {
            format!("text of {time}")
        } else if let Some(time) = milliseconds {
            format!("text of milliseconds of {time}")
        } else {
            text.replace(self.url, "<server>")
        }
    }

    /// Name of a time in seconds near now, or hours after or before it.
    fn time(&self, seconds: f64) -> Option<String> {
        let hours = (seconds - self.now) / 3600.0;
        let rounded = hours.round();
        let is_near = (hours - rounded).abs() * 60.0 < ROUNDED && rounded.abs() <= 48.0;
        is_near.then(|| match rounded {
            0.0 => "<now>".to_owned(),
            _ => format!("<now {rounded:+} h>"),
        })
    }
}

#[test]
fn times_near_now_are_equal() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = now.as_secs_f64();
    let value = json!({
        "a": [now, now + 3590.0, now - 7200.0, 1.0, 2.5, now + 1800.0, now + 1_000_000.0],
        "b": [format!("{now}"), format!("{}", (now * 1000.0).trunc()), "a http://h:1/b"],
        "SessionToken": "abc",
        "NextToken": "",
    });
    let expected = json!({
        "a": ["<now>", "<now +1 h>", "<now -2 h>", 1, 2.5, now + 1800.0, now + 1_000_000.0],
        "b": ["text of <now>", "text of milliseconds of <now>", "a <server>/b"],
        "SessionToken": "<varies>",
        "NextToken": "",
    });
    assert_eq!(normal(value, "http://h:1"), expected);
}

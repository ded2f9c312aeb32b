//! Values of shapes, made in the same way every time.

use super::model::{Location, Member, Model};
use super::texts::texts;
use super::value::{Format, Node, Time};
use serde_json::{Value, json};

/// Choice of members and values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Required members alone, with plain values.
    Minimal,
    /// Every member, with plain values.
    Full,
    /// Every member, with the extremes of its type in turn from this number on, and this member of each union.
    Extreme(usize),
}

/// Most occurrences of a shape in a value that is nested in itself.
const RECURSION: usize = 3;

/// Most values within a value: beyond them, optional members are not set.
const VALUES: usize = 300;

/// Members of a structure that are the first to be set, among the choices of extremes.
const STARTS: usize = 8;

/// Returns the value of a shape: that of a message has members outside of the body.
#[must_use]
pub fn value<'a>(model: &'a Model, shape: &'a str, choice: Choice, is_request: bool) -> Node {
    let mut builder = Builder {
        model,
        choice,
        is_request,
        location: Location::Body,
        values: 0,
        leaves: 0,
        path: Vec::new(),
    };
    builder.shape(&Member::to(shape))
}

struct Builder<'a> {
    model: &'a Model,
    choice: Choice,
    is_request: bool,
    /// Place of the value.
    location: Location<'a>,
    values: usize,
    leaves: usize,
    /// Shapes around the value.
    path: Vec<&'a str>,
}

impl<'a> Builder<'a> {
    fn shape(&mut self, member: &Member<'a>) -> Node {
        self.values += 1;
        let id = member.target;
        let kind = self.model.kind(id);
        if !matches!(kind, "structure" | "union" | "list" | "set" | "map") {
            self.leaves += 1;
            return self.leaf(member, kind);
        }
        self.path.push(id);
        let node = match kind {
            "structure" => self.structure(id),
            "union" => self.union(id),
            "map" => self.map(id),
            _ => self.list(id),
        };
        self.path.pop();
        node
    }

    /// Returns true for a shape that is not nested any deeper.
    fn is_end(&self, id: &str) -> bool {
        self.path.iter().filter(|it| **it == id).count() >= RECURSION || self.values > VALUES
    }

    fn structure(&mut self, id: &'a str) -> Node {
        let mut all = self.model.members(id);
        if let Choice::Extreme(number) = self.choice {
            // From another member on each time, so that all are reached before a large value is full.
            let count = all.len();
            let first = (number * count / STARTS).checked_rem(count);
            all.rotate_left(first.unwrap_or_default());
        }
        let mut members = Vec::new();
        for member in all {
            let is_wanted = self.choice != Choice::Minimal && !self.is_end(member.target);
            if is_wanted || member.is_required() {
                if self.path.len() == 1 {
                    self.location = self.model.location(&member, self.is_request);
                }
                let value = self.shape(&member);
                members.push((member.name.to_owned(), value));
            }
        }
        Node::Structure(members)
    }

    fn union(&mut self, id: &'a str) -> Node {
        let members = self.model.members(id);
        let first = match self.choice {
            Choice::Extreme(number) => number,
            Choice::Minimal | Choice::Full => 0,
        };
        // At the end of recursion, a member that is not nested in itself.
        let chosen = members.iter().cycle().skip(first).take(members.len());
        let chosen = chosen
            .clone()
            .find(|it| !self.is_end(id) || !self.path.contains(&it.target))
            .or_else(|| members.first());
        let entries = chosen.map(|member| (member.name.to_owned(), self.shape(member)));
        Node::Union(entries.into_iter().collect())
    }

    /// Number of entries of a list or map.
    fn entries(&self) -> usize {
        match self.choice {
            Choice::Minimal => 0,
            Choice::Full if self.path.len() <= 3 => 2,
            Choice::Extreme(number) if self.path.len() <= 3 => number % 3,
            Choice::Full | Choice::Extreme(_) => 1,
        }
    }

    fn list(&mut self, id: &'a str) -> Node {
        let entry = self.model.entry(id, "member");
        let mut entries = Vec::new();
        for _ in 0..self.entries() {
            if !self.is_end(entry.target) {
                entries.push(self.shape(&entry));
            }
        }
        if self.model.shape_trait(id, "smithy.api#sparse").is_some() {
            entries.push(Node::Null);
        }
        Node::List(entries)
    }

    fn map(&mut self, id: &'a str) -> Node {
        let [key, value] = ["key", "value"].map(|name| self.model.entry(id, name));
        let mut entries: Vec<(String, Node)> = Vec::new();
        for number in 0..self.entries() {
            if self.is_end(value.target) {
                continue;
            }
            let location = self.location;
            let name = match self.shape(&key) {
                Node::Text(name) | Node::Enum(name) => name,
                _ => String::new(),
            };
            // Names of a map are different from each other, and more than one is not in order.
            let is_new = entries.iter().all(|(it, _)| *it != name);
            let name = if is_new { name } else { format!("a{number}") };
            if let Location::PrefixHeaders(prefix) = location {
                self.location = Location::Header(prefix);
            }
            entries.push((name, self.shape(&value)));
            self.location = location;
        }
        if self.model.shape_trait(id, "smithy.api#sparse").is_some() {
            entries.push(("sparse".to_owned(), Node::Null));
        }
        Node::Map(entries)
    }

    /// One of the values: the first of plain ones, and each in turn of extremes.
    fn one<T: Clone>(&self, plain: T, extremes: &[T]) -> T {
        match self.choice {
            Choice::Minimal | Choice::Full => plain,
            Choice::Extreme(number) => {
                let mut extremes = extremes.iter().cycle();
                let chosen = extremes.nth(number + self.leaves);
                chosen.cloned().unwrap_or(plain)
            }
        }
    }

    fn leaf(&self, member: &Member<'a>, kind: &str) -> Node {
        let integer = |min: i128, max: i128| {
            let edges = [0, 1, -1, 23, 24, -24, -25, 255, 256, 65_535, 65_536];
            let more = [min, max, 4_294_967_295, 4_294_967_296, 1_000_000];
            let all: Vec<i128> = edges.into_iter().chain(more).collect();
            let fits: Vec<i128> = all
                .into_iter()
                .filter(|it| (min..=max).contains(it))
                .collect();
            // The limits come often.
            let fits: Vec<i128> = fits
                .chunks(3)
                .flat_map(|it| [it, &[min, max]].concat())
                .collect();
            Node::Integer(self.one(7, &fits))
        };
        match kind {
            "boolean" => Node::Boolean(self.one(true, &[false, true])),
            "byte" => integer(i8::MIN.into(), i8::MAX.into()),
            "short" => integer(i16::MIN.into(), i16::MAX.into()),
            "integer" => integer(i32::MIN.into(), i32::MAX.into()),
            "long" => integer(i64::MIN.into(), i64::MAX.into()),
            "bigInteger" => integer(-BIG, BIG),
            "bigDecimal" => {
                let (digits, exponent) = self.one((15, -1), &DECIMALS);
                Node::Decimal(digits, exponent)
            }
            "intEnum" => self.int_enum(member.target),
            "float" => Node::Float(self.one(1.5, &FLOATS)),
            "double" => Node::Float(self.one(1.5, &DOUBLES)),
            "blob" => Node::Blob(self.blob()),
            "timestamp" => Node::Time(self.time(member)),
            "document" => Node::Document(self.document()),
            _ => self.text(member.target),
        }
    }

    fn int_enum(&self, id: &str) -> Node {
        let values = self.model.values(id);
        let values: Vec<i64> = values.into_iter().filter_map(Value::as_i64).collect();
        let plain = values.first().copied().unwrap_or(1);
        Node::Integer(self.one(plain, &values).into())
    }

    fn text(&self, id: &str) -> Node {
        let values = self.model.values(id);
        let values: Vec<&str> = values.into_iter().filter_map(Value::as_str).collect();
        match values.first() {
            Some(plain) => Node::Enum(self.one(*plain, &values).to_owned()),
            None => Node::Text(self.one("abc".to_owned(), &texts(self.location))),
        }
    }

    fn blob(&self) -> Vec<u8> {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let lengths = [0, 1, 2, 3, 4, 23, 24, 256].map(|length| {
            let bytes = all.iter().rev().take(length);
            bytes.copied().collect::<Vec<u8>>()
        });
        self.one(b"abc".to_vec(), &lengths)
    }

    fn time(&self, member: &Member<'a>) -> Time {
        let format = self.model.trait_of(member, "smithy.api#timestampFormat");
        let format = match format.and_then(Value::as_str) {
            Some("date-time") => Format::DateTime,
            Some("http-date") => Format::HttpDate,
            Some(_) => Format::EpochSeconds,
            None => self.location.time_format(),
        };
        let (seconds, nanos) = self.one((1_700_000_000, 0), &TIMES);
        Time {
            seconds,
            nanos,
            format,
        }
    }

    fn document(&self) -> Value {
        let plain = json!({ "a": [1, true, "b", null], "c": {} });
        let extremes = [
            json!({}),
            json!([]),
            json!("\u{e9}\u{1f600}\""),
            json!(-1.5),
            json!(i64::MIN),
            json!(u64::MAX),
            json!({ "": { "a": { "b": [[[]]] } } }),
            json!(false),
        ];
        self.one(plain, &extremes)
    }
}

/// A number that 64 bits do not hold.
const BIG: i128 = 1_234_567_890_123_456_789_012_345;

/// Digits and exponents.
const DECIMALS: [(i128, i32); 6] = [(0, 0), (-1, -3), (BIG, -10), (-BIG, 0), (1, 30), (7, 0)];

const FLOATS: [f64; 10] = [
    0.0,
    -0.0,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    3.4028234663852886e38,
    1.1754943508222875e-38,
    0.10000000149011612,
    -2.0,
    16_777_216.0,
];

const DOUBLES: [f64; 12] = [
    0.0,
    -0.0,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN_POSITIVE,
    0.1,
    1e21,
    1e-7,
    -2.0,
    9_007_199_254_740_993.0,
];

/// Seconds and nanoseconds: around the epoch, with fractions of each length, and at the limits of the formats.
const TIMES: [(i64, u32); 10] = [
    (0, 0),
    (-1, 0),
    (1, 500_000_000),
    (1_515_531_081, 123_000_000),
    (1_515_531_081, 123_456_000),
    (-2, 500_000_000),
    (951_827_696, 1_000_000),
    (253_402_300_799, 999_000_000),
    (-62_135_596_800, 0),
    (4_294_967_296, 0),
];

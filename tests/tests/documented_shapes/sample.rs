//! Samples of documented shapes.

use crate::outline::Shape;
use serde_json::{Map, Value, json};

/// How a sample is filled.
#[derive(Clone, Copy)]
pub struct Style {
    /// Which of its values an enum has: those that it lacks are counted through again.
    pub value: usize,
    /// How many items a list has.
    pub items: usize,
    /// Whether timestamps have fractions.
    pub fractions: bool,
}

/// Everything is there, once.
pub const FULL: Style = Style {
    value: 0,
    items: 1,
    fractions: false,
};

/// Something in the full sample.
pub struct Place<'a> {
    /// The JSON pointer to it.
    pub pointer: String,
    pub shape: &'a Shape,
    /// Whether it is required, where it is a member.
    pub required: Option<bool>,
}

/// 2020-09-13T12:26:40Z
const START: i64 = 1_600_000_000;
const DAY: i64 = 24 * 60 * 60;

impl Shape {
    /// A sample with every member, in which texts name their place and no two numbers or times are equal.
    pub fn sample(&self, style: Style) -> Value {
        self.fill(style, &mut Vec::new(), &mut 0)
    }

    fn fill(&self, style: Style, path: &mut Vec<String>, numbers: &mut i64) -> Value {
        let mut number = || {
            *numbers += 1;
            *numbers
        };
        match self {
            Self::Text => Value::from(path.join(".")),
            Self::Integer => Value::from(number()),
            Self::Timestamp if style.fractions => json!((START + number() * DAY) as f64 + 0.125),
            Self::Timestamp => Value::from(START + number() * DAY),
            Self::Enum(values) => Value::from(&*values[style.value % values.len()]),
            Self::List(item) => {
                let items = (0..style.items).map(|at| {
                    path.push(at.to_string());
                    let item = item.fill(style, path, numbers);
                    path.pop();
                    item
                });
                Value::from_iter(items)
            }
            Self::Structure(members) => {
                let members = members.iter().map(|(name, member)| {
                    path.push(name.clone());
                    let value = member.shape.fill(style, path, numbers);
                    path.pop();
                    (name.clone(), value)
                });
                Value::Object(members.collect())
            }
        }
    }

    /// Samples in which every value of every enum, and lists of every length that matters, occur.
    pub fn samples(&self) -> Vec<Value> {
        let values = (0..self.most_values()).map(|value| Style { value, ..FULL });
        let lists = [0, 2].map(|items| Style { items, ..FULL });
        let fractions = Style {
            fractions: true,
            ..FULL
        };
        let styles = values.chain(lists).chain([fractions]);
        styles.map(|style| self.sample(style)).collect()
    }

    /// The size of the largest enum, and at least 1.
    fn most_values(&self) -> usize {
        let places = self.places();
        let sizes = places.iter().map(|place| match place.shape {
            Self::Enum(values) => values.len(),
            _ => 1,
        });
        sizes.max().unwrap_or(1)
    }

    /// Everything in the full sample.
    pub fn places(&self) -> Vec<Place<'_>> {
        let mut places = Vec::new();
        self.collect(String::new(), None, &mut places);
        places
    }

    fn collect<'a>(&'a self, pointer: String, required: Option<bool>, places: &mut Vec<Place<'a>>) {
        match self {
            Self::List(item) => item.collect(format!("{pointer}/0"), None, places),
            Self::Structure(members) => {
                for (name, member) in members {
                    let pointer = format!("{pointer}/{name}");
                    let required = Some(member.is_required);
                    member.shape.collect(pointer, required, places);
                }
            }
            _ => {}
        }
        places.push(Place {
            pointer,
            shape: self,
            required,
        });
    }

    /// What Smithy puts in the place of a required member that is not there: the zero value of its type.
    pub fn zero(&self) -> Value {
        match self {
            // An enum has an unknown value without text.
            Self::Text | Self::Enum(_) => json!(""),
            Self::Integer | Self::Timestamp => json!(0),
            Self::List(_) => json!([]),
            Self::Structure(members) => {
                let required = members.iter().filter(|(_, member)| member.is_required);
                let zeros = required.map(|(name, member)| (name.clone(), member.shape.zero()));
                Value::Object(zeros.collect::<Map<_, _>>())
            }
        }
    }
}

/// Takes what `pointer` leads to out of its structure.
pub fn remove(sample: &mut Value, pointer: &str) {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer to a member");
    let parent = sample.pointer_mut(parent).and_then(Value::as_object_mut);
    let removed = parent.expect("a structure").remove(name);
    removed.expect("the member is in the sample");
}

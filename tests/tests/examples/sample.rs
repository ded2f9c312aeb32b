//! From a sample, which is what a trait's value is, to what awsJson has on the wire.
//!
//! They differ where a protocol has a say: a timestamp is an RFC 3339 text or epoch seconds in a sample, and on the wire
//! what its `timestampFormat` says, else epoch seconds; a big number may be a text in a sample. A blob is base64 in both.
//! What has a default is there on the wire even if a sample leaves it out, but in the input of an operation.

use serde_json::{Map, Value};

use crate::model::Model;
use crate::time;

/// A sample and what it comes to.
pub struct Sample {
    pub name: String,
    pub module: String,
    pub operation: String,
    pub role: Role,
    /// What is on the wire, or why the sample does not fit its model.
    pub wire: Result<Value, String>,
}

/// What a sample is of.
#[derive(Clone, PartialEq, Eq)]
pub enum Role {
    Input,
    Output,
    /// An error shape of this name.
    Error(String),
}

/// What `sample` is on the wire, where it fits the shape called `id`.
pub fn wire(model: &Model, id: &str, is_input: bool, sample: &Value) -> Result<Value, String> {
    let judge = Judge { model };
    judge
        .structure(&model.shape(id), is_input, sample)
        .map_err(|unfit| unfit.to_string())
}

struct Unfit {
    path: String,
    reason: String,
}

impl Unfit {
    fn under(mut self, step: &str) -> Self {
        self.path = format!("/{step}{}", self.path);
        self
    }
}

impl std::fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.path, self.reason)
    }
}

type Fit = Result<Value, Unfit>;

fn unfit(reason: &str) -> Fit {
    Err(Unfit {
        path: String::new(),
        reason: reason.to_owned(),
    })
}

struct Judge<'a> {
    model: &'a Model,
}

impl Judge<'_> {
    /// The value of a member.
    fn member(&self, member: &Value, sample: &Value) -> Fit {
        let target = self.model.shape(member["target"].as_str().unwrap());
        let format = [member, &target].map(|it| it["traits"]["smithy.api#timestampFormat"].clone());
        let format = format
            .iter()
            .find_map(Value::as_str)
            .unwrap_or("epoch-seconds");
        match target["type"].as_str().unwrap() {
            "string" | "enum" => text(&target, sample),
            "boolean" => only_if(sample.is_boolean(), "is no boolean", sample),
            "byte" => integer(sample, 8),
            "short" => integer(sample, 16),
            "integer" | "intEnum" => integer(sample, 32),
            "long" => integer(sample, 64),
            "float" | "double" => {
                let special = ["NaN", "Infinity", "-Infinity"].map(Value::from);
                only_if(
                    sample.is_number() || special.contains(sample),
                    "is no number",
                    sample,
                )
            }
            "bigInteger" | "bigDecimal" => big(sample),
            "blob" => only_if(is_base64(sample), "is not base64", sample),
            "timestamp" => timestamp(format, sample),
            "document" => Ok(sample.clone()),
            "list" | "set" => self.list(&target, sample),
            "map" => self.map(&target, sample),
            "structure" => self.structure(&target, false, sample),
            "union" => self.union(&target, sample),
            other => panic!("a member of type {other}"),
        }
    }

    fn list(&self, shape: &Value, sample: &Value) -> Fit {
        let Some(elements) = sample.as_array() else {
            return unfit("is no array");
        };
        let wire = elements.iter().enumerate().map(|(index, element)| {
            let value = self.element(shape, &shape["member"], element);
            value.map_err(|it| it.under(&index.to_string()))
        });
        wire.collect::<Result<Vec<_>, _>>().map(Value::Array)
    }

    fn map(&self, shape: &Value, sample: &Value) -> Fit {
        let Some(entries) = sample.as_object() else {
            return unfit("is no object");
        };
        let wire = entries.iter().map(|(key, value)| {
            let value = self
                .member(&shape["key"], &Value::from(key.as_str()))
                .and_then(|_| self.element(shape, &shape["value"], value));
            value
                .map(|it| (key.clone(), it))
                .map_err(|it| it.under(key))
        });
        wire.collect::<Result<Map<_, _>, _>>().map(Value::Object)
    }

    /// A value of a list or map, which may be null where that is sparse.
    fn element(&self, shape: &Value, member: &Value, sample: &Value) -> Fit {
        if sample.is_null() && has(shape, "sparse") {
            return Ok(Value::Null);
        }
        self.member(member, sample)
    }

    fn structure(&self, shape: &Value, is_input: bool, sample: &Value) -> Fit {
        let Some(entries) = sample.as_object() else {
            return unfit("is no object");
        };
        let nothing = Map::new();
        let members = shape["members"].as_object().unwrap_or(&nothing);
        if let Some(unknown) = entries.keys().find(|name| !members.contains_key(*name)) {
            return unfit("is no member of its structure").map_err(|it| it.under(unknown));
        }
        let mut wire = Map::new();
        for (name, member) in members {
            let default = &member["traits"]["smithy.api#default"];
            let is_needed = has(member, "required") && !has(member, "clientOptional");
            let value = match entries.get(name) {
                Some(value) => Some(value),
                None if has(member, "required") => {
                    return unfit("is required and missing").map_err(|it| it.under(name));
                }
                None if is_input && !is_needed || has(member, "clientOptional") => None,
                None => (!default.is_null()).then_some(default),
            };
            if let Some(value) = value {
                let value = self.member(member, value).map_err(|it| it.under(name))?;
                wire.insert(name.clone(), value);
            }
        }
        Ok(Value::Object(wire))
    }

    fn union(&self, shape: &Value, sample: &Value) -> Fit {
        let mut entries = sample.as_object().into_iter().flatten();
        let (Some((name, value)), None) = (entries.next(), entries.next()) else {
            return unfit("is no object of one member");
        };
        let Some(member) = shape["members"].get(name) else {
            return unfit("is no member of its union").map_err(|it| it.under(name));
        };
        let value = self.member(member, value).map_err(|it| it.under(name))?;
        Ok(Value::Object([(name.clone(), value)].into_iter().collect()))
    }
}

fn only_if(fits: bool, reason: &str, sample: &Value) -> Fit {
    if fits {
        Ok(sample.clone())
    } else {
        unfit(reason)
    }
}

fn has(bearer: &Value, name: &str) -> bool {
    bearer["traits"].get(format!("smithy.api#{name}")).is_some()
}

/// A text, which of an enum has to be one of its values.
fn text(shape: &Value, sample: &Value) -> Fit {
    let members = shape["members"].as_object().into_iter().flatten();
    let members = members.map(|(_, it)| it["traits"]["smithy.api#enumValue"].clone());
    let old = shape["traits"]["smithy.api#enum"]
        .as_array()
        .into_iter()
        .flatten();
    let values: Vec<Value> = members.chain(old.map(|it| it["value"].clone())).collect();
    match sample {
        Value::String(_) if values.is_empty() || values.contains(sample) => Ok(sample.clone()),
        Value::String(_) => unfit("is no value of its enum"),
        _ => unfit("is no text"),
    }
}

fn integer(sample: &Value, bits: u32) -> Fit {
    let limit = 1_i128 << (bits - 1);
    let value = sample.as_i64().map(i128::from);
    let fits = value.is_some_and(|it| (-limit..limit).contains(&it));
    only_if(fits, "is no integer of its size", sample)
}

fn big(sample: &Value) -> Fit {
    match sample {
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(number) if number.is_number() => Ok(number),
            _ => unfit("is no number"),
        },
        sample => only_if(sample.is_number(), "is no number", sample),
    }
}

fn timestamp(format: &str, sample: &Value) -> Fit {
    let instant = match sample {
        Value::String(text) => time::Instant::parse(text),
        sample => sample
            .as_f64()
            .map(|_| time::Instant::of_number(&sample.to_string())),
    };
    match (instant, format) {
        (None, _) => unfit("is neither seconds nor a date and time that ends in Z"),
        (Some(instant), "epoch-seconds") => Ok(instant.seconds()),
        (Some(instant), "date-time") => Ok(Value::from(instant.date_time())),
        (Some(_), format) => panic!("no sample had a timestamp of the format {format} so far"),
    }
}

/// RFC 4648, section 4: groups of four, padded.
fn is_base64(sample: &Value) -> bool {
    let is_digit = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
    sample.as_str().is_some_and(|text| {
        let digits = text.trim_end_matches('=');
        text.len().is_multiple_of(4)
            && text.len() - digits.len() < 3
            && digits.chars().all(is_digit)
    })
}

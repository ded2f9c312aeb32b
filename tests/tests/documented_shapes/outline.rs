//! What the reference documents of an operation.

use crate::facts::Facts;
use crate::generated_types::Operation;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

pub struct Documented {
    pub service: String,
    pub operation: String,
    pub deprecated: bool,
    pub request: Shape,
    pub response: Shape,
    pub exceptions: BTreeSet<String>,
}

pub enum Shape {
    Text,
    Integer,
    Timestamp,
    Enum(Vec<String>),
    List(Box<Shape>),
    Structure(BTreeMap<String, Member>),
}

pub struct Member {
    pub shape: Shape,
    pub is_required: bool,
}

impl Documented {
    /// Reads the outline of an operation.
    ///
    /// Outlines do not say which members of a response are required; that is from the facts.
    pub fn of(operation: &Operation) -> Self {
        let path = folder().join(format!("{}.json", operation.id()));
        let text = fs::read_to_string(&path);
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let outline: Value = serde_json::from_str(&text).expect("an outline");
        let required = texts(&outline["required"]);
        let facts = Facts::of(operation.service);
        Self {
            service: text_of(&outline["service"]),
            operation: text_of(&outline["operation"]),
            deprecated: outline["deprecated"].as_bool().expect("a boolean"),
            request: Shape::read(&outline["request"], &[], &|path| match path {
                [name] => required.iter().any(|required| required == name),
                _ => panic!("{}: requests are flat", operation.id()),
            }),
            response: Shape::read(&outline["response"], &[], &|path| {
                facts.is_required(operation.name, path)
            }),
            exceptions: texts(&outline["exceptions"]).into_iter().collect(),
        }
    }
}

impl Shape {
    /// Reads a shape that `path` leads to, given which paths lead to required members.
    fn read(outline: &Value, path: &[&str], is_required: &dyn Fn(&[&str]) -> bool) -> Self {
        match outline {
            Value::String(kind) => match kind.as_str() {
                "string" => Self::Text,
                "integer" => Self::Integer,
                "timestamp" => Self::Timestamp,
                _ => panic!("{path:?}: there is no kind {kind}"),
            },
            Value::Array(items) => match items.as_slice() {
                [item] => Self::List(Box::new(Self::read(item, path, is_required))),
                _ => panic!("{path:?}: a list has one kind of item"),
            },
            Value::Object(members) => match members.get("enum") {
                Some(values) => Self::Enum(texts(values)),
                None => Self::structure(members, path, is_required),
            },
            _ => panic!("{path:?}: no shape"),
        }
    }

    fn structure(
        members: &Map<String, Value>,
        path: &[&str],
        is_required: &dyn Fn(&[&str]) -> bool,
    ) -> Self {
        let members = members.iter().map(|(name, outline)| {
            let path = [path, &[name]].concat();
            let member = Member {
                shape: Self::read(outline, &path, is_required),
                is_required: is_required(&path),
            };
            (name.clone(), member)
        });
        Self::Structure(members.collect())
    }
}

/// The names of all outlines.
pub fn names() -> BTreeSet<String> {
    let entries = fs::read_dir(folder()).expect("the outlines");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    names
        .map(|name| name.to_string_lossy().trim_end_matches(".json").to_owned())
        .collect()
}

fn folder() -> PathBuf {
    tests::workspace().join("tests/documented")
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().expect("a list");
    list.iter().map(text_of).collect()
}

fn text_of(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

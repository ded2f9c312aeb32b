//! Reads the models and the facts, and what is needed of them by several tests.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value, value::RawValue};

/// The services that have a model and facts, by the name of their files.
pub const SERVICES: [&str; 2] = ["codeconnections", "proton"];

pub const DOCUMENTATION: &str = "smithy.api#documentation";
pub const ENDPOINT_RULE_SET: &str = "smithy.rules#endpointRuleSet";

/// The text of `models/<service>.json`.
pub fn model_text(service: &str) -> String {
    read(&format!("../models/{service}.json"))
}

/// `models/<service>.json`.
pub fn model(service: &str) -> Value {
    parse(&model_text(service))
}

/// `tests/facts/<service>.facts.json`.
pub fn facts(service: &str) -> Value {
    parse(&read(&format!("facts/{service}.facts.json")))
}

/// Smithy shapes that the facts were extended by, from `tests/facts/<service>.links.facts.json`; none without the file.
pub fn added_shapes(service: &str) -> Map<String, Value> {
    let shapes = added_text(service).map(|text| parse(&text)["shapes"].take());
    match shapes {
        Some(Value::Object(shapes)) => shapes,
        Some(_) => panic!("{service}: the added facts have no shapes"),
        None => Map::new(),
    }
}

/// The text that [`added_shapes`] are read from.
pub fn added_text(service: &str) -> Option<String> {
    let path = path(&format!("facts/{service}.links.facts.json"));
    path.exists().then(|| read_path(&path))
}

/// The names of each shape's members in the order of the model's text, which [`Value`] does not keep.
pub fn member_order(model_text: &str) -> BTreeMap<String, Vec<String>> {
    let shapes = entries(model_text).find(|(key, _)| key == "shapes");
    let (_, shapes) = shapes.expect("a model has shapes");
    entries(shapes)
        .filter_map(|(id, shape)| {
            let (_, members) = entries(shape).find(|(key, _)| key == "members")?;
            Some((id, entries(members).map(|(name, _)| name).collect()))
        })
        .collect()
}

/// The entries of a JSON object in the order of its text: raw values point into the text they were read from.
fn entries(object: &str) -> impl Iterator<Item = (String, &str)> {
    let object: BTreeMap<String, &RawValue> = serde_json::from_str(object).expect("a JSON object");
    let mut entries: Vec<_> = object
        .into_iter()
        .map(|(key, value)| (key, value.get()))
        .collect();
    entries.sort_by_key(|(_, value)| value.as_ptr());
    entries.into_iter()
}

/// The entries of the object `value[key]`; none where it is absent.
pub fn fields<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value[key].as_object().into_iter().flatten()
}

/// The entries of the array `value[key]`; none where it is absent.
pub fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

/// The text `value[key]`.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("`{key}` is not text in {value}"))
}

fn read(relative: &str) -> String {
    read_path(&path(relative))
}

fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn read_path(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("a JSON document")
}

#[test]
fn members_come_in_the_order_of_the_text() {
    let text = r#"{"shapes": {"a#B": {"members": {"z": {}, "a": {}, "m": {}}}, "a#C": {}}}"#;
    let order = member_order(text);
    assert_eq!(order["a#B"], ["z", "a", "m"]);
    assert_eq!(order.len(), 1);
}

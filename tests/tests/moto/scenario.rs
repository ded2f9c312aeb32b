//! Scenarios: calls of a service, each with values that earlier ones returned.

use crate::process::Process;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A call.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The operation.
    pub call: String,
    /// The reason for the call, for readers.
    #[serde(rename = "shows")]
    _shows: Option<String>,
    /// The input, with serde's names; `${name}` in a string is a saved value.
    #[serde(default)]
    input: Map<String, Value>,
    /// Names of values in the result, by JSON pointers.
    #[serde(default)]
    save: BTreeMap<String, String>,
    /// True for the pages of the operation.
    #[serde(default)]
    pub pages: bool,
    /// The body, in base64, if the call is presigned, and sent by another.
    #[serde(default)]
    send: Option<String>,
}

/// Returns the calls of a service.
pub fn steps(service: &str) -> Vec<Step> {
    let path = file("scenarios", service);
    let text = fs::read_to_string(&path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the results of boto3.
pub fn facts(service: &str) -> Vec<Value> {
    let text = fs::read_to_string(file("facts", service)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The file of a service in a folder beside this file.
pub fn file(folder: &str, service: &str) -> PathBuf {
    let moto = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/moto");
    moto.join(folder).join(format!("{service}.json"))
}

/// Makes the calls by a process, those that are presigned by another, and returns their results.
pub fn run(service: &str, steps: &[Step], calls: &mut Process, sends: &mut Process) -> Vec<Value> {
    let mut saved = BTreeMap::new();
    let results = steps.iter().map(|step| {
        let mut input = Value::Object(step.input.clone());
        replace(&mut input, &saved);
        let call = json!({
            "service": service,
            "operation": step.call,
            "input": input,
            "pages": step.pages,
            "presigned": step.send.is_some(),
        });
        let mut result = ask(calls, &call);
        if let Some(body) = &step.send {
            result["body"] = json!(body);
            result = ask(sends, &result);
        }
        for (name, pointer) in &step.save {
            let value = result.pointer(pointer).and_then(Value::as_str);
            let value = value.unwrap_or_else(|| panic!("{call}: {pointer} in {result:#}"));
            saved.insert(format!("${{{name}}}"), value.to_owned());
        }
        result
    });
    results.collect()
}

fn ask(process: &mut Process, line: &Value) -> Value {
    serde_json::from_str(&process.ask(&line.to_string())).unwrap()
}

/// Replaces names by saved values.
fn replace(value: &mut Value, saved: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            for (name, value) in saved {
                *text = text.replace(name, value);
            }
            assert!(!text.contains("${"), "{text} is not saved");
        }
        Value::Array(values) => values.iter_mut().for_each(|it| replace(it, saved)),
        Value::Object(members) => members.values_mut().for_each(|it| replace(it, saved)),
        _ => {}
    }
}

//! The cases of AWS's benchmark of serialization and deserialization, read from its model.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use std::error::Error;

pub type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// A protocol test that is a case of the benchmark.
pub struct Test {
    /// The direction, `write` or `read`, and the id without the protocol.
    pub name: String,
    /// The operation, whose request is written or whose response is read.
    pub operation: String,
    pub is_request: bool,
    /// The value of a request, with Base64 for blobs.
    pub params: Value,
    /// The headers of a response.
    pub headers: Vec<(String, String)>,
    /// The body of a response: text, or Base64 if the format is binary.
    pub body: String,
}

/// Reads the model, whose path is the program's argument.
///
/// # Errors
/// There is no path, or no model.
pub fn model() -> Result<Value> {
    let path = std::env::args()
        .nth(1)
        .ok_or("the path of the model is missing")?;
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}

/// Returns the cases of a protocol, by its name without a namespace.
///
/// # Errors
/// There is none.
pub fn tests(model: &Value, protocol: &str) -> Result<Vec<Test>> {
    let shapes = model["shapes"]
        .as_object()
        .ok_or("a model without shapes")?;
    let mut tests = Vec::new();
    for (id, shape) in shapes {
        for (is_request, kind) in [(true, "httpRequestTests"), (false, "httpResponseTests")] {
            let all = shape["traits"][format!("smithy.test#{kind}")].as_array();
            let mine = all.into_iter().flatten().filter(|it| belongs(it, protocol));
            tests.extend(mine.map(|it| test(last(id), is_request, protocol, it)));
        }
    }
    if tests.is_empty() {
        return Err(format!("a model without cases of {protocol}").into());
    }
    Ok(tests)
}

fn belongs(test: &Value, protocol: &str) -> bool {
    let mut tags = test["tags"].as_array().into_iter().flatten();
    last(text(&test["protocol"])) == protocol && tags.any(|tag| tag == "serde-benchmark")
}

fn test(operation: &str, is_request: bool, protocol: &str, test: &Value) -> Test {
    let id = text(&test["id"]);
    let id = id
        .strip_prefix(protocol)
        .unwrap_or(id)
        .trim_start_matches('_');
    let direction = if is_request { "write" } else { "read" };
    Test {
        name: format!("{direction} {id}"),
        operation: operation.to_owned(),
        is_request,
        params: with_base64(&test["params"]),
        headers: headers(&test["headers"]),
        body: text(&test["body"]).to_owned(),
    }
}

fn headers(headers: &Value) -> Vec<(String, String)> {
    let headers = headers.as_object().into_iter().flatten();
    let owned = |(name, value): (&String, &Value)| (name.to_lowercase(), text(value).to_owned());
    headers.map(owned).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The name in a shape id.
fn last(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or_default()
}

/// Returns params with Base64 for blobs, which protocol tests have as plain strings. The members `B` and `BS` of
/// attribute values are the only blobs; an attribute of that name has an object.
fn with_base64(params: &Value) -> Value {
    let encoded = |value: &Value| match value {
        Value::String(text) => BASE64_STANDARD.encode(text).into(),
        other => with_base64(other),
    };
    match params {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let value = match (name.as_str(), value) {
                    ("B", _) => encoded(value),
                    ("BS", Value::Array(items)) => items.iter().map(encoded).collect(),
                    _ => with_base64(value),
                };
                (name.clone(), value)
            })
            .collect(),
        Value::Array(items) => items.iter().map(with_base64).collect(),
        other => other.clone(),
    }
}

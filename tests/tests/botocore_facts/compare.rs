//! Comparison of a message with a fact, as far as the protocol leaves no choice: the order of query parameters and of
//! members, blanks around items of lists, and spellings of numbers may differ.

mod body;

use body::same_body;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Headers that clients add: botocore does so after it has serialized a request, and in handlers of some services.
const ADDED: [&str; 11] = [
    "accept",
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "authorization",
    "content-length",
    "content-md5",
    "user-agent",
    "x-amz-date",
    "x-amz-glacier-version",
    "x-amz-user-agent",
    "host",
];

/// Returns the difference between a fact and what was found, if there is one.
pub fn problem(fact: &Value, found: &Value) -> Option<String> {
    if let Some(failure) = found.get("failure") {
        return Some(format!("fails: {failure}"));
    }
    if let Some(error) = fact.get("error") {
        return other_error(error, fact, found);
    }
    if let Some(output) = fact.get("output") {
        let is_same = same(&with_empty_maps(output, &found["output"]), &found["output"]);
        return (!is_same).then(|| "another output".to_owned());
    }
    if fact["method"] != found["method"] {
        return Some("another method".to_owned());
    }
    let [expected, url] = [fact, found].map(|it| target(it["url"].as_str().unwrap()));
    if expected != url {
        return Some(format!("another URL: {expected:?} and {url:?}"));
    }
    let [expected, headers] = [fact, found].map(headers);
    let body = bytes(found);
    if let Some(length) = headers.get("content-length")
        && *length != body.len().to_string()
        && fact != found
    {
        return Some("another length than that of the body".to_owned());
    }
    other_header(&expected, &headers).or_else(|| {
        let media_type = expected.get("content-type").map_or("", |it| media_type(it));
        let is_same = same_body(media_type, &bytes(fact), &body);
        (!is_same).then(|| "another body".to_owned())
    })
}

/// Compares the generic parts of an error; those of a modeled one, which has no JSON, are in its `Debug`.
fn other_error(error: &Value, fact: &Value, found: &Value) -> Option<String> {
    if *error != found["error"] {
        return Some("another error".to_owned());
    }
    let shown = found["shown"].as_str().unwrap();
    let members = fact["members"].as_array().unwrap().iter();
    let mut members = members.map(|it| it.as_str().unwrap());
    if !shown.starts_with("Some(") {
        return Some("the error is not known".to_owned());
    }
    let missing = members.find(|it| !shown.contains(it));
    missing.map(|it| format!("the error is without {it:?}"))
}

fn media_type(header: &str) -> &str {
    header.split(';').next().unwrap_or_default()
}

/// Returns an output with the maps that are empty in `found`: without a header with their prefix botocore leaves maps of headers
/// out, and Smithy's case `HttpPrefixHeadersAreNotPresent` has an empty one.
fn with_empty_maps(output: &Value, found: &Value) -> Value {
    let mut output = output.clone();
    if let (Some(output), Some(found)) = (output.as_object_mut(), found.as_object()) {
        for (name, value) in found.iter().filter(|(_, it)| **it == json!({})) {
            output.entry(name).or_insert_with(|| value.clone());
        }
    }
    output
}

fn other_header(
    expected: &BTreeMap<String, String>,
    headers: &BTreeMap<String, String>,
) -> Option<String> {
    let names = expected.keys().chain(headers.keys());
    for name in names.filter(|it| !ADDED.contains(&it.as_str())) {
        let [expected, found] = [expected, headers].map(|it| it.get(name));
        let is_same = match (expected, found) {
            (Some(expected), Some(found)) if name == "content-type" => {
                media_type(expected) == media_type(found)
            }
            (Some(expected), Some(found)) => expected == found || items(expected) == items(found),
            // The type of a raw payload, which Smithy's protocol tests have.
            (None, Some(_)) => name == "content-type",
            _ => false,
        };
        if !is_same {
            return Some(format!("another header {name}: {expected:?} and {found:?}"));
        }
    }
    None
}

/// Host, path, and query parameters in order of their names.
fn target(url: &str) -> (String, String, Vec<(String, String)>) {
    let url = url.strip_prefix("https://").unwrap();
    let (url, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = url.split_once('/').unwrap_or((url, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut pairs: Vec<_> = pairs
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect();
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    (host.to_ascii_lowercase(), path.to_owned(), pairs)
}

/// Percent-decodes a text (RFC 3986, section 2.1).
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next().unwrap()).to_digit(16).unwrap();
        bytes.push(match byte {
            b'%' => u8::try_from(digit() * 16 + digit()).unwrap(),
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// Items of a list in a header (RFC 9110, section 5.6.1).
fn items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut is_quoted = false;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let item = items.last_mut().unwrap();
        match character {
            '"' => is_quoted = !is_quoted,
            '\\' if is_quoted => item.extend(characters.next()),
            ',' if !is_quoted => items.push(String::new()),
            character => item.push(character),
        }
    }
    items.iter().map(|item| item.trim().to_owned()).collect()
}

fn headers(message: &Value) -> BTreeMap<String, String> {
    let headers = message["headers"].as_array().unwrap().iter();
    let text = |it: &Value| it.as_str().unwrap().to_owned();
    headers
        .map(|it| (text(&it[0]).to_ascii_lowercase(), text(&it[1])))
        .collect()
}

fn bytes(message: &Value) -> Vec<u8> {
    let digits = message["body"].as_str().unwrap().as_bytes();
    let digit = |it: u8| char::from(it).to_digit(16).unwrap();
    let bytes = digits.chunks(2);
    bytes
        .map(|pair| u8::try_from(digit(pair[0]) * 16 + digit(pair[1])).unwrap())
        .collect()
}

/// Compares JSON, numbers by their values.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) if a != b => {
            let is_float = |it: &serde_json::Number| it.is_f64();
            (is_float(a) || is_float(b)) && a.as_f64() == b.as_f64()
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let is_same = |(key, a): (&String, &Value)| b.get(key).is_some_and(|b| same(a, b));
            a.len() == b.len() && a.iter().all(is_same)
        }
        (a, b) => a == b,
    }
}

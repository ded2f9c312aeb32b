//! Diagnostics of pagination, waiters and endpoint parameters that do not fit their shapes: the place, the problem, the
//! help.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod endpoint_parameters;
mod pagination;
mod paths;
mod waiters;

use std::fs;

use codegen::Output;
use codegen::support::diagnostic::{Diagnostic, Diagnostics};
use serde_json::{Value, json};
use tempfile::TempDir;

const OPERATION: &str = "/shapes/example#List/traits/";

/// A service with one operation, which has these traits, as has the service. A second file applies others.
fn run(service: &Value, operation: &Value, applied: &Value) -> Result<(), Diagnostics> {
    generate(service, operation, applied).map(|_| ())
}

/// The diagnostics of traits that a second file applies, with which the crate is still written.
fn warnings(applied: &Value) -> Vec<Diagnostic> {
    let output = generate(&json!({}), &json!({}), applied);
    output.unwrap().warnings.into_iter().collect()
}

fn generate(service: &Value, operation: &Value, applied: &Value) -> Result<Output, Diagnostics> {
    let text = json!({"target": "smithy.api#String"});
    let texts = json!({"target": "example#Texts"});
    let mut of_service = json!({"aws.protocols#awsJson1_0": {}});
    merge(&mut of_service, service);
    let model = json!({"smithy": "2.0", "shapes": {
        "example#Service": {
            "type": "service", "version": "2026-01-01", "operations": [{"target": "example#List"}],
            "traits": of_service,
        },
        "example#List": {
            "type": "operation", "input": {"target": "example#In"}, "output": {"target": "example#Out"},
            "traits": operation,
        },
        "example#In": {"type": "structure", "members": {
            "Token": text, "Size": {"target": "smithy.api#Integer"}, "Texts": texts,
            "Sparse": {"target": "example#Sparse"}, "Map": {"target": "example#Map"},
            "Inner": {"target": "example#Inner"}, "Inners": {"target": "example#Inners"},
            "Choice": {"target": "example#Choice"},
            "Needed": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
        }},
        "example#Out": {"type": "structure", "members": {
            "Token": text, "Texts": texts, "Count": {"target": "smithy.api#Integer"},
            "Inner": {"target": "example#Inner"}, "Inners": {"target": "example#Inners"},
            "Sparse": {"target": "example#Sparse"}, "At": {"target": "smithy.api#Timestamp"},
            "Map": {"target": "example#Map"}, "Choice": {"target": "example#Choice"},
        }},
        "example#Inner": {"type": "structure", "members": {
            "Token": text, "Texts": texts, "Ready": {"target": "smithy.api#Boolean"},
            "Inner": {"target": "example#Inner"},
        }},
        "example#Inners": {"type": "list", "member": {"target": "example#Inner"}},
        "example#Texts": {"type": "list", "member": text},
        "example#Sparse": {"type": "list", "member": text, "traits": {"smithy.api#sparse": {}}},
        "example#Map": {"type": "map", "key": text, "value": {"target": "example#Inner"}},
        "example#Choice": {"type": "union", "members": {
            "Text": text, "Nothing": {"target": "smithy.api#Unit"},
        }},
    }});
    let overlay = json!({"smithy": "2.0", "shapes": {
        "example#List": {"type": "apply", "traits": applied},
    }});
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    write("model.json", model.to_string());
    write("overlay.json", overlay.to_string());
    let manifest = "[crate]\npath = \"out\"\nruntime = { version = \"1\" }\n\
                    [service.example]\nmodels = [\"model.json\", \"overlay.json\"]\n";
    write("codegen.toml", manifest.to_owned());
    codegen::generate(&folder.path().join("codegen.toml"))
}

fn merge(into: &mut Value, more: &Value) {
    let into = into.as_object_mut().unwrap();
    into.extend(more.as_object().unwrap().clone());
}

/// The only thing that is said.
fn only(result: Result<(), Diagnostics>, of: &Value) -> Diagnostic {
    let Err(found) = result else {
        panic!("{of} is accepted");
    };
    let mut found = found.into_iter();
    let (first, second) = (found.next().unwrap(), found.next());
    assert!(second.is_none(), "{of}: {first}\n{second:?}");
    assert!(first.help.is_some(), "{first}");
    first
}

//! Requests and responses of restJson1, compared with those of botocore: an implementation that shares nothing with this one.
//!
//! The facts of the project's own model, `tests/facts/rest_json/bindings.jsonl`, were made by the script beside them:
//! ```sh
//! python3 tests/facts/rest_json/botocore_facts.py tests/records/bindings.json 1 8 > tests/facts/rest_json/bindings.jsonl
//! ```

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod compare;
mod slow;

use compare::problem;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tests::records::Driver;
use tests::workspace;

#[test]
fn messages_of_all_bindings_are_those_of_botocore() {
    let facts = workspace().join("tests/facts/rest_json/bindings.jsonl");
    let facts = fs::read_to_string(facts).unwrap();
    let compared = compare(&workspace().join("tests/records/bindings.json"), &facts);
    assert_eq!(compared, facts.lines().count());
}

/// Compares the messages of a model's operations with facts, and returns their number.
fn compare(model: &Path, facts: &str) -> usize {
    let driver = Driver::write(model).unwrap_or_else(|error| panic!("{error}"));
    let facts = facts
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let is_called = |fact: &Value| driver.names().iter().any(|it| fact["operation"] == *it);
    // The program has no operations with streams.
    let facts = facts.filter(is_called);
    let facts: Vec<Value> = facts.collect();
    let calls: Vec<String> = facts.iter().map(|fact| call(fact).to_string()).collect();
    let texts = driver.texts(&calls);
    let texts = texts.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(facts.len(), texts.len());
    let problems = facts.iter().zip(&texts).filter_map(|(fact, text)| {
        let found = serde_json::from_str(text).unwrap_or_else(|_| json!({ "error": text }));
        let problem = problem(fact, &found)?;
        Some(format!(
            "{}: {problem}\n  fact  {fact}\n  found {text}",
            fact["operation"]
        ))
    });
    let problems: Vec<String> = problems.collect();
    let some: Vec<&str> = problems.iter().take(10).map(String::as_str).collect();
    assert!(
        problems.is_empty(),
        "{} differ:\n{}",
        problems.len(),
        some.join("\n")
    );
    facts.len()
}

/// The call of a fact, as `tests/records/call.rs` reads it.
fn call(fact: &Value) -> Value {
    let mut call = json!({
        "operation": fact["operation"],
        "json": true,
        "input": fact["input"].to_string(),
    });
    if let Some(status) = fact.get("status") {
        call["status"] = status.clone();
        call["headers"] = fact["headers"].clone();
        call["body"] = fact["body"].clone();
    }
    call
}

#[test]
fn a_difference_is_found() {
    let facts = workspace().join("tests/facts/rest_json/bindings.jsonl");
    let facts = fs::read_to_string(facts).unwrap();
    for line in facts.lines() {
        let fact: Value = serde_json::from_str(line).unwrap();
        assert_eq!(problem(&fact, &fact), None);
        let keys = match fact.get("output") {
            Some(_) => vec!["output"],
            None => vec!["method", "url", "headers", "body"],
        };
        for key in keys {
            let mut other = fact.clone();
            other[key] = match key {
                "headers" => json!([["x-amz-other", "1"]]),
                "output" => json!({ "other": 1 }),
                "body" => json!("7b2278223a317d"),
                _ => json!(format!("{}x", fact[key].as_str().unwrap())),
            };
            assert!(problem(&fact, &other).is_some(), "{key}: {fact}");
        }
    }
}

//! Requests and responses of protocols whose bodies or bindings have rules of their own, compared with those of botocore: an
//! implementation that shares nothing with this one.
//!
//! The facts of the project's own models were made by the script beside them:
//! ```sh
//! cd tests/facts/botocore
//! python3 botocore_facts.py ../../records/bindings.json 1 8 > rest_json.jsonl
//! for it in rest_xml aws_query ec2_query; do python3 botocore_facts.py $it.json 1 12 > $it.jsonl; done
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

/// Facts and their models.
const FACTS: [(&str, &str); 4] = [
    ("rest_json", "records/bindings.json"),
    ("rest_xml", "facts/botocore/rest_xml.json"),
    ("aws_query", "facts/botocore/aws_query.json"),
    ("ec2_query", "facts/botocore/ec2_query.json"),
];

#[test]
fn messages_of_the_own_models_are_those_of_botocore() {
    for (name, model) in FACTS {
        let facts = facts(name);
        let compared = compare(&workspace().join("tests").join(model), &[], &facts);
        assert_eq!(compared, facts.lines().count(), "{name}");
    }
}

fn facts(name: &str) -> String {
    let facts = format!("tests/facts/botocore/{name}.jsonl");
    fs::read_to_string(workspace().join(facts)).unwrap()
}

/// Compares the messages of a model's operations, all or those that match a glob, with facts, and returns their number.
fn compare(model: &Path, globs: &[&str], facts: &str) -> usize {
    let driver = Driver::write_some(model, globs).unwrap_or_else(|error| panic!("{error}"));
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
        let found = serde_json::from_str(text).unwrap_or_else(|_| json!({ "failure": text }));
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
    for line in FACTS
        .map(|(name, _)| facts(name))
        .iter()
        .flat_map(|it| it.lines())
    {
        let mut fact: Value = serde_json::from_str(line).unwrap();
        if let Some(members) = fact.get("members") {
            fact["shown"] = json!(format!("Some({members})"));
        }
        assert_eq!(problem(&fact, &fact), None);
        let mut keys = vec!["method", "url", "headers", "body"];
        for name in ["output", "error"] {
            if fact.get(name).is_some() {
                keys = vec![name];
            }
        }
        for key in keys {
            let mut other = fact.clone();
            other[key] = match key {
                "headers" => json!([["x-amz-other", "1"]]),
                "output" | "error" => json!({ "other": 1 }),
                // `a=1`
                "body" if line.contains("x-www-form-urlencoded") => json!("613d31"),
                "body" => json!("7b2278223a317d"),
                _ => json!(format!("{}x", fact[key].as_str().unwrap())),
            };
            assert!(problem(&fact, &other).is_some(), "{key}: {fact}");
        }
    }
}

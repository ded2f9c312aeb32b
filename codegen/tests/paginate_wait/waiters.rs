//! Waiters that are none.

use codegen::support::diagnostic::{Diagnostic, Severity};
use serde_json::{Value, json};

use crate::{OPERATION, only, run, warnings};

fn waitable(waiter: Value) -> Value {
    json!({"smithy.waiters#waitable": {"Done": waiter}})
}

pub fn success(matcher: Value) -> Value {
    waitable(json!({"acceptors": [{"state": "success", "matcher": matcher}]}))
}

pub fn output(path: &str, comparator: &str, expected: &str) -> Value {
    json!({"output": {"path": path, "comparator": comparator, "expected": expected}})
}

/// The diagnostics of a waiter that a second file applies, with their places inside of the waiter.
pub fn refused(applied: &Value) -> (String, Diagnostic) {
    let found = only(run(&json!({}), &json!({}), applied), applied);
    let file = found.location.file.clone().unwrap();
    assert!(file.ends_with("overlay.json"), "{found}");
    let pointer = found.location.pointer.clone().unwrap();
    let prefix = format!("{OPERATION}smithy.waiters#waitable/Done");
    (pointer.strip_prefix(&prefix).unwrap().to_owned(), found)
}

/// Waiters, places inside of them, and what is said.
const REFUSED: &str = r#"
{} =>  => the waiter has no acceptor with the state success, so it never succeeds
{"acceptors": []} => /acceptors => the waiter has no acceptor with the state success, so it never succeeds
{"acceptors": [{"state": "retry", "matcher": {"success": true}}]} => /acceptors => the waiter has no acceptor with the state success, so it never succeeds
{"acceptors": [{"matcher": {"success": true}}]} => /acceptors/0 => the acceptor has no string `state`
{"acceptors": [{"state": "done", "matcher": {"success": true}}]} => /acceptors/0/state => `done` is not a state of an acceptor
{"acceptors": [{"state": "success"}]} => /acceptors/0 => the acceptor has no matcher, or a matcher of several kinds
{"acceptors": [{"state": "success", "matcher": {"success": true, "errorType": "Gone"}}]} => /acceptors/0/matcher => the acceptor has no matcher, or a matcher of several kinds
{"acceptors": [{"state": "success", "matcher": {"input": {}}}]} => /acceptors/0/matcher/input => `input` is not a matcher
{"acceptors": [{"state": "success", "matcher": {"success": "true"}}]} => /acceptors/0/matcher/success => the matcher `success` is a string
{"acceptors": [{"state": "success", "matcher": {"output": {"path": "Token", "expected": "x"}}}]} => /acceptors/0/matcher/output => the matcher has no string `comparator`
{"acceptors": [{"state": "success", "matcher": {"output": {"path": "Token", "comparator": "equals", "expected": "x"}}}]} => /acceptors/0/matcher/output/comparator => `equals` is not a comparator
{"acceptors": [{"state": "success", "matcher": {"output": {"path": "Inner.Ready", "comparator": "booleanEquals", "expected": "yes"}}}]} => /acceptors/0/matcher/output/expected => `yes` is not a boolean
{"acceptors": [{"state": "success", "matcher": {"success": true}}], "minDelay": 0} => /minDelay => the waiter's `minDelay` is not a whole number of seconds from 1
{"acceptors": [{"state": "success", "matcher": {"success": true}}], "maxDelay": 1.5} => /maxDelay => the waiter's `maxDelay` is not a whole number of seconds from 1
{"acceptors": [{"state": "success", "matcher": {"success": true}}], "minDelay": 9, "maxDelay": 8} =>  => the waiter's minimum delay, 9 s, is above its maximum, 8 s
"#;

#[test]
fn waiters_that_are_no_waiters_are_refused() {
    for row in REFUSED.trim().lines() {
        let parts: Vec<&str> = row.split(" => ").collect();
        let [waiter, at, message] = parts.as_slice() else {
            panic!("{row}");
        };
        let waiter: Value = serde_json::from_str(waiter).unwrap();
        let (pointer, found) = refused(&waitable(waiter));
        assert_eq!((pointer.as_str(), found.message.as_str()), (*at, *message));
    }
}

#[test]
fn a_trait_that_is_no_object_is_refused() {
    let applied = json!({"smithy.waiters#waitable": ["Done"]});
    let found = only(run(&json!({}), &json!({}), &applied), &applied);
    assert_eq!(
        found.message,
        "the trait `smithy.waiters#waitable` is an array, not an object"
    );
}

/// A newer form of the trait lets acceptors name a message: that is not shown, which a warning says.
#[test]
fn what_is_passed_over_is_named() {
    let acceptor = json!({"state": "success", "matcher": {"success": true}, "message": "Token"});
    let found = warnings(&waitable(json!({"acceptors": [acceptor]})));
    let shown: Vec<_> = found
        .iter()
        .map(|it| (it.severity, it.message.as_str()))
        .collect();
    let message = "the acceptor's `message` is ignored";
    assert_eq!(shown, [(Severity::Warning, message)]);
}

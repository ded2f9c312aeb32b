//! What real models say on top of their shapes (pages, waiters, tokens, context parameters, secrets) is all in the code
//! written for them: counted in the JSON of the models here, and in the text of the code.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Map, Value};
use tests::{manifest_of, module, real_models, shared};

/// How often each thing is there.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    /// Operations with pages.
    paginated: usize,
    /// States to wait for.
    waiters: usize,
    /// Operations with a token that makes them idempotent.
    tokens: usize,
    /// Values that operations give to parameters of the endpoint rules.
    context: usize,
    /// Members and types of which nothing is printed.
    secrets: usize,
}

#[test]
fn all_that_models_say_is_in_the_code() {
    let Some(folder) = shared("aws-models") else {
        return;
    };
    let models = real_models(&folder).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let manifest = scratch.path().join("codegen.toml");
    fs::write(&manifest, manifest_of(&models)).unwrap();
    let output = codegen::generate(&manifest).unwrap_or_else(|problems| panic!("{problems}"));

    let mut found: BTreeMap<String, Counts> = BTreeMap::new();
    for (path, text) in output.files.iter() {
        if let Some((service, file)) = path
            .strip_prefix("src/")
            .and_then(|path| path.split_once('/'))
        {
            count_in_code(file, text, found.entry(service.to_owned()).or_default());
        }
    }
    let expected: BTreeMap<String, Counts> = models
        .iter()
        .map(|path| {
            let model: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
            (
                module(path),
                count_in_model(model["shapes"].as_object().unwrap()),
            )
        })
        .collect();
    assert_eq!(found, expected);
    let waiters: usize = expected.values().map(|it| it.waiters).sum();
    assert!(waiters > 0, "there is nothing to count");
}

/// Counts the items of a written file.
fn count_in_code(file: &str, text: &str, counts: &mut Counts) {
    counts.paginated += text.matches("\nimpl Paginated for ").count();
    counts.waiters += text.matches("\nimpl Waiter for ").count();
    counts.tokens += text.matches("fn idempotency_token(input: ").count();
    counts.secrets += text.matches("&Sensitive").count();
    counts.secrets += text.matches("runtime::sensitive_").count();
    if file.starts_with("operation/") {
        counts.context += text
            .split("Parameters::from(built_ins)")
            .skip(1)
            .map(calls)
            .sum::<usize>();
    }
}

/// How many methods the statement at the start of `code` calls in a row.
fn calls(code: &str) -> usize {
    let mut depth = 0;
    let mut calls = 0;
    for c in code.chars().take_while(|c| *c != ';') {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '.' if depth == 0 => calls += 1,
            _ => {}
        }
    }
    calls
}

type Shapes = Map<String, Value>;

fn count_in_model(shapes: &Shapes) -> Counts {
    let mut counts = Counts::default();
    for shape in shapes.values() {
        match shape["type"].as_str().unwrap() {
            "operation" => count_operation(shape, shapes, &mut counts),
            // A type that is a secret prints nothing of what is in it.
            "structure" | "union" | "enum" | "intEnum" if is_sensitive(shape) => {
                counts.secrets += 1
            }
            "structure" | "union" => {
                let members = shape["members"].as_object().unwrap().values();
                counts.secrets += members.filter(|member| is_secret(member, shapes)).count();
            }
            _ => {}
        }
    }
    counts
}

fn count_operation(operation: &Value, shapes: &Shapes, counts: &mut Counts) {
    let size = |id: &str| operation["traits"][id].as_object().map_or(0, Map::len);
    counts.paginated += usize::from(!operation["traits"]["smithy.api#paginated"].is_null());
    counts.waiters += size("smithy.waiters#waitable");
    counts.context += size("smithy.rules#staticContextParams");
    counts.context += size("smithy.rules#operationContextParams");
    let input = shapes.get(operation["input"]["target"].as_str().unwrap());
    let members = input.and_then(|input| input["members"].as_object());
    for member in members.into_iter().flatten().map(|(_, member)| member) {
        let has = |id: &str| usize::from(!member["traits"][id].is_null());
        counts.tokens += has("smithy.api#idempotencyToken");
        counts.context += has("smithy.rules#contextParam");
    }
}

fn is_sensitive(shape: &Value) -> bool {
    !shape["traits"]["smithy.api#sensitive"].is_null()
}

/// Whether a member is a secret by itself, or has one in it that is no type of its own.
fn is_secret(member: &Value, shapes: &Shapes) -> bool {
    if is_sensitive(member) {
        return true;
    }
    let Some(target) = shapes.get(member["target"].as_str().unwrap()) else {
        return false;
    };
    match target["type"].as_str().unwrap() {
        "structure" | "union" | "enum" | "intEnum" => false,
        "list" => is_sensitive(target) || is_secret(&target["member"], shapes),
        "map" => {
            is_sensitive(target)
                || is_secret(&target["key"], shapes)
                || is_secret(&target["value"], shapes)
        }
        _ => is_sensitive(target),
    }
}

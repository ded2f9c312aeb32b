//! `api-gateway`: GetApiKeys, CreateApiKey and GetApiKey of the API reference of Amazon API Gateway.

use serde_json::{Value, json};

use crate::run::{self, Run, body, header, is_signed_for, run};
use crate::server::Reply;
use crate::workspace::Programs;

const ID: &str = "a1b2c3d4e5";
const VALUE: &str = "Zk3xEXAMPLEvalueOfAnApiKey0123456789abcd";

/// Runs all cases.
pub fn check(programs: &Programs) {
    found(programs);
    created(programs);
    values(programs);
    secrets_in_responses_that_fail(programs);
}

/// An API key as the service returns it.
fn key(name: &str, id: &str) -> Value {
    json!({
        "id": id,
        "name": name,
        "enabled": true,
        "createdDate": 1_764_000_000,
        "lastUpdatedDate": 1_764_000_000,
        "stageKeys": [],
    })
}

fn with_value() -> Value {
    let mut key = key("partner", ID);
    key["value"] = json!(VALUE);
    key
}

/// All requests ask for JSON, and are signed by the service's name for signatures.
fn sent(run: &Run, targets: &[&str]) {
    assert_eq!(run.targets(), targets);
    for request in &run.requests {
        assert_eq!(header(request, "accept"), ["application/json"]);
        is_signed_for(request, "apigateway");
    }
}

/// The query matches the start of names, and the name is on the second page.
fn found(programs: &Programs) {
    let first = json!({"item": [key("partner-2", "0000000000")], "position": "p/2"});
    let second = json!({"item": [key("partner", ID), key("partner", "0000000001")]});
    let replies = vec![run::json(200, &first), run::json(200, &second)];
    let run = run(programs, &["api-gateway", "partner"], replies);
    run.ends(0, &format!("partner has the id {ID}\n"), "");
    let targets = [
        "GET /apikeys?name=partner",
        "GET /apikeys?name=partner&position=p%2F2",
    ];
    sent(&run, &targets);
    let bodies = run.requests.iter().map(|it| it.body.len());
    assert_eq!(bodies.sum::<usize>(), 0);
}

fn created(programs: &Programs) {
    let none = json!({"item": []});
    let replies = vec![run::json(200, &none), run::json(201, &with_value())];
    let run = run(programs, &["api-gateway", "a partner"], replies);
    run.ends(0, &format!("a partner has the id {ID}\n"), "");
    sent(&run, &["GET /apikeys?name=a%20partner", "POST /apikeys"]);
    let request = &run.requests[1];
    assert_eq!(header(request, "content-type"), ["application/json"]);
    assert_eq!(body(request), json!({"name": "a partner", "enabled": true}));
}

/// Prints the value, so that a pipe gets it alone.
fn values(programs: &Programs) {
    let program = ["api-gateway", "partner", "--value"];
    let list = run::json(200, &json!({"item": [key("partner", ID)]}));
    let get = format!("GET /apikeys/{ID}?includeValue=true");
    let targets = ["GET /apikeys?name=partner", &get];

    let replies = vec![list.clone(), run::json(200, &with_value())];
    let run = run(programs, &program, replies);
    run.ends(0, &format!("{VALUE}\n"), "");
    sent(&run, &targets);

    let message = json!({"message": "Invalid API Key identifier specified"});
    let replies = vec![list, run::error(404, "NotFoundException", &message)];
    let run = run::run(programs, &program, replies);
    run.ends(1, "", "error: the key was deleted\n");
    sent(&run, &targets);
}

fn secrets_in_responses_that_fail(programs: &Programs) {
    let whole = with_value().to_string();
    let cut = whole.strip_suffix('}').unwrap();
    let mistyped = whole.replace("true", &format!("\"{VALUE}\""));
    for text in [cut, &mistyped] {
        let none = run::json(200, &json!({"item": []}));
        let replies = vec![none, Reply::new(201, text)];
        let run = run(programs, &["api-gateway", "partner"], replies);
        assert_eq!((run.code, &*run.out), (Some(1), ""));
        assert!(run.err.contains("CreateApiKey"), "{}", run.err);
        assert!(!run.err.contains("EXAMPLE"), "{}", run.err);
    }
}

//! The operation of restJson1 among the calls: its name is in the path, in headers and in the body.

pub use crate::rest_service::Service;
use crate::rest_service::{PutInput, PutOutput};
use crate::server::{Received, Reply};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Input with a name in each part of the request.
pub fn input(name: &str) -> PutInput {
    PutInput {
        label: name.to_owned(),
        rest: format!("a/{name}"),
        text: Some(name.to_owned()),
        texts: None,
        params: Some(BTreeMap::from([("p".to_owned(), vec![name.to_owned()])])),
        header: Some(name.to_owned()),
        list: Some(vec![name.to_owned(), String::new()]),
        meta: Some(BTreeMap::from([("k".to_owned(), name.to_owned())])),
        body: Some(name.to_owned()),
        account: "a".to_owned(),
    }
}

/// Returns the name in a request of the operation, which all of its parts have.
pub fn name_of(request: &Received) -> Option<String> {
    let name = request.target.strip_prefix("/things/")?;
    let (name, _) = name.split_once('/')?;
    assert_eq!(request.method, "PUT");
    let target = format!("/things/{name}/parts/a/{name}?v=1&flag&q={name}&p={name}");
    assert_eq!(request.target, target);
    for (header, value) in [
        ("x-text", name.to_owned()),
        ("x-list", format!("{name}, \"\"")),
        ("x-meta-k", name.to_owned()),
    ] {
        assert_eq!(request.header(header), Some(value.as_bytes()), "{header}");
    }
    let body: Value = serde_json::from_slice(&request.body).expect("JSON");
    assert_eq!(body, json!({ "body": name, "account": "a" }));
    Some(name.to_owned())
}

/// Returns a response with the name in a header and in the body.
pub fn good(name: &str) -> Reply {
    let body = json!({ "name": name, "unknown": "x".repeat(20) });
    Reply::new(200, body.to_string()).header("ETag", name)
}

/// Returns the name in an output.
pub fn target(output: PutOutput) -> String {
    assert_eq!(output.tag, output.name);
    output.name.unwrap_or_default()
}

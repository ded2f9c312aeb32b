//! Responses of the services of the measurements: the same for every side, so that only the sides differ.

mod content;
pub mod events;
mod s3;

pub use content::{Content, PIECE};
pub use s3::{OBJECT_HEADERS, listing, object};

use serde_json::{Map, Value, json};

/// The status of a repository's sync with 24 events, 4 KB, in the spelling of AWS Proton.
pub fn sync_status() -> Value {
    let events: Vec<Value> = (0..24)
        .map(|number| {
            json!({
                "event": format!("Started to create or update the stack number {number} of the repository"),
                "externalId": format!("8e4d1a3c-0000-4000-8000-{number:012}"),
                "time": 1_764_000_000.25 + f64::from(number),
                "type": "CFN_STACK_SYNC",
            })
        })
        .collect();
    json!({"latestSync": {"startedAt": 1_764_000_000.5, "status": "IN_PROGRESS", "events": events}})
}

/// The same in the spelling of AWS CodeConnections.
pub fn pascal_case(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let upper = |name: &str| name[..1].to_uppercase() + &name[1..];
            let members = object.into_iter();
            Value::Object(
                members
                    .map(|(name, value)| (upper(&name), pascal_case(value)))
                    .collect(),
            )
        }
        Value::Array(elements) => elements.into_iter().map(pascal_case).collect(),
        other => other,
    }
}

/// Ten messages of a queue, 4 KB.
pub fn messages() -> Value {
    let messages: Vec<Value> = (0..10)
        .map(|number| {
            json!({
                "MessageId": format!("5fea7756-0ea4-451a-a703-{number:012}"),
                "ReceiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a".repeat(5),
                "MD5OfBody": "fafb00f5732ab283681e124bf8747ed1",
                "Body": "This is a test message. ".repeat(5),
            })
        })
        .collect();
    json!({"Messages": messages})
}

/// Five functions of Lambda, 4 KB: the members of functions that the service sends for a list of them.
pub fn functions() -> Value {
    let functions: Vec<Value> = (0..5)
        .map(|number| {
            let name = format!("order-events-{number}");
            json!({
                "FunctionName": name,
                "FunctionArn": format!("arn:aws:lambda:eu-west-1:123456789012:function:{name}"),
                "Runtime": "nodejs22.x",
                "Role": format!("arn:aws:iam::123456789012:role/service-role/{name}-role-3qk0w1zt"),
                "Handler": "index.handler",
                "CodeSize": 41_284 + number,
                "Description": "Handles the events of orders",
                "Timeout": 15,
                "MemorySize": 512,
                "LastModified": "2026-11-22T09:14:51.000+0000",
                "CodeSha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
                "Version": "$LATEST",
                "Environment": {"Variables": {"TABLE": "orders", "LOG_LEVEL": "info"}},
                "TracingConfig": {"Mode": "PassThrough"},
                "RevisionId": format!("8e4d1a3c-0000-4000-8000-{number:012}"),
                "PackageType": "Zip",
                "Architectures": ["arm64"],
                "EphemeralStorage": {"Size": 512},
                "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
                "LoggingConfig": {"LogFormat": "Text", "LogGroup": format!("/aws/lambda/{name}")},
            })
        })
        .collect();
    json!({"Functions": functions})
}

/// A page of a DynamoDB table, about 1 MB: every kind of attribute value, and nested ones.
pub fn page() -> Value {
    let items: Vec<Value> = (0..600).map(item).collect();
    json!({"Count": items.len(), "ScannedCount": items.len(), "Items": items})
}

fn item(number: u32) -> Value {
    let lines: Vec<Value> = (0..8)
        .map(|line| {
            json!({"M": {
                "sku": {"S": format!("sku-{number:06}-{line}")},
                "quantity": {"N": line.to_string()},
                "price": {"N": format!("{}.{:02}", number + line, line)},
                "gift": {"BOOL": line % 2 == 0},
                "note": {"NULL": true},
            }})
        })
        .collect();
    let mut item = Map::new();
    item.insert("pk".into(), json!({"S": format!("customer#{number:08}")}));
    item.insert(
        "sk".into(),
        json!({"S": format!("order#2026-11-22T00:00:00Z#{number:08}")}),
    );
    item.insert("total".into(), json!({"N": format!("{number}.50")}));
    item.insert("tags".into(), json!({"SS": ["first", "second", "third"]}));
    item.insert("scores".into(), json!({"NS": ["1", "2.5", "-3"]}));
    item.insert(
        "thumbnail".into(),
        json!({"B": "dGhpcyB0ZXh0IGlzIGJhc2U2NC1lbmNvZGVk".repeat(4)}),
    );
    item.insert(
        "address".into(),
        json!({"M": {
            "street": {"S": "Am Ring 5"},
            "city": {"S": "Zürich"},
            "position": {"M": {"lat": {"N": "47.3769"}, "lon": {"N": "8.5417"}}},
        }}),
    );
    item.insert("lines".into(), json!({"L": lines}));
    Value::Object(item)
}

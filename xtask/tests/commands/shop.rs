//! A project whose service has shapes of every relation to its selected operations.

use crate::world::World;

/// | shape | reached by |
/// |---|---|
/// | `Order`, `Lines`, `Line`, `State` | `GetOrder`, `PutOrder`, `ListOrders` |
/// | `Missing`, `Reason` | errors of `GetOrder` |
/// | `Note` | `PutOrder` |
/// | `Page`, `Orders` | `ListOrders` |
/// | `Events`, `Event` | `WatchOrders`, which streams |
/// | `Denied`, `Cause` | errors of the service |
/// | `Unused` | none |
const MODEL: &str = r##"{
    "smithy": "2.0",
    "shapes": {
        "a#Shop": {
            "type": "service",
            "version": "2026-01-01",
            "operations": [
                { "target": "a#GetOrder" }, { "target": "a#PutOrder" }, { "target": "a#ListOrders" }, { "target": "a#WatchOrders" }
            ],
            "errors": [{ "target": "a#Denied" }],
            "traits": { "aws.auth#sigv4": { "name": "a" }, "aws.protocols#awsQuery": {}, "smithy.api#xmlNamespace": { "uri": "https://a.example/" } }
        },
        "a#GetOrder": {
            "type": "operation",
            "input": { "target": "a#GetOrderInput" },
            "output": { "target": "a#GetOrderOutput" },
            "errors": [{ "target": "a#Missing" }],
            "traits": {
                "smithy.waiters#waitable": {
                    "OrderThere": { "acceptors": [{ "state": "success", "matcher": { "success": true } }] }
                }
            }
        },
        "a#GetOrderInput": { "type": "structure", "members": { "Id": { "target": "smithy.api#String" } } },
        "a#GetOrderOutput": { "type": "structure", "members": { "Order": { "target": "a#Order" } } },
        "a#PutOrder": { "type": "operation", "input": { "target": "a#PutOrderInput" } },
        "a#PutOrderInput": {
            "type": "structure",
            "members": { "Note": { "target": "a#Note" }, "Order": { "target": "a#Order" } }
        },
        "a#ListOrders": { "type": "operation", "output": { "target": "a#Page" } },
        "a#Page": { "type": "structure", "members": { "Orders": { "target": "a#Orders" } } },
        "a#Orders": { "type": "list", "member": { "target": "a#Order" } },
        "a#WatchOrders": { "type": "operation", "output": { "target": "a#WatchOrdersOutput" } },
        "a#WatchOrdersOutput": { "type": "structure", "members": { "Events": { "target": "a#Events" } } },
        "a#Events": {
            "type": "union",
            "members": { "Event": { "target": "a#Event" } },
            "traits": { "smithy.api#streaming": {} }
        },
        "a#Event": { "type": "structure", "members": {} },
        "a#Order": {
            "type": "structure",
            "members": { "Lines": { "target": "a#Lines" }, "State": { "target": "a#State" }, "Parent": { "target": "a#Order" } }
        },
        "a#Lines": { "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "a#Line" } },
        "a#Line": { "type": "structure", "members": { "Count": { "target": "smithy.api#Integer" } } },
        "a#State": { "type": "enum", "members": { "OPEN": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "open" } } } },
        "a#Note": { "type": "structure", "members": { "Text": { "target": "smithy.api#String" } } },
        "a#Missing": {
            "type": "structure",
            "members": { "Reason": { "target": "a#Reason" } },
            "traits": { "smithy.api#error": "client" }
        },
        "a#Reason": { "type": "structure", "members": { "Code": { "target": "smithy.api#Integer" } } },
        "a#Denied": {
            "type": "structure",
            "members": { "Cause": { "target": "a#Cause" } },
            "traits": { "smithy.api#error": "client" }
        },
        "a#Cause": { "type": "structure", "members": { "Code": { "target": "smithy.api#Integer" } } },
        "a#Unused": { "type": "structure", "members": {} }
    }
}"##;

/// A world with the model at `shop.json`, and a manifest that selects operations by these patterns.
pub fn shop(patterns: &str) -> World {
    let world = World::new();
    world.write("shop.json", MODEL);
    let head = "[crate]\npath = \"clients\"\nruntime = { version = \"0.1\" }\n\n";
    let service = "[service.shop]\nmodels = [\"shop.json\"]\n";
    let operations = match patterns {
        "" => String::new(),
        patterns => format!("operations = [{patterns}]\n"),
    };
    world.write("codegen.toml", &format!("{head}{service}{operations}"));
    world
}

//! The Smithy model that the facts describe, without documentation and without the rules inside its endpoint rule set.
//!
//! Every key of a fact is either used here, or named as one that another module uses or that only says how the
//! sources differ. A key that is none of these fails the test, so that no fact is passed over.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::source::{ENDPOINT_RULE_SET, fields, items, text};

/// A trait of the service that the models leave out: the facts say how many tests there are, not what they are.
const ENDPOINT_TESTS: &str = "smithy.rules#endpointTests";

/// Notes, and how other sources order or encode the same thing.
const REMARKS: &[&str] = &[
    "note",
    "notes",
    "memberOrderInB",
    "errorsOrderInB",
    "valueOrderInC",
    "presentIn",
    "absentFrom",
    "sinceAbsentFrom",
    "messageAbsentFrom",
];

/// Facts that [`crate::cross_checks`] compares.
const CROSS_CHECKED: &[&str] = &[
    "role",
    "targetType",
    "memberType",
    "targetConstraints",
    "sensitiveByTarget",
    "xAmzTarget",
    "inputRequired",
    "targetPrefix",
    "signatureVersion",
    "auth",
];

/// The model of one service: what its facts describe, and `added` shapes of operations that they do not cover.
///
/// What only the newest sources have stands in the facts among the rest, so the newest fact wins by itself.
pub fn model(facts: &Value, added: Map<String, Value>) -> Value {
    let service = &facts["serviceFacts"];
    let service_id = text(service, "serviceShapeId");
    let (namespace, _) = service_id.split_once('#').expect("an absolute shape id");
    let namespace = Namespace(namespace);

    let mut shapes = Map::new();
    for (name, fact) in fields(facts, "shapes") {
        shapes.insert(namespace.id(name), namespace.shape(name, fact));
    }
    for (name, fact) in fields(facts, "operations") {
        shapes.insert(namespace.id(name), namespace.operation(name, fact));
        if let Some(resource) = fact["resource"].as_object() {
            let id = namespace.id(resource["shape"].as_str().expect("a shape's name"));
            let lifecycle = resource["binding"].as_str().expect("a lifecycle");
            let resource = shapes.entry(id).or_insert(json!({"type": "resource"}));
            resource[lifecycle] = namespace.target(name);
        }
    }
    for (id, shape) in added {
        let described = shapes.insert(id.clone(), shape);
        assert!(described.is_none(), "{id}: described by the facts already");
    }
    let mut service_shape = service_shape(service, &shapes);
    // A protocol that only the newest sources have: no Smithy model among them does, so it stands with what differs.
    let differs = items(facts, "disagreements").find(|it| it["subject"] == "protocol");
    if let Some(added) = differs.and_then(|it| it["sources"]["c"]["protocol"].as_str()) {
        service_shape["traits"][added] = json!({});
    }
    shapes.insert(service_id.to_owned(), service_shape);
    json!({"smithy": service["smithyVersion"], "shapes": shapes})
}

fn service_shape(fact: &Value, shapes: &Map<String, Value>) -> Value {
    let used = [
        "smithyVersion",
        "serviceShapeId",
        "version",
        "title",
        "protocols",
        "sdkId",
        "endpointPrefix",
        "arnNamespace",
        "cloudFormationName",
        "cloudTrailEventSource",
        "signingName",
        "serviceTraits",
        // How many operations the whole service has, not the Git-sync family.
        "operationCount",
    ];
    all_keys_are_used("the service", fact, &used);

    let mut traits = Map::new();
    for id in items(fact, "serviceTraits") {
        let id = id.as_str().expect("a trait's id");
        let value = match id {
            "aws.api#service" => api_service(fact),
            "aws.auth#sigv4" => json!({"name": fact["signingName"]}),
            "smithy.api#title" => fact["title"].clone(),
            // Present; `crate::endpoints` compares what is inside.
            ENDPOINT_RULE_SET => Value::Null,
            ENDPOINT_TESTS => continue,
            // The facts' list is the one of all sources that hold a Smithy model.
            protocol if items(fact, "protocols").any(|known| known == protocol) => json!({}),
            other => panic!("the facts name a service trait that this test does not know: {other}"),
        };
        traits.insert(id.to_owned(), value);
    }

    let targets = |kind: &str, wanted: &dyn Fn(&str) -> bool| -> Vec<Value> {
        let of_kind = shapes.iter().filter(|(_, shape)| shape["type"] == kind);
        let ids: BTreeSet<&String> = of_kind.map(|(id, _)| id).collect();
        let wanted = ids.into_iter().filter(|id| wanted(id));
        wanted.map(|id| json!({"target": id})).collect()
    };
    let is_bound_by_a_resource = |id: &str| {
        let resources = shapes.values().filter(|shape| shape["type"] == "resource");
        let mut bindings = resources.flat_map(|shape| shape.as_object().expect("a shape").values());
        bindings.any(|binding| binding["target"] == id)
    };
    let resources = targets("resource", &|_| true);
    let mut shape = json!({
        "type": "service",
        "version": fact["version"],
        "operations": targets("operation", &|id| !is_bound_by_a_resource(id)),
        "traits": traits,
    });
    if !resources.is_empty() {
        shape["resources"] = resources.into();
    }
    shape
}

fn api_service(fact: &Value) -> Value {
    let keys = [
        "sdkId",
        "arnNamespace",
        "cloudFormationName",
        "cloudTrailEventSource",
        "endpointPrefix",
    ];
    let stated = keys.iter().filter(|key| !fact[**key].is_null());
    stated
        .map(|key| ((*key).to_owned(), fact[*key].clone()))
        .collect::<Map<_, _>>()
        .into()
}

/// The namespace that a service's shapes live in.
struct Namespace<'a>(&'a str);

impl Namespace<'_> {
    /// The id of a shape that the facts name; they name those of other namespaces absolutely.
    fn id(&self, name: &str) -> String {
        if name.contains('#') {
            name.to_owned()
        } else {
            format!("{}#{name}", self.0)
        }
    }

    fn target(&self, name: &str) -> Value {
        json!({"target": self.id(name)})
    }

    fn operation(&self, name: &str, fact: &Value) -> Value {
        let used = [
            "input",
            "output",
            "errors",
            "readonly",
            "idempotent",
            "paginated",
            "deprecated",
            "waiters",
            "resource",
        ];
        all_keys_are_used(name, fact, &used);
        assert_eq!(fact["waiters"], json!([]), "{name}: waiters are an overlay");

        let mut traits = Map::new();
        for flag in ["readonly", "idempotent"] {
            if fact[flag] == true {
                traits.insert(format!("smithy.api#{flag}"), json!({}));
            }
        }
        if !fact["paginated"].is_null() {
            traits.insert("smithy.api#paginated".to_owned(), fact["paginated"].clone());
        }
        let deprecated = &fact["deprecated"];
        if !deprecated.is_null() {
            all_keys_are_used(name, deprecated, &["message", "since"]);
            let value = json!({"message": deprecated["message"], "since": deprecated["since"]});
            traits.insert("smithy.api#deprecated".to_owned(), value);
        }
        let errors = items(fact, "errors").map(|error| error.as_str().expect("a shape's name"));
        let shape = json!({
            "type": "operation",
            "input": self.target(text(fact, "input")),
            "output": self.target(text(fact, "output")),
            "errors": errors.map(|error| self.target(error)).collect::<Vec<_>>(),
        });
        with_traits(shape, traits)
    }

    fn shape(&self, name: &str, fact: &Value) -> Value {
        match text(fact, "type") {
            "structure" => self.structure(name, fact),
            "enum" => enumeration(name, fact),
            "list" => {
                all_keys_are_used(name, fact, &["type", "member"]);
                let member = self.target(text(&fact["member"], "target"));
                json!({"type": "list", "member": member})
            }
            simple @ ("string" | "integer" | "timestamp") => {
                let used = ["type", "constraints", "sensitive", "default"];
                all_keys_are_used(name, fact, &used);
                let mut traits = constraints(&fact["constraints"]);
                if fact["sensitive"] == true {
                    traits.insert("smithy.api#sensitive".to_owned(), json!({}));
                }
                insert_default(&mut traits, fact);
                with_traits(json!({"type": simple}), traits)
            }
            other => panic!("{name}: this test does not know the type {other}"),
        }
    }

    fn structure(&self, name: &str, fact: &Value) -> Value {
        let used = ["type", "ioTrait", "error", "members"];
        all_keys_are_used(name, fact, &used);

        let mut members = Map::new();
        for member in items(fact, "members") {
            let used = ["name", "target", "required", "default"];
            all_keys_are_used(name, member, &used);
            let mut traits = Map::new();
            if member["required"] == true {
                traits.insert("smithy.api#required".to_owned(), json!({}));
            }
            insert_default(&mut traits, member);
            let target = self.target(text(member, "target"));
            members.insert(text(member, "name").to_owned(), with_traits(target, traits));
        }

        let mut traits = Map::new();
        if let Some(role) = fact["ioTrait"].as_str() {
            traits.insert(format!("smithy.api#{role}"), json!({}));
        }
        let error = &fact["error"];
        if !error.is_null() {
            all_keys_are_used(name, error, &["fault", "httpStatus", "retryable"]);
            traits.insert("smithy.api#error".to_owned(), error["fault"].clone());
            let status = error["httpStatus"].clone();
            traits.insert("smithy.api#httpError".to_owned(), status);
            // `throttling` is false where the trait does not give it.
            let retryable = match &error["retryable"]["throttling"] {
                Value::Bool(true) => Some(json!({"throttling": true})),
                Value::Bool(false) => Some(json!({})),
                _ => None,
            };
            traits.extend(retryable.map(|value| ("smithy.api#retryable".to_owned(), value)));
        }
        with_traits(json!({"type": "structure", "members": members}), traits)
    }
}

/// Smithy has two encodings of an enumeration of texts; the facts say which one the model uses.
fn enumeration(name: &str, fact: &Value) -> Value {
    all_keys_are_used(name, fact, &["type", "encoding", "values"]);
    for value in items(fact, "values") {
        all_keys_are_used(name, value, &["name", "value"]);
    }
    let values = items(fact, "values");
    match text(fact, "encoding") {
        "enum shape" => {
            let member = |value: &Value| {
                let traits = json!({"smithy.api#enumValue": value["value"]});
                let member = json!({"target": "smithy.api#Unit", "traits": traits});
                (text(value, "name").to_owned(), member)
            };
            json!({"type": "enum", "members": values.map(member).collect::<Map<_, _>>()})
        }
        "string shape + smithy.api#enum trait" => {
            let entry = |value: &Value| json!({"name": value["name"], "value": value["value"]});
            let entries: Vec<Value> = values.map(entry).collect();
            json!({"type": "string", "traits": {"smithy.api#enum": entries}})
        }
        other => panic!("{name}: this test does not know the encoding {other}"),
    }
}

/// The traits of a fact's constraints.
pub fn constraints(fact: &Value) -> Map<String, Value> {
    let stated = fact.as_object().into_iter().flatten();
    stated
        .map(|(kind, value)| (format!("smithy.api#{kind}"), value.clone()))
        .collect()
}

fn insert_default(traits: &mut Map<String, Value>, fact: &Value) {
    if let Some(default) = fact.get("default") {
        traits.insert("smithy.api#default".to_owned(), default.clone());
    }
}

fn with_traits(mut shape: Value, traits: Map<String, Value>) -> Value {
    if !traits.is_empty() {
        shape["traits"] = traits.into();
    }
    shape
}

fn all_keys_are_used(name: &str, fact: &Value, used: &[&str]) {
    for key in fact.as_object().expect("a fact is an object").keys() {
        let key = key.as_str();
        let known = [used, REMARKS, CROSS_CHECKED];
        assert!(
            known.iter().any(|keys| keys.contains(&key)),
            "{name}: the facts hold `{key}`, which this test does not compare"
        );
    }
}

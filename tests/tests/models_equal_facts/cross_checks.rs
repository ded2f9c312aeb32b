//! Facts that say again what follows from others, and counts: each is compared with the model itself, so that an error
//! in building the expected model does not go unseen.

use serde_json::{Value, json};

use crate::{
    expected::constraints,
    source::{SERVICES, added_shapes, facts, fields, items, model, text},
};

/// The source, a later release of botocore, that was compared after the facts had been counted.
const UNCOUNTED: &str = "b2";

/// One model, seen through the names that the facts use.
struct Model {
    shapes: Value,
    namespace: String,
}

impl Model {
    fn of(service: &str, facts: &Value) -> Self {
        let service_id = text(&facts["serviceFacts"], "serviceShapeId");
        let (namespace, _) = service_id.split_once('#').expect("an absolute shape id");
        Self {
            shapes: model(service)["shapes"].take(),
            namespace: namespace.to_owned(),
        }
    }

    fn shape(&self, name: &str) -> &Value {
        &self.shapes[format!("{}#{name}", self.namespace)]
    }

    /// The kind of a shape as the facts call it: they call an enumeration `enum` however it is encoded.
    fn kind(&self, name: &str) -> &str {
        match name {
            "smithy.api#String" => "string",
            "smithy.api#Timestamp" => "timestamp",
            _ if self.shape(name)["traits"].get("smithy.api#enum").is_some() => "enum",
            _ => text(self.shape(name), "type"),
        }
    }

    fn of_kind(&self, kind: &str) -> usize {
        let names = self.shapes.as_object().expect("shapes").keys();
        let names = names.map(|id| id.rsplit('#').next().expect("a shape's name"));
        names.filter(|name| self.kind(name) == kind).count()
    }

    fn members(&self, kind: &str) -> impl Iterator<Item = &Value> {
        let shapes = self.shapes.as_object().expect("shapes").values();
        let shapes = shapes.filter(move |shape| shape["type"] == kind);
        shapes.flat_map(|shape| fields(shape, "members").map(|(_, member)| member))
    }
}

fn is_required(member: &Value) -> bool {
    member["traits"].get("smithy.api#required").is_some()
}

#[test]
fn members_targets_are_what_the_facts_say_of_them() {
    for service in SERVICES {
        let facts = facts(service);
        let model = Model::of(service, &facts);
        for (shape, fact) in fields(&facts, "shapes") {
            if let Some(kind) = fact["memberType"].as_str() {
                let target = text(&fact["member"], "target");
                assert_eq!(model.kind(target), kind, "{shape}: its member's type");
            }
            for member in items(fact, "members") {
                let at = format!("{service}, {shape}${}", text(member, "name"));
                let target = text(member, "target");
                assert_eq!(
                    model.kind(target),
                    text(member, "targetType"),
                    "{at}: its type"
                );
                let traits = &model.shape(target)["traits"];
                for (id, value) in constraints(&member["targetConstraints"]) {
                    assert_eq!(traits[&id], value, "{at}: {id} of its target");
                }
                assert_eq!(
                    traits.get("smithy.api#sensitive").is_some(),
                    member["sensitiveByTarget"] == true,
                    "{at}: whether its target is sensitive"
                );
            }
        }
    }
}

#[test]
fn structures_have_the_roles_that_the_facts_give_them() {
    for service in SERVICES {
        let facts = facts(service);
        let model = Model::of(service, &facts);
        let shapes = model.shapes.as_object().expect("shapes").values();
        let operations: Vec<&Value> = shapes
            .filter(|shape| shape["type"] == "operation")
            .collect();
        let structures = fields(&facts, "shapes").filter(|(_, fact)| fact["type"] == "structure");
        for (name, fact) in structures {
            let id = format!("{}#{name}", model.namespace);
            let is_end = |end: &str| {
                operations
                    .iter()
                    .any(|operation| operation[end]["target"] == id)
            };
            let role = match &model.shape(name)["traits"] {
                traits if traits.get("smithy.api#error").is_some() => "error",
                _ if is_end("input") => "input",
                _ if is_end("output") => "output",
                _ => "data",
            };
            assert_eq!(
                role,
                text(fact, "role"),
                "{id}: its role, model against facts"
            );
        }
    }
}

#[test]
fn operations_are_called_and_require_what_the_facts_say() {
    for service in SERVICES {
        let facts = facts(service);
        let model = Model::of(service, &facts);
        let (_, service_name) = text(&facts["serviceFacts"], "serviceShapeId")
            .split_once('#')
            .expect("an absolute shape id");
        assert_eq!(service_name, text(&facts["serviceFacts"], "targetPrefix"));
        assert_eq!(facts["serviceFacts"]["signatureVersion"], "v4");
        for scheme in items(&facts["serviceFacts"], "auth") {
            let scheme = scheme.as_str().expect("a trait's id");
            let traits = &model.shape(service_name)["traits"];
            assert!(traits.get(scheme).is_some(), "{service}: no trait {scheme}");
        }
        for (name, fact) in fields(&facts, "operations") {
            assert_eq!(format!("{service_name}.{name}"), text(fact, "xAmzTarget"));
            let members = fields(model.shape(text(fact, "input")), "members");
            let mut required: Vec<&str> = members
                .filter(|(_, member)| is_required(member))
                .map(|(name, _)| name.as_str())
                .collect();
            let mut in_facts: Vec<&str> = items(fact, "inputRequired")
                .filter_map(Value::as_str)
                .collect();
            required.sort_unstable();
            in_facts.sort_unstable();
            assert_eq!(
                required, in_facts,
                "{service}, {name}: required members of its input"
            );
        }
    }
}

#[test]
fn there_are_as_many_of_each_as_the_facts_count() {
    for service in SERVICES {
        let facts = facts(service);
        let counts = &facts["counts"];
        let added = added_shapes(service);
        let mut model = Model::of(service, &facts);
        // Added shapes are not counted.
        let shapes = model.shapes.as_object_mut().expect("shapes");
        shapes.retain(|id, _| !added.contains_key(id));
        for (kind, count) in fields(counts, "byType") {
            assert_eq!(
                json!(model.of_kind(kind)),
                *count,
                "{service}: shapes of type {kind}"
            );
        }
        assert_eq!(
            json!(model.of_kind("operation")),
            counts["operations"],
            "{service}: operations"
        );

        let members: Vec<&Value> = model.members("structure").collect();
        assert_eq!(
            json!(members.len()),
            counts["members"],
            "{service}: members"
        );
        let required = members.iter().filter(|member| is_required(member)).count();
        assert_eq!(
            json!(required),
            counts["requiredMembers"],
            "{service}: required members"
        );

        let shapes = model.shapes.as_object().expect("shapes").values();
        let entries = shapes.flat_map(|shape| items(&shape["traits"], "smithy.api#enum"));
        let values = entries.count() + model.members("enum").count();
        let uncounted = fields(&facts, "shapes").flat_map(|(_, fact)| items(fact, "values"));
        let uncounted = uncounted.filter(|value| value["presentIn"] == json!([UNCOUNTED]));
        assert_eq!(
            json!(values - uncounted.count()),
            counts["enumValuesInNewest"],
            "{service}: enum values"
        );
    }
}

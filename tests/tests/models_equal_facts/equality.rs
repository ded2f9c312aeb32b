//! Compares each model with the one that its facts describe.

use std::fmt::Display;

use serde_json::{Value, json};

use crate::{
    expected,
    source::{
        DOCUMENTATION, ENDPOINT_RULE_SET, SERVICES, added_shapes, added_text, facts, fields, items,
        member_order, model, model_text, text,
    },
};

#[test]
fn a_model_holds_what_the_facts_say_and_nothing_else() {
    for service in SERVICES {
        let model = comparable(model(service));
        // Added facts spell out that a shape has no traits, as the model does once its texts are gone.
        let expected = comparable(expected::model(&facts(service), added_shapes(service)));
        let found = differences(service, Some(&model), Some(&expected));
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn members_and_enum_values_are_in_model_order() {
    for service in SERVICES {
        let in_model = member_order(&model_text(service));
        if let Some(added) = added_text(service) {
            for (id, in_facts) in member_order(&added) {
                assert_eq!(in_model.get(&id), Some(&in_facts), "{id}: order of members");
            }
        }
        let facts = facts(service);
        let service_id = text(&facts["serviceFacts"], "serviceShapeId");
        let (namespace, _) = service_id.split_once('#').expect("an absolute shape id");
        for (name, fact) in fields(&facts, "shapes") {
            // Values in a `smithy.api#enum` trait are a list, whose order `differences` compares.
            let Some(in_model) = in_model.get(&format!("{namespace}#{name}")) else {
                continue;
            };
            let in_facts = items(fact, "members").chain(items(fact, "values"));
            let in_facts: Vec<&str> = in_facts.map(|member| text(member, "name")).collect();
            assert_eq!(
                *in_model, in_facts,
                "{namespace}#{name}: the order of members, model against facts"
            );
        }
    }
}

/// Changes to the shapes that Proton's facts describe: the path of what changes, and its new value; null removes it.
const CHANGES: &str = r#"
SHA = null
Extra = {"type": "string"}
SHA/type = "blob"
SHA/traits/smithy.api#length/max = 256
SHA/traits/smithy.api#sensitive = {}
ErrorMessage/traits/smithy.api#sensitive = null
Revision/members/sha = null
Revision/members/size = {"target": "smithy.api#Long"}
Revision/members/sha/target = "smithy.api#String"
Revision/members/sha/traits/smithy.api#required = null
Revision/members/sha/traits/smithy.api#jsonName = "sha1"
SyncType/traits/smithy.api#enum/0/value = "TEMPLATES"
SyncType/traits/smithy.api#enum/1 = null
SyncBlockerContexts/member/target = "smithy.api#String"
ConflictException/traits/smithy.api#httpError = 400
ConflictException/traits/smithy.api#error = "server"
ThrottlingException/traits/smithy.api#retryable/throttling = null
GetServiceSyncConfig/errors/4 = null
GetServiceSyncConfig/traits/smithy.api#readonly = null
GetServiceSyncConfig/traits/smithy.api#deprecated/since = "2025-10-07"
ListRepositorySyncDefinitions/traits/smithy.api#paginated/items = null
ServiceSyncConfigResource/put = null
AwsProton20200720/version = "2020-07-21"
AwsProton20200720/operations/3 = null
AwsProton20200720/resources/2 = null
AwsProton20200720/traits/aws.auth#sigv4/name = "codestar"
AwsProton20200720/traits/smithy.rules#endpointRuleSet = null
"#;

/// Shows that the comparison sees each kind of change, and says where it is.
#[test]
fn every_kind_of_change_is_found() {
    let expected = expected::model(&facts("proton"), added_shapes("proton"));
    for change in CHANGES.lines().filter(|line| !line.is_empty()) {
        let (path, value) = change.split_once(" = ").expect("a path and a value");
        let pointer = format!("/shapes/com.amazonaws.proton#{path}");
        let mut changed = expected.clone();
        set(&mut changed, &pointer, value.parse().expect("a JSON value"));

        let found = differences("", Some(&changed), Some(&expected));
        assert_eq!(found.len(), 1, "{change}: found {found:?}");
        let place = pointer.replace('/', " / ");
        assert!(found[0].starts_with(&place), "{change}: found {found:?}");
    }
}

/// The model without what the facts do not state: texts, and the rules inside the endpoint rule set.
fn comparable(mut model: Value) -> Value {
    strip(&mut model);
    model
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove(DOCUMENTATION);
            if let Some(rules) = object.get_mut(ENDPOINT_RULE_SET) {
                *rules = Value::Null;
            }
            if let Some(Value::Array(entries)) = object.get_mut("smithy.api#enum") {
                let entries = entries.iter_mut().filter_map(Value::as_object_mut);
                entries.for_each(|entry| drop(entry.remove("documentation")));
            }
            object.values_mut().for_each(strip);
            if object.get("traits") == Some(&json!({})) {
                object.remove("traits");
            }
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}

/// One line for each place where the two differ: the path through shape, member and trait, and both values.
fn differences(at: &str, model: Option<&Value>, facts: Option<&Value>) -> Vec<String> {
    let inside = |key: &dyn Display| format!("{at} / {key}");
    match (model, facts) {
        (Some(Value::Object(model)), Some(Value::Object(facts))) => {
            let only_in_facts = facts.keys().filter(|key| !model.contains_key(*key));
            let keys = model.keys().chain(only_in_facts);
            keys.flat_map(|key| differences(&inside(key), model.get(key), facts.get(key)))
                .collect()
        }
        (Some(Value::Array(model)), Some(Value::Array(facts))) => {
            let indices = 0..model.len().max(facts.len());
            indices
                .flat_map(|at| differences(&inside(&at), model.get(at), facts.get(at)))
                .collect()
        }
        _ if model == facts => Vec::new(),
        _ => {
            let show = |side: Option<&Value>| side.map_or("nothing".to_owned(), Value::to_string);
            let (model, facts) = (show(model), show(facts));
            vec![format!(
                "{at}: the model has {model}, the facts have {facts}"
            )]
        }
    }
}

/// Sets what a path of keys and indices leads to; null removes it. (Keys hold no `~` here.)
fn set(root: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer has a slash");
    let parent = root.pointer_mut(parent).expect("the parent exists");
    match parent {
        Value::Object(object) if value.is_null() => drop(object.remove(last).expect("there")),
        Value::Object(object) => drop(object.insert(last.to_owned(), value)),
        Value::Array(values) => drop(values.remove(last.parse().expect("an index"))),
        _ => panic!("{pointer}: its parent holds nothing"),
    }
}

//! The endpoint rule sets, compared with the facts by what they answer.
//!
//! The rules are the project's own, so their shape cannot be compared. An evaluator for the few functions they use runs
//! them for every combination of parameters in every partition, and for partitions that lack FIPS or dual-stack, which
//! no real one does any more.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::source::{ENDPOINT_RULE_SET, SERVICES, facts, fields, items, model, text};

const REGION: &str = "xx-nowhere-1";
const ENDPOINT: &str = "http://localhost:8000/some/path";

/// One question to a rule set.
struct Case {
    partition: Value,
    region: Option<&'static str>,
    endpoint: Option<&'static str>,
    fips: bool,
    dual_stack: bool,
}

/// A URL, or the text of an error.
type Answer = Result<String, String>;

#[test]
fn rules_answer_as_the_facts_say() {
    for service in SERVICES {
        let facts = &facts(service)["endpoints"];
        let rule_set = rule_set(service);
        let mut answers = BTreeSet::new();
        for case in cases(facts) {
            let (fact, expected) = expected(facts, &case);
            let question = format!(
                "{service}: region {:?}, endpoint {:?}, FIPS {}, dual-stack {}, partition {}",
                case.region, case.endpoint, case.fips, case.dual_stack, case.partition
            );
            assert_eq!(evaluate(&rule_set, &case), expected, "{question} ({fact})");
            answers.insert(fact);
        }
        let patterns = fields(facts, "patterns").map(|(name, _)| name.as_str());
        let errors = items(facts, "errors").map(|error| text(error, "when"));
        let all: BTreeSet<&str> = patterns.chain(errors).chain(["customEndpoint"]).collect();
        assert_eq!(answers, all, "{service}: every pattern and error occurs");
    }
}

#[test]
fn parameters_are_those_of_the_facts() {
    for service in SERVICES {
        let facts = &facts(service)["endpoints"];
        let rule_set = rule_set(service);
        assert_eq!(
            rule_set["version"], facts["ruleSetVersion"],
            "{service}: version"
        );
        let in_model: BTreeMap<_, _> = fields(&rule_set, "parameters")
            .map(|(name, parameter)| (name.clone(), parameter.clone()))
            .collect();
        let in_facts: BTreeMap<_, _> = items(facts, "parameters")
            .map(|fact| {
                let mut parameter = fact.clone();
                parameter
                    .as_object_mut()
                    .expect("a parameter")
                    .remove("name");
                // The newest sources spell types in lower case, and so do the models.
                parameter["type"] = text(fact, "type").to_lowercase().into();
                (text(fact, "name").to_owned(), parameter)
            })
            .collect();
        assert_eq!(
            in_model, in_facts,
            "{service}: parameters, model against facts"
        );
    }
}

fn rule_set(service: &str) -> Value {
    let mut model = model(service);
    let shapes = model["shapes"]
        .as_object_mut()
        .expect("shapes")
        .values_mut();
    let mut service_shape = shapes.filter(|shape| shape["type"] == "service");
    service_shape.next().expect("a service")["traits"][ENDPOINT_RULE_SET].take()
}

fn cases(facts: &Value) -> Vec<Case> {
    let both = [false, true];
    let mut cases = Vec::new();
    for (_, partition) in fields(facts, "partitions") {
        for (supports_fips, supports_dual_stack) in pairs(both) {
            let mut partition = partition.clone();
            partition["supportsFIPS"] = supports_fips.into();
            partition["supportsDualStack"] = supports_dual_stack.into();
            for (fips, dual_stack) in pairs(both) {
                for (has_region, has_endpoint) in pairs(both) {
                    cases.push(Case {
                        partition: partition.clone(),
                        region: has_region.then_some(REGION),
                        endpoint: has_endpoint.then_some(ENDPOINT),
                        fips,
                        dual_stack,
                    });
                }
            }
        }
    }
    cases
}

fn pairs(values: [bool; 2]) -> impl Iterator<Item = (bool, bool)> {
    values
        .into_iter()
        .flat_map(move |first| values.map(|second| (first, second)))
}

/// What the facts say: the pattern or error that applies, and what becomes of it.
fn expected<'a>(facts: &'a Value, case: &Case) -> (&'a str, Answer) {
    let error = |when: &str| {
        let mut errors = items(facts, "errors");
        let fact = errors.find(|error| error["when"] == when);
        let fact = fact.unwrap_or_else(|| panic!("the facts have no error for: {when}"));
        (text(fact, "when"), Err(text(fact, "error").to_owned()))
    };
    let pattern = |name: &str| {
        let mut patterns = fields(facts, "patterns");
        let (name, pattern) = patterns
            .find(|(known, _)| *known == name)
            .expect("a pattern");
        let url = pattern
            .as_str()
            .expect("a pattern is text")
            .replace("{Region}", REGION);
        let url = url.replace(
            "{PartitionResult#dnsSuffix}",
            text(&case.partition, "dnsSuffix"),
        );
        let dual_stack_suffix = text(&case.partition, "dualStackDnsSuffix");
        (
            name.as_str(),
            Ok(url.replace("{PartitionResult#dualStackDnsSuffix}", dual_stack_suffix)),
        )
    };
    let has_fips = case.partition["supportsFIPS"] == true;
    let has_dual_stack = case.partition["supportsDualStack"] == true;
    match (case.endpoint, case.region, case.fips, case.dual_stack) {
        (Some(_), _, true, _) => error("Endpoint set and UseFIPS"),
        (Some(_), _, _, true) => error("Endpoint set and UseDualStack"),
        (Some(endpoint), ..) => ("customEndpoint", Ok(endpoint.to_owned())),
        (_, None, ..) => error("Region unset"),
        (.., true, true) if has_fips && has_dual_stack => pattern("fipsDualStack"),
        (.., true, true) => error("UseFIPS and UseDualStack, partition lacks either"),
        (.., true, _) if has_fips => pattern("fips"),
        (.., true, _) => error("UseFIPS, partition lacks FIPS"),
        (.., true) if has_dual_stack => pattern("dualStack"),
        (.., true) => error("UseDualStack, partition lacks dual-stack"),
        _ => pattern("regular"),
    }
}

/// The answer of a rule set: <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>.
fn evaluate(rule_set: &Value, case: &Case) -> Answer {
    let scope = Scope {
        partition: &case.partition,
        values: BTreeMap::from([
            ("Region".to_owned(), case.region.into()),
            ("Endpoint".to_owned(), case.endpoint.into()),
            ("UseFIPS".to_owned(), case.fips.into()),
            ("UseDualStack".to_owned(), case.dual_stack.into()),
        ]),
    };
    scope.first_match(rule_set)
}

/// The values that references resolve to; null where a parameter is not set.
#[derive(Clone)]
struct Scope<'a> {
    partition: &'a Value,
    values: BTreeMap<String, Value>,
}

impl Scope<'_> {
    /// The first rule whose conditions all hold decides; when it is a tree, one of its own rules must.
    fn first_match(&self, rules: &Value) -> Answer {
        for rule in items(rules, "rules") {
            let mut scope = self.clone();
            if !items(rule, "conditions").all(|condition| scope.holds(condition)) {
                continue;
            }
            return match text(rule, "type") {
                "tree" => scope.first_match(rule),
                "error" => Err(text(rule, "error").to_owned()),
                "endpoint" => {
                    assert_eq!(rule["endpoint"]["properties"], json!({}));
                    assert_eq!(rule["endpoint"]["headers"], json!({}));
                    Ok(scope.url(&rule["endpoint"]["url"]))
                }
                other => panic!("a rule of type {other}"),
            };
        }
        panic!("no rule applies: {rules}")
    }

    /// Whether a condition holds; its value may be given a name for the conditions and rules that follow.
    fn holds(&mut self, condition: &Value) -> bool {
        let value = self.value(condition);
        let holds = !value.is_null() && value != false;
        if let Some(name) = condition["assign"].as_str() {
            self.values.insert(name.to_owned(), value);
        }
        holds
    }

    fn value(&self, expression: &Value) -> Value {
        if let Some(name) = expression["ref"].as_str() {
            let value = self.values.get(name);
            return value
                .unwrap_or_else(|| panic!("no such reference: {name}"))
                .clone();
        }
        let Some(function) = expression["fn"].as_str() else {
            return expression.clone();
        };
        let arguments: Vec<Value> = items(expression, "argv")
            .map(|value| self.value(value))
            .collect();
        match (function, arguments.as_slice()) {
            ("isSet", [value]) => (!value.is_null()).into(),
            ("booleanEquals", [Value::Bool(one), Value::Bool(other)]) => (one == other).into(),
            ("aws.partition", [Value::String(_)]) => self.partition.clone(),
            ("getAttr", [object, Value::String(key)]) => object[key].clone(),
            _ => panic!("{function} with {arguments:?}"),
        }
    }

    /// A URL given as an expression, or as a template with `{Name}` and `{Name#attribute}` in it.
    fn url(&self, url: &Value) -> String {
        let Value::String(template) = url else {
            return self.value(url).as_str().expect("a URL is text").to_owned();
        };
        let mut parts = template.split(['{', '}']);
        let mut resolved = parts
            .next()
            .expect("split gives one part at least")
            .to_owned();
        while let (Some(reference), Some(literal)) = (parts.next(), parts.next()) {
            let (name, attribute) = reference.split_once('#').unwrap_or((reference, ""));
            let value = self.value(&json!({"ref": name}));
            let value = if attribute.is_empty() {
                &value
            } else {
                &value[attribute]
            };
            resolved.push_str(value.as_str().expect("a part of a URL is text"));
            resolved.push_str(literal);
        }
        resolved
    }
}

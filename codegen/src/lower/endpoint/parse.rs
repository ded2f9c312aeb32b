//! Reads a rule set. Problems are reported at their place, and reading goes on.

use std::collections::BTreeMap;

use super::function::Function;
use super::report::{Report, element, inside};
use super::rule_set::{
    Condition, Endpoint, Expression, ExpressionKind, Parameter, Property, PropertyKind, Rule,
    RuleSet, Then,
};
use super::template;
use crate::ir::{Literal, ParameterType};
use crate::smithy::json::Node;

/// Reads the value of the trait. `None` stands for a value that is not a rule set.
pub(super) fn rule_set(node: &Node, report: &mut Report<'_>) -> Option<RuleSet> {
    let version = node.get("version").and_then(Node::as_str).unwrap_or("1.0");
    if !version.starts_with("1.") {
        let message = format!("the endpoint rules have the unknown version `{version}`");
        report.error("/version", message, "versions 1.0 and 1.1 are supported");
        return None;
    }
    let Some(rules) = node.get("rules").and_then(Node::as_array) else {
        report.error(
            "",
            "the endpoint rule set has no `rules`",
            "give it an array of rules",
        );
        return None;
    };
    Some(RuleSet {
        parameters: entries(node.get("parameters"))
            .filter_map(|(name, node)| parameter(name, node, report))
            .collect(),
        rules: self::rules(rules, "/rules", report),
    })
}

fn parameter(name: &str, node: &Node, report: &mut Report<'_>) -> Option<Parameter> {
    let at = inside("/parameters", name);
    let type_name = text(node, "type").unwrap_or_default();
    let Some(ty) = parameter_type(type_name) else {
        let message = format!("the endpoint parameter `{name}` has the unknown type `{type_name}`");
        report.error(
            &at,
            message,
            "the known types are string, boolean and stringArray",
        );
        return None;
    };
    let default = node.get("default").and_then(|node| {
        let literal = literal(node, ty);
        if literal.is_none() {
            let message = format!(
                "the default of the endpoint parameter `{name}` is {}, not of its type",
                node.kind()
            );
            report.error(
                &inside(&at, "default"),
                message,
                "give it a value of its type",
            );
        }
        literal
    });
    let deprecated = node.get("deprecated").map(|it| match text(it, "message") {
        Some(message) => message.split_whitespace().collect::<Vec<_>>().join(" "),
        None => "deprecated by the service".to_owned(),
    });
    Some(Parameter {
        name: name.to_owned(),
        ty,
        required: node.get("required").and_then(Node::as_bool) == Some(true),
        default,
        built_in: text(node, "builtIn").map(str::to_owned),
        documentation: text(node, "documentation").unwrap_or_default().to_owned(),
        deprecated,
        at,
    })
}

/// Returns the type called `name`; older models write it with a capital.
pub(super) fn parameter_type(name: &str) -> Option<ParameterType> {
    match name.to_ascii_lowercase().as_str() {
        "string" => Some(ParameterType::Text),
        "boolean" => Some(ParameterType::Flag),
        "stringarray" => Some(ParameterType::List),
        _ => None,
    }
}

fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Node::as_str)
}

/// Returns the constant that `node` is, if it is one of the type.
pub(crate) fn literal(node: &Node, ty: ParameterType) -> Option<Literal> {
    match (ty, node) {
        (ParameterType::Text, Node::String(text)) => Some(Literal::Text(text.clone())),
        (ParameterType::Flag, Node::Bool(flag)) => Some(Literal::Flag(*flag)),
        (ParameterType::List, Node::Array(elements)) => elements
            .iter()
            .map(|it| it.as_str().map(str::to_owned))
            .collect::<Option<_>>()
            .map(Literal::List),
        _ => None,
    }
}

fn rules(nodes: &[Node], at: &str, report: &mut Report<'_>) -> Vec<Rule> {
    let rules = nodes.iter().enumerate();
    rules
        .filter_map(|(index, node)| rule(node, element(at, index), report))
        .collect()
}

fn rule(node: &Node, at: String, report: &mut Report<'_>) -> Option<Rule> {
    let conditions = node.get("conditions").and_then(Node::as_array);
    let conditions = conditions.unwrap_or_default().iter().enumerate();
    let conditions = conditions
        .map(|(index, node)| condition(node, element(&inside(&at, "conditions"), index), report))
        .collect();
    let then = match (
        text(node, "type"),
        ["endpoint", "error", "rules"].map(|key| node.get(key)),
    ) {
        (Some("endpoint"), [Some(node), ..]) => {
            Then::Endpoint(endpoint(node, &inside(&at, "endpoint"), report))
        }
        (Some("error"), [_, Some(node), _]) => {
            Then::Error(expression(node, inside(&at, "error"), report))
        }
        (Some("tree"), [.., Some(Node::Array(nodes))]) => {
            Then::Tree(rules(nodes, &inside(&at, "rules"), report))
        }
        _ => {
            let help = "a rule has the type `endpoint`, `error` or `tree`, with `endpoint`, `error` or `rules`";
            report.error(&at, "this is not an endpoint rule", help);
            return None;
        }
    };
    Some(Rule {
        at,
        conditions,
        then,
    })
}

fn condition(node: &Node, at: String, report: &mut Report<'_>) -> Condition {
    let mut value = expression(node, at, report);
    if !matches!(
        value.kind,
        ExpressionKind::Call(..) | ExpressionKind::Broken
    ) {
        let help = "a condition is a call, with `fn` and `argv`";
        value = broken(value.at, "this is not a condition", help, report);
    }
    Condition {
        value,
        assign: text(node, "assign").map(str::to_owned),
    }
}

/// Reads an endpoint.
pub(super) fn endpoint(node: &Node, at: &str, report: &mut Report<'_>) -> Endpoint {
    let url = match node.get("url") {
        Some(url) => expression(url, inside(at, "url"), report),
        None => broken(
            at.to_owned(),
            "the endpoint has no `url`",
            "add a `url`",
            report,
        ),
    };
    let headers = entries(node.get("headers")).map(|(name, values)| {
        let at = inside(&inside(at, "headers"), name);
        (name.to_owned(), header(values, &at, report))
    });
    let headers = headers.collect();
    let properties = entries(node.get("properties")).filter_map(|(name, node)| {
        let at = inside(&inside(at, "properties"), name);
        (!report.is_too_deep(node, &at)).then(|| (name.to_owned(), property(node, at, report)))
    });
    Endpoint {
        url,
        headers,
        properties: properties.collect(),
    }
}

fn header(node: &Node, at: &str, report: &mut Report<'_>) -> Vec<Expression> {
    if node.as_array().is_none() {
        let help = "give it an array of strings";
        report.error(at, "the values of the header are not an array", help);
    }
    let values = node.as_array().unwrap_or_default().iter().enumerate();
    values
        .map(|(index, value)| expression(value, element(at, index), report))
        .collect()
}

/// Returns the entries of an object by their keys, whose order in a text has no meaning.
pub(crate) fn entries(node: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
    let entries = node.and_then(Node::as_object).unwrap_or_default();
    let sorted: BTreeMap<&str, &Node> =
        entries.iter().map(|(key, it)| (key.as_str(), it)).collect();
    sorted.into_iter()
}

fn property(node: &Node, at: String, report: &mut Report<'_>) -> Property {
    let kind = match node {
        Node::Bool(flag) => PropertyKind::Flag(*flag),
        Node::Number(number) | Node::Digits(_, Some(number)) => {
            PropertyKind::Number(number.clone())
        }
        Node::Array(nodes) => {
            let nodes = nodes.iter().enumerate();
            let list = nodes.map(|(index, node)| property(node, element(&at, index), report));
            PropertyKind::List(list.collect())
        }
        Node::Object(_) => {
            let entries = entries(Some(node)).map(|(name, node)| {
                let property = property(node, inside(&at, name), report);
                (name.to_owned(), property)
            });
            PropertyKind::Object(entries.collect())
        }
        Node::String(_) | Node::Null | Node::Digits(_, None) => {
            PropertyKind::Text(expression(node, at.clone(), report))
        }
    };
    Property { at, kind }
}

fn expression(node: &Node, at: String, report: &mut Report<'_>) -> Expression {
    let kind = match node {
        Node::String(text) => return template::parse(text, &at, report),
        Node::Bool(flag) => ExpressionKind::Flag(*flag),
        Node::Number(_) | Node::Digits(..) => {
            match node.as_whole().and_then(|digits| digits.parse().ok()) {
                Some(integer) => ExpressionKind::Integer(integer),
                None => {
                    let message = format!("{} is not a whole number of 64 bits", node.to_json());
                    return broken(at, &message, "give a whole number", report);
                }
            }
        }
        Node::Object(_) => match (text(node, "ref"), text(node, "fn")) {
            (Some(name), None) => ExpressionKind::Reference(name.to_owned()),
            (None, Some(name)) => return call(name, node, at, report),
            _ => {
                let help = "an object is a reference, with `ref`, or a call, with `fn` and `argv`";
                return broken(at, "this is neither a reference nor a call", help, report);
            }
        },
        Node::Null | Node::Array(_) => {
            let message = format!("{} is not supported here", node.kind());
            let help = "give a string, a number, a boolean, a reference or a call";
            return broken(at, &message, help, report);
        }
    };
    Expression { at, kind }
}

fn call(name: &str, node: &Node, at: String, report: &mut Report<'_>) -> Expression {
    let arguments = node.get("argv").and_then(Node::as_array);
    let arguments = arguments.unwrap_or_default().iter().enumerate();
    let arguments: Vec<_> = arguments
        .map(|(index, node)| expression(node, element(&inside(&at, "argv"), index), report))
        .collect();
    let Some(function) = Function::named(name) else {
        let message = format!("the function `{name}` is unknown");
        let help = format!("the known functions are {}", Function::names());
        return broken(inside(&at, "fn"), &message, &help, report);
    };
    let (least, most) = function.arity();
    if arguments.len() < least || arguments.len() > most {
        let takes = if least == most {
            least.to_string()
        } else {
            format!("at least {least}")
        };
        let message = format!(
            "the function `{name}` takes {takes} arguments, but is given {}",
            arguments.len()
        );
        return broken(
            inside(&at, "argv"),
            &message,
            "pass as many as it takes",
            report,
        );
    }
    Expression {
        at,
        kind: ExpressionKind::Call(function, arguments),
    }
}

fn broken(at: String, message: &str, help: &str, report: &mut Report<'_>) -> Expression {
    report.error(&at, message, help);
    Expression {
        at,
        kind: ExpressionKind::Broken,
    }
}

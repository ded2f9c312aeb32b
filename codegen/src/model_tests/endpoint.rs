//! The tests that come with rules (`smithy.rules#endpointTests`).

use crate::ir::{
    Arena, BuiltIn, EndpointParameter, EndpointRules, EndpointTest, Expected, Literal, Operation,
    OperationId, ParameterType, Service, Source, TestCall,
};
use crate::lower::endpoint::{self, built_in, built_in_type, entries, literal};
use crate::lower::names::{Scope, snake_name};
use crate::smithy::json::Node;
use crate::smithy::model::Model;
use crate::smithy::report::{Report, element, inside};
use crate::smithy::select::Selection;
use crate::smithy::traits::id;
use crate::support::diagnostic::Diagnostics;

/// The greatest length of a test's name, in bytes.
const LONGEST_NAME: usize = 80;

/// Reads the tests that come with the rules of `service`, if it has any.
pub(super) fn read(
    service: &Service,
    model: &Model,
    selection: &Selection,
    found: &mut Diagnostics,
) -> Vec<EndpointTest> {
    let shape = model.get(&selection.service);
    let node = shape.and_then(|it| Some((it, it.traits.get(id::ENDPOINT_TESTS)?)));
    let (Some(rules), Some((shape, node))) = (&service.endpoint, node) else {
        return Vec::new();
    };
    let mut report = Report::new(model.trait_location(shape, id::ENDPOINT_TESTS), found);
    of_trait(node, rules, &service.operations, &mut report)
}

/// Reads the value of the trait.
fn of_trait(
    node: &Node,
    rules: &EndpointRules,
    operations: &Arena<OperationId, Operation>,
    report: &mut Report<'_>,
) -> Vec<EndpointTest> {
    let cases = node.get("testCases").and_then(Node::as_array);
    let cases = cases.unwrap_or_default().iter().enumerate();
    let mut reader = Reader {
        names: Scope::with(["resolve"]),
        rules,
        operations,
        report,
    };
    cases
        .filter_map(|(index, node)| reader.case(node, &element("/testCases", index)))
        .collect()
}

struct Reader<'a, 'r> {
    names: Scope,
    rules: &'a EndpointRules,
    operations: &'a Arena<OperationId, Operation>,
    report: &'a mut Report<'r>,
}

impl Reader<'_, '_> {
    fn case(&mut self, node: &Node, at: &str) -> Option<EndpointTest> {
        let documentation = node.get("documentation").and_then(Node::as_str);
        let calls = node.get("operationInputs").and_then(Node::as_array);
        let calls = calls.unwrap_or_default().iter().enumerate();
        let calls = calls.filter_map(|(index, node)| {
            self.call(node, &element(&inside(at, "operationInputs"), index))
        });
        let calls = calls.collect();
        let parameters = entries(node.get("params")).filter_map(|(name, node)| {
            let at = inside(&inside(at, "params"), name);
            let parameter = self.rules.parameters.iter().find(|it| it.name == name);
            let value = parameter.and_then(|it| literal(node, it.ty));
            if value.is_none() {
                let message = format!("the endpoint rules have no parameter `{name}` of that type");
                self.report.error(&at, message, "correct the test");
            }
            Some((parameter?.setter.clone(), value?))
        });
        let words = documentation.unwrap_or("a case").split_whitespace();
        let words = words.collect::<Vec<_>>().join(" ");
        let full = snake_name(&words);
        let name = self.names.give(short(&full));
        let docs = (name != full).then(|| escaped(&words));
        Some(EndpointTest {
            parameters: parameters.collect(),
            docs,
            name,
            calls,
            expected: self.expected(node.get("expect"), &inside(at, "expect"))?,
        })
    }

    fn expected(&mut self, node: Option<&Node>, at: &str) -> Option<Expected> {
        if let Some(error) = node.and_then(|it| it.get("error")).and_then(Node::as_str) {
            return Some(Expected::Error(error.to_owned()));
        }
        let Some(endpoint) = node.and_then(|it| it.get("endpoint")) else {
            let help = "expect an `endpoint` or an `error`";
            self.report.error(at, "the test expects nothing", help);
            return None;
        };
        let at = inside(at, "endpoint");
        endpoint::constant(endpoint, &at, self.report).map(Expected::Endpoint)
    }

    /// Reads a call. Those of operations that are not selected are left out, and so are those with built-ins that are
    /// not known.
    fn call(&mut self, node: &Node, at: &str) -> Option<TestCall> {
        let name = node.get("operationName").and_then(Node::as_str)?;
        let mut operations = self.operations.iter();
        let operation = operations.find(|it| it.shape_name == name)?;
        let client = entries(node.get("clientParams")).filter_map(|(name, node)| {
            let parameter = self.rules.parameters.iter().find(|it| it.name == name)?;
            Some((name.to_owned(), literal(node, parameter.ty)?))
        });
        let mut client: Vec<_> = client.collect();
        let mut built_ins = Vec::new();
        for (name, node) in entries(node.get("builtInParams")) {
            let mut parameters = self.rules.parameters.iter();
            let is_setting = |it: &&EndpointParameter| {
                it.built_in.as_deref() == Some(name) && it.source == Some(Source::Client)
            };
            if let Some(setting) = parameters.find(is_setting) {
                client.push((setting.name.clone(), literal(node, setting.ty)?));
                continue;
            }
            let built_in = built_in(name)?;
            built_ins.push((
                built_in,
                self.built_in(built_in, node, &inside(&inside(at, "builtInParams"), name))?,
            ));
        }
        let input = node.get("operationParams");
        Some(TestCall {
            operation: operation.id,
            input: input.map_or_else(|| "{}".to_owned(), Node::to_json),
            client,
            built_ins,
        })
    }

    fn built_in(&mut self, built_in: BuiltIn, node: &Node, at: &str) -> Option<Literal> {
        let ty: ParameterType = built_in_type(built_in);
        let value = literal(node, ty);
        if value.is_none() {
            let message = "the value does not have the type of the built-in";
            self.report.error(at, message, "correct the test");
        }
        value
    }
}

/// As many words of a name as fit.
fn short(name: &str) -> String {
    let words = name.match_indices('_').map(|(index, _)| index);
    let ends = words.chain([name.len()]);
    let end = ends.take_while(|end| *end <= LONGEST_NAME).last();
    let short = name.get(..end.unwrap_or(LONGEST_NAME)).unwrap_or(name);
    short.trim_end_matches('_').to_owned()
}

/// Text as rustdoc shows it: what has a meaning in Markdown is code.
fn escaped(text: &str) -> String {
    let special = |c: char| "[]<>{}*_`\\".contains(c);
    if text.contains(special) {
        format!("`{}`", text.replace('`', "'"))
    } else {
        text.to_owned()
    }
}

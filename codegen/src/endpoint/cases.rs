//! The tests that come with rules (`smithy.rules#endpointTests`).

use super::outcome;
use super::parameters::{built_in, built_in_type};
use super::parse::{self, entries, literal};
use super::report::{Report, element, inside};
use crate::ir::{
    BuiltIn, EndpointRules, EndpointTest, Expected, Literal, Operation, ParameterType, TestCall,
};
use crate::json::Node;

/// Reads the value of the trait.
pub(super) fn read(
    node: &Node,
    rules: &EndpointRules,
    operations: &[Operation],
    report: &mut Report<'_>,
) -> Vec<EndpointTest> {
    let cases = node.get("testCases").and_then(Node::as_array);
    let cases = cases.unwrap_or_default().iter().enumerate();
    let mut reader = Reader {
        rules,
        operations,
        report,
    };
    cases
        .filter_map(|(index, node)| reader.case(node, &element("/testCases", index)))
        .collect()
}

struct Reader<'a, 'r> {
    rules: &'a EndpointRules,
    operations: &'a [Operation],
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
        Some(EndpointTest {
            parameters: parameters.collect(),
            documentation: documentation.unwrap_or("a case").to_owned(),
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
        let endpoint = parse::endpoint(endpoint, &inside(at, "endpoint"), self.report);
        outcome::constant(&endpoint, self.report).map(Expected::Endpoint)
    }

    /// Reads a call. Those of operations that are not selected are left out, and so are those with built-ins that are
    /// not known.
    fn call(&mut self, node: &Node, at: &str) -> Option<TestCall> {
        let name = node.get("operationName").and_then(Node::as_str)?;
        self.operations.iter().find(|it| it.shape_name == name)?;
        let mut built_ins = Vec::new();
        for (name, node) in entries(node.get("builtInParams")) {
            let built_in = built_in(name)?;
            built_ins.push((
                built_in,
                self.built_in(built_in, node, &inside(&inside(at, "builtInParams"), name))?,
            ));
        }
        let client = entries(node.get("clientParams")).filter_map(|(name, node)| {
            let parameter = self.rules.parameters.iter().find(|it| it.name == name)?;
            Some((name.to_owned(), literal(node, parameter.ty)?))
        });
        let input = node.get("operationParams");
        Some(TestCall {
            operation: name.to_owned(),
            input: input.map_or_else(|| "{}".to_owned(), Node::to_json),
            client: client.collect(),
            built_ins,
        })
    }

    fn built_in(&mut self, built_in: BuiltIn, node: &Node, at: &str) -> Option<Literal> {
        let ty: ParameterType = built_in_type(built_in);
        let value = literal(node, ty);
        if value.is_none() {
            let message = "the value is not of the type of the built-in";
            self.report.error(at, message, "correct the test");
        }
        value
    }
}

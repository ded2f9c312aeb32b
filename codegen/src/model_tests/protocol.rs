//! The tests of requests and responses that a model carries (`smithy.test#httpRequestTests` and `httpResponseTests`), and of
//! events (`smithy.test#eventStreamTests`): traits → [`ir::ProtocolTest`], with every value typed, so that writing them cannot fail.
//!
//! `case` reads what all cases have in common, `request`, `response` and `events` what one of the three has, `config` a configuration. `value` turns the
//! parameters of a case into values of the generated types, `placeholder` gives those that a case leaves open.
//!
//! The specification: <https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html>.

mod body;
mod case;
mod config;
mod events;
mod placeholder;
mod request;
mod response;
mod scalar;
mod value;

use std::collections::BTreeSet;

use crate::ir::{self, ErrorShape, Operation, ProtocolCheck, ProtocolTest, Sample};
use crate::lower::names::{Scope, snake_name};
use crate::lower::rustdoc;
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::model::Model;
use crate::smithy::report::Report;
use crate::smithy::select::Selection;
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::id;
use crate::support::diagnostic::Diagnostics;

use case::{Case, Wanted, cases};
use value::{Values, Way};

/// Names that the generated tests use.
const TAKEN_NAMES: [&str; 2] = ["assert_same", "assert_same_error"];

/// Reads the cases of `service`.
pub(crate) fn read(
    service: &ir::Service,
    model: &Model,
    selection: &Selection,
    found: &mut Diagnostics,
) -> Vec<ProtocolTest> {
    let mut reader = Reader {
        service,
        model,
        names: Scope::with(TAKEN_NAMES),
        tests: Vec::new(),
    };
    let operations: Vec<(&Operation, &Shape)> = selection
        .operations
        .iter()
        .filter_map(|id| {
            let mut operations = service.operations.iter();
            let operation = operations.find(|it| it.shape == id.as_str())?;
            Some((operation, model.get(id)?))
        })
        .collect();
    let mut ids = BTreeSet::new();
    for (operation, shape) in &operations {
        reader.requests(operation, shape, &mut ids, found);
    }
    let mut ids = BTreeSet::new();
    for (operation, shape) in &operations {
        reader.outputs(operation, shape, &mut ids, found);
    }
    for error in &service.types.errors {
        reader.errors(error, &mut ids, found);
    }
    let mut ids = BTreeSet::new();
    for (operation, shape) in &operations {
        reader.events(operation, shape, &mut ids, found);
    }
    reader.tests
}

/// Returns whether a check is one of a response.
fn is_response(check: &ProtocolCheck) -> bool {
    use ProtocolCheck::{ReceivedEvents, Response};
    matches!(check, Response(..) | ReceivedEvents(..))
}

struct Reader<'a> {
    service: &'a ir::Service,
    model: &'a Model,
    names: Scope,
    tests: Vec<ProtocolTest>,
}

impl<'a> Reader<'a> {
    /// The requests of an operation.
    fn requests(
        &mut self,
        operation: &Operation,
        shape: &Shape,
        ids: &mut BTreeSet<String>,
        found: &mut Diagnostics,
    ) {
        let Some((cases, mut report)) =
            self.cases(shape, id::HTTP_REQUEST_TESTS, &request::KEYS, ids, found)
        else {
            return;
        };
        for case in cases {
            let mut values = Values {
                types: &self.service.types,
                way: Way::Sent,
                report: &mut report,
                events: Vec::new(),
            };
            let input = values.parameters(&case, operation.input);
            let expected = request::read(&case, self.service, &mut report);
            if let (Some(input), Some(expected)) = (input, expected) {
                self.add(&case, operation, input, ProtocolCheck::Request(expected));
            }
        }
    }

    /// The responses of an operation that has succeeded.
    fn outputs(
        &mut self,
        operation: &Operation,
        shape: &Shape,
        ids: &mut BTreeSet<String>,
        found: &mut Diagnostics,
    ) {
        let Some((cases, mut report)) =
            self.cases(shape, id::HTTP_RESPONSE_TESTS, &response::KEYS, ids, found)
        else {
            return;
        };
        for case in cases {
            let types = &self.service.types;
            let answer = response::output(&case, operation.output, types, &mut report);
            self.response(&case, operation, answer, &mut report);
        }
    }

    /// The responses that are an error, of the first operation that has it.
    fn errors(&mut self, error: &ErrorShape, ids: &mut BTreeSet<String>, found: &mut Diagnostics) {
        let types = &self.service.types;
        let variant = |operation: &'a Operation| {
            let variant = operation
                .errors
                .iter()
                .find(|it| it.error == error.structure)?;
            Some((operation, variant))
        };
        let shape = ShapeId::parse(&types.of_error(error).shape);
        let (Some((operation, variant)), Some(shape)) = (
            self.service.operations.iter().find_map(variant),
            shape.and_then(|it| self.model.get(&it)),
        ) else {
            return;
        };
        let Some((cases, mut report)) =
            self.cases(shape, id::HTTP_RESPONSE_TESTS, &response::KEYS, ids, found)
        else {
            return;
        };
        for case in cases {
            let expected = response::expected(&case, error.structure, types, &mut report);
            let answer = response::error(&case, variant, error, expected, &mut report);
            self.response(&case, operation, answer, &mut report);
        }
    }

    /// Adds a test of a response, to a call with any input.
    fn response(
        &mut self,
        case: &Case<'_>,
        operation: &Operation,
        answer: Option<ir::ExpectedResult>,
        report: &mut Report<'_>,
    ) {
        let reply = response::reply(case, report);
        let input = placeholder::any(&self.service.types, operation.input);
        if let (Some(reply), Some(answer), Some(input)) = (reply, answer, input) {
            let check = ProtocolCheck::Response(reply, answer);
            self.add(case, operation, input, check);
        }
    }

    /// The events of an operation.
    fn events(
        &mut self,
        operation: &Operation,
        shape: &Shape,
        ids: &mut BTreeSet<String>,
        found: &mut Diagnostics,
    ) {
        let Some((cases, mut report)) =
            self.cases(shape, id::EVENT_STREAM_TESTS, &events::KEYS, ids, found)
        else {
            return;
        };
        for case in cases {
            let mut reader = events::Reader {
                service: self.service,
                operation,
                report: &mut report,
            };
            for (input, check) in reader.checks(&case) {
                self.add(&case, operation, input, check);
            }
        }
    }

    fn add(&mut self, case: &Case<'_>, operation: &Operation, input: Sample, check: ProtocolCheck) {
        // A request and a response may share an id.
        let mut name = snake_name(case.id);
        if !self.names.is_free(&name) && is_response(&check) {
            name.push_str("_response");
        }
        let documentation = case.get("documentation").and_then(Node::as_str);
        self.tests.push(ProtocolTest {
            name: self.names.give(name),
            docs: rustdoc::to_markdown(documentation.unwrap_or_default(), &|_: &str| None),
            operation: operation.id,
            protocol: Some(case.protocol)
                .filter(|it| self.service.facts.protocols.first() != Some(it)),
            input,
            check,
        });
    }

    /// Returns the cases of a trait of `shape` that have these keys besides the common ones, with a report for errors
    /// about them.
    fn cases<'s, 'f>(
        &self,
        shape: &'s Shape,
        id: &str,
        keys: &[&str],
        ids: &mut BTreeSet<String>,
        found: &'f mut Diagnostics,
    ) -> Option<(Vec<Case<'s>>, Report<'f>)> {
        let value = shape.traits.get(id)?;
        let mut report = Report::new(self.model.trait_location(shape, id), found);
        let wanted = Wanted {
            protocols: &self.service.facts.protocols,
            keys,
        };
        Some((cases(value, wanted, ids, &mut report), report))
    }
}

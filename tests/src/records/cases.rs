//! Cases of an operation: requests, responses and errors, with what is sent or received.

use super::build::{Choice, value};
use super::model::{Model, Operation, name};
use super::value::Node;
use super::vary::{CHANGES, count_leaves, emptied, replaced, unsendable, wrong};
use super::wire::{Response, Wire};
use serde_json::Value;
use std::collections::BTreeSet;

/// Kinds of cases, each with a digest of its own.
pub const KINDS: [&str; 6] = [
    "request json",
    "request cbor",
    "response json",
    "response cbor",
    "errors",
    REJECTIONS,
];

/// Messages of responses that cannot be read.
pub const REJECTIONS: &str = "rejections";

/// Fewest and most choices of extremes; between them, as many as the widest union has members.
const EXTREMES: (usize, usize) = (8, 24);

/// Most leaves that are replaced with a value of another type.
const WRONG: usize = 12;

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Name of the operation.
    pub operation: String,
    /// Kind, with a digest of its own.
    pub kind: &'static str,
    /// Protocol of the call.
    pub wire: Wire,
    /// Name among the cases of its kind.
    pub label: String,
    /// Input of the call, as JSON.
    pub input: String,
    /// Response of the service; `None` for requests.
    pub response: Option<Response>,
}

/// Returns the cases of an operation, in the order of [`KINDS`].
#[must_use]
pub fn cases<'a>(model: &'a Model, operation: &Operation<'a>) -> Vec<Case> {
    let mut cases = Vec::new();
    let wires = Wire::of(model);
    let all = |wire: Wire| Cases {
        model,
        operation: operation.clone(),
        wire,
        input: wire.input(
            model,
            operation.input,
            value(model, operation.input, Choice::Minimal, true),
        ),
        cases: Vec::new(),
        seen: BTreeSet::new(),
    };
    let parts: [fn(&mut Cases<'a>); 3] = [Cases::requests, Cases::responses, Cases::errors];
    for part in parts {
        for wire in wires {
            let mut all = all(*wire);
            part(&mut all);
            cases.extend(all.cases);
        }
    }
    cases
}

struct Cases<'a> {
    model: &'a Model,
    operation: Operation<'a>,
    wire: Wire,
    /// Input of the calls whose responses are recorded.
    input: String,
    cases: Vec<Case>,
    /// Messages of the cases of a kind: small shapes give the same one in many ways.
    seen: BTreeSet<Response>,
}

impl Cases<'_> {
    fn requests(&mut self) {
        let input = self.operation.input;
        for (label, value) in values(self.model, input, true) {
            let value = self.wire.input(self.model, input, value);
            self.request(&label, value);
        }
        if self.wire == Wire::Rest {
            for (label, value) in unsendable(self.model, input) {
                let value = self.wire.input(self.model, input, value);
                self.request(&label, value);
            }
        }
    }

    fn request(&mut self, label: &str, input: String) {
        let key = Response {
            status: 0,
            headers: Vec::new(),
            body: input.clone().into_bytes(),
        };
        if self.seen.insert(key) {
            self.cases.push(Case {
                operation: self.operation.name.to_owned(),
                kind: match self.wire.is_cbor() {
                    true => "request cbor",
                    false => "request json",
                },
                wire: self.wire,
                label: label.to_owned(),
                input,
                response: None,
            });
        }
    }

    fn responses(&mut self) {
        let shape = self.operation.output;
        for (label, output) in values(self.model, shape, false) {
            self.output(&label, &output, false);
        }
        let full = value(self.model, shape, Choice::Full, false);
        self.output("unusual encoding", &full, true);
        let extreme = value(self.model, shape, Choice::Extreme(5), false);
        self.output("unusual encoding of extremes", &extreme, true);
        for (label, change) in CHANGES {
            self.output(label, &change(full.clone()), false);
        }
        let leaves = count_leaves(&full);
        let others = wrong();
        for index in 0..WRONG.min(leaves) {
            let leaf = index * leaves / WRONG.min(leaves);
            if let Some(other) = others.iter().cycle().nth(index)
                && let Some(output) = replaced(&full, leaf, other)
            {
                self.output(&format!("value {leaf} of another type"), &output, false);
            }
        }
        let whole = self.encoded(shape, 200, &full);
        self.response("half of the body", &whole, |body| {
            body.iter().copied().take(body.len() / 2).collect()
        });
        self.response("the body twice", &whole, |body| body.repeat(2));
        self.response("no body", &whole, |_| Vec::new());
        for (label, other) in [("a null body", Node::Null), ("a list", Node::List(vec![]))] {
            self.output(label, &other, false);
        }
        if self.wire == Wire::Rest {
            self.output(
                "headers without values",
                &emptied(self.model, shape, &full),
                false,
            );
            for status in [201, 204, 299] {
                let response = Response {
                    status,
                    ..whole.clone()
                };
                self.received("response json", &format!("status {status}"), response);
            }
        }
    }

    fn encoded(&self, shape: &str, status: u16, node: &Node) -> Response {
        self.wire.response(self.model, shape, status, node, false)
    }

    fn output(&mut self, label: &str, output: &Node, is_unusual: bool) {
        let shape = self.operation.output;
        let response = self
            .wire
            .response(self.model, shape, 200, output, is_unusual);
        self.response(label, &response, <[u8]>::to_vec);
    }

    fn response(&mut self, label: &str, whole: &Response, body: impl Fn(&[u8]) -> Vec<u8>) {
        let kind = match self.wire.is_cbor() {
            true => "response cbor",
            false => "response json",
        };
        let body = body(&whole.body);
        let response = Response {
            body,
            ..whole.clone()
        };
        self.received(kind, label, response);
    }

    fn received(&mut self, kind: &'static str, label: &str, response: Response) {
        if self.seen.insert(response.clone()) {
            self.cases.push(Case {
                operation: self.operation.name.to_owned(),
                kind,
                wire: self.wire,
                label: label.to_owned(),
                input: self.input.clone(),
                response: Some(response),
            });
        }
    }

    fn errors(&mut self) {
        let errors = self.operation.errors.clone();
        for id in &errors {
            self.errors_of(id);
        }
        let first = errors.first().copied().unwrap_or("ns#Unmodeled");
        let message =
            || Node::Structure(vec![("Message".to_owned(), Node::Text("m\n".to_owned()))]);
        for (label, error) in [
            ("code", coded("code", first, message())),
            ("unknown code", coded("__type", "ns#ZZUnknown", message())),
            ("no code", message()),
            ("no members", Node::Structure(Vec::new())),
            (
                "null code",
                Node::Structure(vec![("__type".to_owned(), Node::Null)]),
            ),
        ] {
            self.error("errors", label, 400, UNMODELED, &error);
        }
        let mistyped = coded("__type", first, mistyped());
        self.error(REJECTIONS, "mistyped message", 400, UNMODELED, &mistyped);
        let headers = [
            (
                "x-amzn-errortype",
                format!("{}:http://internal.example/", name(first)),
            ),
            (
                "x-amzn-query-error",
                "AWS.SimpleQueueService.NonExistentQueue;Sender".to_owned(),
            ),
        ];
        for (header, text) in headers {
            let mut response = self.encoded(UNMODELED, 500, &coded("__type", first, message()));
            response.headers = vec![(header.to_owned(), text)];
            self.received("errors", header, response);
        }
    }

    fn errors_of(&mut self, id: &str) {
        let status = status(self.model, id);
        let choices = [
            Choice::Full,
            Choice::Minimal,
            Choice::Extreme(1),
            Choice::Extreme(4),
        ];
        for (number, choice) in choices.into_iter().enumerate() {
            let error = value(self.model, id, choice, false);
            let label = format!("{} {choice:?}", name(id));
            // Codes with and without a namespace.
            let code = if number % 2 == 0 { id } else { name(id) };
            self.error("errors", &label, status, id, &coded("__type", code, error));
        }
        let full = value(self.model, id, Choice::Full, false);
        let unknown = CHANGES.first().map(|(_, change)| change(full));
        if let Some(error) = unknown {
            let label = format!("{} with unknown members", name(id));
            self.error("errors", &label, status, id, &coded("__type", id, error));
        }
    }

    fn error(&mut self, kind: &'static str, label: &str, status: u16, id: &str, error: &Node) {
        let response = self.encoded(id, status, error);
        self.received(kind, label, response);
    }
}

/// Id of a shape without members.
const UNMODELED: &str = "ns#Unmodeled";

/// Values of a shape, with their labels.
fn values(model: &Model, shape: &str, is_request: bool) -> Vec<(String, Node)> {
    let number = model.widest_union(shape).clamp(EXTREMES.0, EXTREMES.1);
    let extremes =
        (0..number).map(|number| (format!("extremes {number}"), Choice::Extreme(number)));
    let choices = [
        ("minimal".to_owned(), Choice::Minimal),
        ("full".to_owned(), Choice::Full),
    ];
    let choices = choices.into_iter().chain(extremes);
    choices
        .map(|(label, choice)| (label, value(model, shape, choice, is_request)))
        .collect()
}

/// Status of the responses of an error (`smithy.api#httpError`, else by `smithy.api#error`).
fn status(model: &Model, id: &str) -> u16 {
    let status = model.shape_trait(id, "smithy.api#httpError");
    let status = status.and_then(Value::as_u64);
    let is_server = model
        .shape_trait(id, "smithy.api#error")
        .and_then(Value::as_str)
        == Some("server");
    let status = status.and_then(|it| u16::try_from(it).ok());
    status.unwrap_or(if is_server { 500 } else { 400 })
}

/// An error with its code, in front of its members.
fn coded(key: &str, code: &str, error: Node) -> Node {
    match error {
        Node::Structure(members) => {
            let code = (key.to_owned(), Node::Text(code.to_owned()));
            Node::Structure([code].into_iter().chain(members).collect())
        }
        other => other,
    }
}

fn mistyped() -> Node {
    let message = Node::List(vec![Node::Integer(1)]);
    Node::Structure(vec![
        ("message".to_owned(), message.clone()),
        ("Message".to_owned(), message),
    ])
}

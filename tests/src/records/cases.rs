//! Cases of an operation: requests, responses and errors, with what is sent or received.

use super::build::{Choice, value};
use super::model::{Model, Operation, name};
use super::value::Node;
use super::vary::{CHANGES, count_leaves, replaced, wrong};
use super::{cbor, json};
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
    /// True for rpcv2Cbor, false for awsJson.
    pub is_cbor: bool,
    /// Name among the cases of its kind.
    pub label: String,
    /// Input of the call, as JSON.
    pub input: String,
    /// Response of the service; `None` for requests.
    pub response: Option<Response>,
}

/// A response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    /// Headers beyond those of the protocol.
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// Returns the cases of an operation, in the order of [`KINDS`].
#[must_use]
pub fn cases(model: &Model, operation: &Operation<'_>) -> Vec<Case> {
    let mut all = Cases {
        operation: operation.name.to_owned(),
        input: json::write(
            &value(model, operation.input, Choice::Minimal),
            json::Spelling::Plain,
        ),
        cases: Vec::new(),
        seen: BTreeSet::new(),
    };
    for is_cbor in [false, true] {
        all.requests(model, operation, is_cbor);
    }
    for is_cbor in [false, true] {
        all.responses(model, operation, is_cbor);
    }
    for is_cbor in [false, true] {
        all.errors(model, operation, is_cbor);
    }
    all.cases
}

struct Cases {
    operation: String,
    /// Input of the calls whose responses are recorded.
    input: String,
    cases: Vec<Case>,
    /// Bodies of the cases of a kind: small shapes give the same body in many ways.
    seen: BTreeSet<(bool, u16, Vec<u8>)>,
}

impl Cases {
    fn requests(&mut self, model: &Model, operation: &Operation<'_>, is_cbor: bool) {
        self.seen.clear();
        for (label, input) in values(model, operation.input) {
            let input = json::write(&input, json::Spelling::Plain);
            if self.seen.insert((is_cbor, 0, input.clone().into_bytes())) {
                self.cases.push(Case {
                    operation: self.operation.clone(),
                    kind: if is_cbor {
                        "request cbor"
                    } else {
                        "request json"
                    },
                    is_cbor,
                    label,
                    input,
                    response: None,
                });
            }
        }
    }

    fn responses(&mut self, model: &Model, operation: &Operation<'_>, is_cbor: bool) {
        self.seen.clear();
        for (label, output) in values(model, operation.output) {
            self.output(&label, &output, is_cbor);
        }
        let full = value(model, operation.output, Choice::Full);
        let unusual = if is_cbor {
            cbor::write(&full, cbor::Encoding::Unusual)
        } else {
            json::write(&full, json::Spelling::Unusual).into_bytes()
        };
        self.response("unusual encoding", unusual, is_cbor);
        let extreme = value(model, operation.output, Choice::Extreme(5));
        let unusual = if is_cbor {
            cbor::write(&extreme, cbor::Encoding::Unusual)
        } else {
            json::write(&extreme, json::Spelling::Unusual).into_bytes()
        };
        self.response("unusual encoding of extremes", unusual, is_cbor);
        for (label, change) in CHANGES {
            self.output(label, &change(full.clone()), is_cbor);
        }
        let leaves = count_leaves(&full);
        let others = wrong();
        for index in 0..WRONG.min(leaves) {
            let leaf = index * leaves / WRONG.min(leaves);
            if let Some(other) = others.iter().cycle().nth(index)
                && let Some(output) = replaced(&full, leaf, other)
            {
                self.output(&format!("value {leaf} of another type"), &output, is_cbor);
            }
        }
        let whole = encoded(&full, is_cbor);
        let half = whole.iter().copied().take(whole.len() / 2).collect();
        self.response("half of the body", half, is_cbor);
        let twice = whole.repeat(2);
        self.response("the body twice", twice, is_cbor);
        self.response("no body", Vec::new(), is_cbor);
        for (label, other) in [("a null body", Node::Null), ("a list", Node::List(vec![]))] {
            self.output(label, &other, is_cbor);
        }
    }

    fn output(&mut self, label: &str, output: &Node, is_cbor: bool) {
        self.response(label, encoded(output, is_cbor), is_cbor);
    }

    fn response(&mut self, label: &str, body: Vec<u8>, is_cbor: bool) {
        let kind = if is_cbor {
            "response cbor"
        } else {
            "response json"
        };
        let response = Response {
            status: 200,
            headers: Vec::new(),
            body,
        };
        self.received(kind, label, response, is_cbor);
    }

    fn received(&mut self, kind: &'static str, label: &str, response: Response, is_cbor: bool) {
        let key = (is_cbor, response.status, response.body.clone());
        if self.seen.insert(key) || !response.headers.is_empty() {
            self.cases.push(Case {
                operation: self.operation.clone(),
                kind,
                is_cbor,
                label: label.to_owned(),
                input: self.input.clone(),
                response: Some(response),
            });
        }
    }

    fn errors(&mut self, model: &Model, operation: &Operation<'_>, is_cbor: bool) {
        self.seen.clear();
        for id in &operation.errors {
            let status = status(model, id);
            let choices = [
                Choice::Full,
                Choice::Minimal,
                Choice::Extreme(1),
                Choice::Extreme(4),
            ];
            for (number, choice) in choices.into_iter().enumerate() {
                let error = value(model, id, choice);
                let label = format!("{} {choice:?}", name(id));
                // Codes with and without a namespace.
                let code = if number % 2 == 0 { id } else { name(id) };
                self.error(&label, status, &coded("__type", code, error), is_cbor);
            }
            let unknown = CHANGES
                .first()
                .map(|(_, change)| change(value(model, id, Choice::Full)));
            if let Some(error) = unknown {
                let label = format!("{} with unknown members", name(id));
                self.error(&label, status, &coded("__type", id, error), is_cbor);
            }
        }
        let first = operation.errors.first().copied().unwrap_or("ns#Unmodeled");
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
            self.error(label, 400, &error, is_cbor);
        }
        let response = Response {
            status: 400,
            headers: Vec::new(),
            body: encoded(&coded("__type", first, mistyped()), is_cbor),
        };
        self.received(REJECTIONS, "mistyped message", response, is_cbor);
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
        for header in headers {
            let response = Response {
                status: 500,
                body: encoded(&coded("__type", first, message()), is_cbor),
                headers: vec![header.clone()],
            };
            self.received("errors", header.0, response, is_cbor);
        }
    }

    fn error(&mut self, label: &str, status: u16, error: &Node, is_cbor: bool) {
        let response = Response {
            status,
            headers: Vec::new(),
            body: encoded(error, is_cbor),
        };
        self.received("errors", label, response, is_cbor);
    }
}

/// Values of a shape, with their labels.
fn values(model: &Model, shape: &str) -> Vec<(String, Node)> {
    let number = model.widest_union(shape).clamp(EXTREMES.0, EXTREMES.1);
    let extremes =
        (0..number).map(|number| (format!("extremes {number}"), Choice::Extreme(number)));
    let choices = [
        ("minimal".to_owned(), Choice::Minimal),
        ("full".to_owned(), Choice::Full),
    ];
    let choices = choices.into_iter().chain(extremes);
    choices
        .map(|(label, choice)| (label, value(model, shape, choice)))
        .collect()
}

fn encoded(node: &Node, is_cbor: bool) -> Vec<u8> {
    if is_cbor {
        cbor::write(node, cbor::Encoding::Plain)
    } else {
        json::write(node, json::Spelling::Plain).into_bytes()
    }
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

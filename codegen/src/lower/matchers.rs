//! What an answer has to be for an acceptor of a waiter.

use super::Context;
use super::traits::Place;
use crate::ir::query::ValueType;
use crate::ir::waiter::{Matcher, Test};
use crate::ir::{Operation, Types};
use crate::lower::expression::{self, Root, Shapes};
use crate::smithy::json::Node;

/// What an answer has to be.
pub(super) struct Condition {
    /// In words.
    pub(super) reason: String,
    /// In Markdown.
    pub(super) docs: String,
    /// As a test.
    pub(super) matcher: Matcher,
}

impl Condition {
    fn new(reason: &str, matcher: Matcher) -> Self {
        Self {
            reason: reason.to_owned(),
            docs: reason.to_owned(),
            matcher,
        }
    }
}

impl Context<'_> {
    /// The condition of a matcher of this `kind`.
    pub(super) fn matcher(
        &mut self,
        types: &Types,
        operation: &Operation,
        kind: &str,
        value: &Place<'_>,
    ) -> Option<Condition> {
        let shapes = Shapes {
            types,
            input: operation.input,
            output: operation.output,
        };
        match (kind, value.node) {
            ("success", Node::Bool(true)) => Some(Condition::new("any output", Matcher::Success)),
            ("success", Node::Bool(false)) => Some(Condition::new(
                "any error of the service",
                Matcher::AnyError,
            )),
            ("errorType", Node::String(error)) => {
                let name = error.rsplit('#').next().unwrap_or_default();
                Some(Condition {
                    reason: format!("the error {name}"),
                    docs: format!("the error `{name}`"),
                    matcher: Matcher::Error(name.to_owned()),
                })
            }
            ("output", Node::Object(_)) => {
                self.path_matcher(value, Root::Output, shapes, Matcher::Output)
            }
            ("inputOutput", Node::Object(_)) => {
                self.path_matcher(value, Root::InputAndOutput, shapes, Matcher::InputOutput)
            }
            ("success" | "errorType" | "output" | "inputOutput", node) => {
                let message = format!("the matcher `{kind}` is {}", node.kind());
                let help = "success takes a boolean, errorType a string, the others an object";
                self.error_at(value, message, help);
                None
            }
            _ => {
                let message = format!("`{kind}` is no matcher");
                let help = "the matchers are output, inputOutput, success and errorType";
                self.error_at(value, message, help);
                None
            }
        }
    }

    fn path_matcher(
        &mut self,
        place: &Place<'_>,
        root: Root,
        shapes: Shapes<'_>,
        matcher: fn(Test) -> Matcher,
    ) -> Option<Condition> {
        let (path, at) = self.text_at(place, "path", "the matcher")?;
        let (expected, expected_at) = self.text_at(place, "expected", "the matcher")?;
        let (comparator, comparator_at) = self.text_at(place, "comparator", "the matcher")?;
        let value = match expression::compile(path, root, shapes) {
            Ok(value) => value,
            Err(problem) => {
                let path = shortened(path);
                if problem.is_wrong {
                    let message = format!("the path `{path}` cannot be used: {}", problem.message);
                    self.error_at(&at, message, &problem.help);
                } else {
                    // Callers can do without the waiter, and whoever generates may not be who wrote the model.
                    let message = format!(
                        "the waiter is left out, for its path `{path}` cannot be used: {}",
                        problem.message
                    );
                    self.warning_at(&at, message, &problem.help);
                }
                return None;
            }
        };
        let (ty, text) = (value.ty.clone(), expected.to_owned());
        let (test, wanted, fits) = match comparator {
            "stringEquals" => (Test::Text(value, text), "a string", ty == ValueType::Text),
            "booleanEquals" => {
                let flag = self.flag(expected, &expected_at)?;
                (Test::Flag(value, flag), "a boolean", ty == ValueType::Flag)
            }
            "allStringEquals" => (Test::All(value, text), TEXTS, is_list_of_text(&ty)),
            "anyStringEquals" => (Test::Any(value, text), TEXTS, is_list_of_text(&ty)),
            other => {
                let message = format!("`{other}` is no comparator");
                let help = "they are stringEquals, booleanEquals, allStringEquals, anyStringEquals";
                self.error_at(&comparator_at, message, help);
                return None;
            }
        };
        if !fits {
            let found = ty.described();
            let message =
                format!("the path `{path}` gives {found}, but `{comparator}` takes {wanted}");
            self.error_at(&at, message, "correct the path or the comparator");
            return None;
        }
        let path = path.split_whitespace().collect::<Vec<_>>().join(" ");
        let (before, verb) = match test {
            Test::Text(..) | Test::Flag(..) => ("", "is"),
            Test::All(..) => ("all of ", "are"),
            Test::Any(..) => ("one of ", "is"),
        };
        Some(Condition {
            reason: format!("{before}{path} {verb} {expected}"),
            docs: format!("{before}{} {verb} {}", code(&path), code(expected)),
            matcher: matcher(test),
        })
    }

    fn flag(&mut self, expected: &str, at: &Place<'_>) -> Option<bool> {
        match expected {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                let message = format!("`{expected}` is no boolean");
                self.error_at(at, message, "expect \"true\" or \"false\"");
                None
            }
        }
    }
}

/// What the comparators of lists take.
const TEXTS: &str = "a list of strings without nulls";

fn is_list_of_text(ty: &ValueType) -> bool {
    match ty {
        ValueType::List(elements) => *elements.ty == ValueType::Text && !elements.sparse,
        _ => false,
    }
}

/// The beginning of a text that is too long to be shown.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 300;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A code span: literals of JMESPath stand in backticks of their own.
fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

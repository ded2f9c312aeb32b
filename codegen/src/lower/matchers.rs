//! Matchers of waiters' acceptors.

use super::Context;
use super::expression::{Subject, compile, described, is_list_of_strings};
use super::traits::Place;
use crate::ir::expression::Expression;
use crate::ir::waiter::{Matcher, Test};
use crate::ir::{Operation, Type, Types};
use crate::smithy::json::Node;

/// A condition on the outcome of a call.
pub(super) struct Condition {
    /// In words.
    pub(super) reason: String,
    /// In Markdown.
    pub(super) docs: String,
    /// As a test.
    pub(super) matcher: Matcher,
}

impl Condition {
    fn new(reason: &str, docs: &str, matcher: Matcher) -> Option<Self> {
        Some(Self {
            reason: reason.to_owned(),
            docs: docs.to_owned(),
            matcher,
        })
    }
}

/// Operands of the comparators of lists.
const STRINGS: &str = "a list of strings without nulls";

impl Context<'_> {
    /// The condition of a matcher of this `kind`.
    pub(super) fn matcher(
        &mut self,
        types: &Types,
        operation: &Operation,
        kind: &str,
        value: &Place<'_>,
    ) -> Option<Condition> {
        let (input, output) = (operation.input, operation.output);
        let any_error = "any error of the service";
        match (kind, value.node) {
            ("success", Node::Bool(true)) => {
                Condition::new("any output", "any output", Matcher::Success)
            }
            ("success", Node::Bool(false)) => {
                Condition::new(any_error, any_error, Matcher::AnyError)
            }
            ("errorType", Node::String(error)) => {
                let name = error.rsplit('#').next().unwrap_or_default();
                let (reason, docs) = (format!("the error {name}"), format!("the error `{name}`"));
                Condition::new(&reason, &docs, Matcher::Error(name.to_owned()))
            }
            ("output", Node::Object(_)) => self.path_matcher(types, value, Subject::Output(output)),
            ("inputOutput", Node::Object(_)) => {
                self.path_matcher(types, value, Subject::InputOutput(input, output))
            }
            ("success" | "errorType" | "output" | "inputOutput", node) => {
                let message = format!("the matcher `{kind}` is {}", node.kind());
                let help = "success takes a boolean, errorType a string, the others an object";
                self.error_at(value, message, help);
                None
            }
            _ => {
                let help = "the matchers are output, inputOutput, success and errorType";
                self.error_at(value, format!("`{kind}` is not a matcher"), help);
                None
            }
        }
    }

    fn path_matcher(
        &mut self,
        types: &Types,
        place: &Place<'_>,
        subject: Subject,
    ) -> Option<Condition> {
        let (path, path_at) = self.text_at(place, "path", "the matcher")?;
        let (expected, expected_at) = self.text_at(place, "expected", "the matcher")?;
        let (comparator, comparator_at) = self.text_at(place, "comparator", "the matcher")?;
        let value = self.expression(types, path, &path_at, subject)?;
        let (ty, text) = (value.ty.clone(), expected.to_owned());
        let is_strings = is_list_of_strings(&ty);
        // The test, the words around the path, and the type that the path has to have.
        let (test, [before, verb], wanted, fits) = match (comparator, expected) {
            ("stringEquals", _) => {
                let test = Test::String(value, text);
                (test, ["", "is"], "a string", ty == Type::String)
            }
            ("booleanEquals", "true" | "false") => {
                let test = Test::Boolean(value, expected == "true");
                (test, ["", "is"], "a boolean", ty == Type::Bool)
            }
            ("booleanEquals", _) => {
                let message = format!("`{expected}` is not a boolean");
                self.error_at(&expected_at, message, "expect \"true\" or \"false\"");
                return None;
            }
            ("allStringEquals", _) => (
                Test::All(value, text),
                ["all of ", "are"],
                STRINGS,
                is_strings,
            ),
            ("anyStringEquals", _) => (
                Test::Any(value, text),
                ["one of ", "is"],
                STRINGS,
                is_strings,
            ),
            _ => {
                let message = format!("`{comparator}` is not a comparator");
                let help = "the comparators are stringEquals, booleanEquals, allStringEquals, anyStringEquals";
                self.error_at(&comparator_at, message, help);
                return None;
            }
        };
        if !fits {
            let found = described(&ty);
            let message =
                format!("the path `{path}` gives {found}, but `{comparator}` takes {wanted}");
            self.error_at(&path_at, message, "correct the path or the comparator");
            return None;
        }
        let path = path.split_whitespace().collect::<Vec<_>>().join(" ");
        let matcher = match subject {
            Subject::InputOutput(..) => Matcher::InputOutput(test),
            _ => Matcher::Output(test),
        };
        let reason = format!("{before}{path} {verb} {expected}");
        let docs = format!("{before}{} {verb} {}", code(&path), code(expected));
        Condition::new(&reason, &docs, matcher)
    }

    fn expression(
        &mut self,
        types: &Types,
        path: &str,
        at: &Place<'_>,
        subject: Subject,
    ) -> Option<Expression> {
        let problem = match compile(path, subject, types) {
            Ok(expression) => return Some(expression),
            Err(problem) => problem,
        };
        let reason = format!(
            "path `{}` cannot be used: {}",
            shortened(path),
            problem.message
        );
        if problem.is_wrong {
            self.error_at(at, format!("the {reason}"), &problem.help);
        } else {
            // Callers can do without the waiter, and whoever generates may not be who wrote the model.
            let message = format!("the waiter is skipped because its {reason}");
            self.warning_at(at, message, &problem.help);
        }
        None
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

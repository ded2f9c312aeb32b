//! Operations: their methods, inputs, outputs and errors.

use super::constraint::Constraints;
use super::pair::{Pair, pairs, same_order};
use super::report::Report;
use super::{State, calls, structure};
use crate::ir::{ErrorVariant, HostPiece, Operation};

/// Compares all operations.
pub(super) fn compare(old: &State, new: &State, report: &mut Report) {
    let module = &old.service.module;
    let constraints = Constraints::new(old, new);
    let operations = (&old.service.operations, &new.service.operations);
    for pair in pairs(operations.0, operations.1, |it| it.shape_name.as_str()) {
        let at = |it: &Operation| format!("{module}::Client::{}()", it.method);
        match pair {
            Pair::Removed(it) => {
                let why = "its module, its types and the client's methods go with it";
                report.removed(&at(it), "the operation", why);
            }
            Pair::Added(it) => {
                let why = "a method of the client, and a module of its own";
                report.added(&at(it), "the operation", why);
            }
            Pair::Both(old, new) if old.name != new.name || old.method != new.method => {
                let what = format!("the operation is `{}` and `{}()`", new.name, new.method);
                let why = "a name that it had is needed for another operation";
                report.breaking(&at(old), what, why);
            }
            Pair::Both(old, new) => both(module, (old, new), &constraints, report),
        }
    }
    calls::waiters(&old.service, &new.service, report);
}

fn both(
    module: &str,
    (old, new): (&Operation, &Operation),
    constraints: &Constraints<'_>,
    report: &mut Report,
) {
    let method = format!("{module}::Client::{}()", old.method);
    let types = format!("{module}::operation::{}", old.method);
    report.docs(&method, &old.docs, &new.docs);
    report.deprecation(&method, old.deprecated.as_ref(), new.deprecated.as_ref());
    requests(&format!("{types}::{}", old.name), old, new, report);
    for (old, new) in [(&old.input, &new.input), (&old.output, &new.output)] {
        let path = format!("{types}::{}", old.name);
        structure::compare(&path, (old, new), constraints, report);
    }
    errors(&format!("{types}::{}", old.error_name), old, new, report);
    calls::pages(module, old, new, report);
}

/// What the operation asks of its requests.
fn requests(path: &str, old: &Operation, new: &Operation, report: &mut Report) {
    let text = |it: &Operation| format!("`{:?}`", it.auth);
    let why = "it says whether requests are signed";
    report.value(path, "`AUTH`", &text(old), &text(new), why);
    let text = |it: &Operation| format!("`{}`", it.gzip);
    let why = "it says whether large bodies are compressed";
    report.value(path, "`GZIP`", &text(old), &text(new), why);
    let text = |it: &Operation| format!("`{}`", it.long_poll);
    let why = "it says whether calls wait before they fail for want of retry tokens";
    report.value(path, "`LONG_POLL`", &text(old), &text(new), why);
    let text = |it: &Operation| format!("`{}`", it.idempotent);
    let why = "it says whether a call is made again after a timeout";
    report.value(path, "`IDEMPOTENT`", &text(old), &text(new), why);
    let text = |it: &Operation| format!("`{}`", host_prefix(&it.host_prefix));
    let why = "requests go to another host";
    report.value(path, "the host prefix", &text(old), &text(new), why);
    if old.endpoint != new.endpoint {
        let why = "requests may go to another host";
        report.behaviour(path, "gives the endpoint rules other values", why);
    }
}

fn host_prefix(pieces: &[HostPiece]) -> String {
    let piece = |piece: &HostPiece| match piece {
        HostPiece::Text(text) => text.clone(),
        HostPiece::Label(label) => format!("{{{}}}", label.wire_name),
    };
    pieces.iter().map(piece).collect()
}

fn errors(path: &str, old: &Operation, new: &Operation, report: &mut Report) {
    let names = |operation: &Operation| -> Vec<String> {
        let errors = operation.errors.iter();
        errors.map(|it| it.name.clone()).collect()
    };
    if !same_order(&names(old), &names(new)) {
        let why = "nothing but the order in the documentation";
        report.behaviour(path, "the errors come in another order", why);
    }
    for pair in pairs(&old.errors, &new.errors, |it| it.name.as_str()) {
        let at = |it: &ErrorVariant| format!("{path}::{}", it.name);
        match pair {
            Pair::Removed(it) => {
                let why = "code that matches it does not compile";
                report.removed(&at(it), "the error", why);
            }
            Pair::Added(it) => {
                let why = "error enums are `#[non_exhaustive]`: nobody can match all errors";
                report.added(&at(it), "the error", why);
            }
            Pair::Both(old, new) if old.error != new.error => {
                let what = format!("holds `{}` instead of `{}`", new.error, old.error);
                report.breaking(&at(old), what, "its value is of another type");
            }
            Pair::Both(..) => {}
        }
    }
}

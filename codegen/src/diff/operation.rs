//! Operations: their methods, inputs, outputs and errors.

use super::pair::{Pair, pairs, same_order};
use super::report::Report;
use super::{States, binding, calls, structure, xml};
use crate::ir::{ErrorVariant, HostPiece, HttpChecksum, Operation, Request, Service, Types};

/// Compares all operations.
pub(super) fn compare(states: States<'_>, report: &mut Report) {
    let (old, new) = (&states.old.service, &states.new.service);
    let module = &old.module;
    let operations = (&old.operations, &new.operations);
    for pair in pairs(operations.0, operations.1, |it| it.shape_name.as_str()) {
        let at = |it: &Operation| format!("{module}::Client::{}()", it.method);
        match pair {
            Pair::Removed(it) => {
                let why = "its module, its types and the client's methods are removed";
                report.removed(&at(it), "the operation", why);
            }
            Pair::Added(it) => {
                let why = "a method of the client, and a module";
                report.added(&at(it), "the operation", why);
            }
            Pair::Both(old, new) if old.name != new.name || old.method != new.method => {
                let what = format!("the operation is `{}` and `{}()`", new.name, new.method);
                let why = "another operation takes its former name";
                report.breaking(&at(old), what, why);
            }
            Pair::Both(old, new) => both((old, new), states, report),
        }
    }
    calls::waiters(old, new, report);
}

fn both((old, new): (&Operation, &Operation), states: States<'_>, report: &mut Report) {
    let (old_service, new_service) = (&states.old.service, &states.new.service);
    let module = &old_service.module;
    let method = format!("{module}::Client::{}()", old.method);
    let types = format!("{module}::{}", old.module());
    report.docs(&method, &old.docs, &new.docs);
    report.deprecation(&method, old.deprecated.as_ref(), new.deprecated.as_ref());
    let path = format!("{types}::{}", old.name);
    requests(&path, &old.request, &new.request, report);
    let headers = |it: &Operation| match it.initial_headers.as_slice() {
        [] => "none".to_owned(),
        names => format!("`{}`", names.join("`, `")),
    };
    let why = "a response with events without one of them is an error";
    let (was, is) = (headers(old), headers(new));
    report.value(&path, "`INITIAL_HEADERS`", &was, &is, why);
    binding::operation(&path, old, new, report);
    xml::root(&path, old, new, report);
    let bindings = |service: &Service, it: &Operation| service.shown(&service.bindings.get(&it.id));
    if bindings(old_service, old) != bindings(new_service, new) {
        let why = "requests may be sent to another host";
        report.behaviour(&path, "passes other values to the endpoint rules", why);
    }
    for (old, new) in [
        (old_service.input(old), new_service.input(new)),
        (old_service.output(old), new_service.output(new)),
    ] {
        let path = format!("{types}::{}", old.name);
        structure::compare(&path, (old, new), states, report);
    }
    let path = format!("{types}::{}", old.error_name);
    errors(&path, (old, new), states, report);
    calls::pages(old, new, states, report);
}

/// Compares the properties of an operation's requests.
fn requests(path: &str, old: &Request, new: &Request, report: &mut Report) {
    let text = |it: &Request| match &it.auth {
        Some(schemes) => format!("`{schemes:?}`"),
        None => "that of the service".to_owned(),
    };
    let why = "it determines how requests are authenticated, and whether they need be";
    report.value(path, "`AUTH`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", it.gzip);
    let why = "it determines whether large bodies are compressed";
    report.value(path, "`GZIP`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", it.content_md5);
    let why = "it determines whether requests have the header `Content-MD5`";
    report.value(path, "`CONTENT_MD5`", &text(old), &text(new), why);
    let text = |it: &Request| it.checksum.as_ref().map_or("none".to_owned(), checksum);
    let why = "it determines which checksums requests have, and which responses are compared with";
    report.value(path, "`CHECKSUM`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", it.unsigned_payload);
    let why = "it determines whether the signature of a request has the body in it";
    report.value(path, "`UNSIGNED_PAYLOAD`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", it.requires_length);
    let why = "it determines whether a stream without a known length is sent";
    report.value(path, "`REQUIRES_LENGTH`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", it.tree_hash);
    let why = "it determines whether requests have the tree hash of their body";
    report.value(path, "`TREE_HASH`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", it.http2);
    let why = "it determines whether calls need the feature `http2` and a server with HTTP/2";
    report.value(path, "`HTTP2`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", it.long_poll);
    let why = "it determines whether calls wait before they fail for lack of retry tokens";
    report.value(path, "`LONG_POLL`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", it.idempotent);
    let why = "it determines whether a call is retried after a timeout";
    report.value(path, "`IDEMPOTENT`", &text(old), &text(new), why);
    let text = |it: &Request| format!("`{}`", host_prefix(&it.host_prefix));
    let why = "requests are sent to another host";
    report.value(path, "the host prefix", &text(old), &text(new), why);
}

fn checksum(checksum: &HttpChecksum) -> String {
    let required = match checksum.request_required {
        true => "required",
        false => "optional",
    };
    let request = checksum.algorithm_header.as_deref();
    let request = request.map(|it| format!("{required} in requests by `{it}`"));
    let response = checksum.mode_header.as_deref();
    let algorithms = checksum.response_algorithms.join(", ");
    let response = response.map(|it| format!("of responses by `{it}`: {algorithms}"));
    let all: Vec<String> = request.into_iter().chain(response).collect();
    all.join("; ")
}

fn host_prefix(pieces: &[HostPiece]) -> String {
    let piece = |piece: &HostPiece| match piece {
        HostPiece::Text(text) => text.clone(),
        HostPiece::Label(label) => format!("{{{}}}", label.member),
    };
    pieces.iter().map(piece).collect()
}

fn errors(
    path: &str,
    (old, new): (&Operation, &Operation),
    states: States<'_>,
    report: &mut Report,
) {
    let (of_old, of_new) = states.types();
    let name = |types: &Types, it: &ErrorVariant| types.structures[it.error].name.clone();
    let names = |operation: &Operation| -> Vec<String> {
        let errors = operation.errors.iter();
        errors.map(|it| it.name.clone()).collect()
    };
    if !same_order(&names(old), &names(new)) {
        let why = "only the order in the documentation changes";
        report.behaviour(path, "the order of the errors changed", why);
    }
    for pair in pairs(&old.errors, &new.errors, |it| it.name.as_str()) {
        let at = |it: &ErrorVariant| format!("{path}::{}", it.name);
        match pair {
            Pair::Removed(it) => {
                let why = "code that matches it does not compile";
                report.removed(&at(it), "the error", why);
            }
            Pair::Added(it) => {
                let why = "error enums are `#[non_exhaustive]`: no code can match all errors";
                report.added(&at(it), "the error", why);
            }
            Pair::Both(old, new) => {
                let (was, is) = (name(of_old, old), name(of_new, new));
                if was != is {
                    let what = format!("holds `{is}` instead of `{was}`");
                    report.breaking(&at(old), what, "its value is of another type");
                }
            }
        }
    }
}

//! Changes of a service as a whole.

use super::report::Report;
use super::{endpoint, xml};
use crate::ir::{Docs, Protocol, Service, ServiceFacts};
use crate::lower::protocol_id;

/// Compares the facts that requests are built from.
pub(super) fn compare(old: &Service, new: &Service, report: &mut Report) {
    endpoint::compare(old, new, report);
    let module = &old.module;
    let path = format!("{module}::Service");
    let (old, new) = (&old.facts, &new.facts);
    for (name, text, why) in FACTS {
        report.value(&path, name, &text(old), &text(new), why);
    }
    protocols(&path, old, new, report);
    let title = |service: &ServiceFacts| Docs {
        lines: vec![service.title.clone()],
        ..service.docs.clone()
    };
    report.docs(module, &old.docs, &new.docs);
    if old.docs == new.docs {
        report.docs(module, &title(old), &title(new));
    }
}

/// Compares the protocols that a configuration can select.
fn protocols(path: &str, old: &ServiceFacts, new: &ServiceFacts, report: &mut Report) {
    let lacks = |service: &ServiceFacts, protocol: &Protocol| !service.protocols.contains(protocol);
    for protocol in new.protocols.iter().filter(|it| lacks(old, it)) {
        let what = format!("can be called with {}", name(protocol));
        report.more(path, &what, "a configuration can select it");
    }
    for protocol in old.protocols.iter().filter(|it| lacks(new, it)) {
        let what = format!("can no longer be called with {}", name(protocol));
        let why = "calls with a configuration that selects it fail";
        report.behaviour(path, what, why);
    }
}

/// Returns a protocol by the trait that names it.
fn name(protocol: &Protocol) -> String {
    format!("`{}`", protocol_id(*protocol))
}

/// A fact: its name, its value as text, and its effect.
type Fact = (&'static str, fn(&ServiceFacts) -> String, &'static str);

const FACTS: [Fact; 17] = [
    (
        "`SHAPE_NAME`",
        |it| format!("`{}`", it.shape_name),
        "requests contain it",
    ),
    (
        "`SDK_ID`",
        |it| format!("`{}`", it.sdk_id),
        "environment variables and profile keys of the endpoint are named after it",
    ),
    (
        "`VERSION`",
        |it| format!("`{}`", it.version),
        "the version of the service's interface",
    ),
    (
        "`SIGNING_NAME`",
        |it| format!("`{:?}`", it.signing_name),
        "requests are signed for it; without one they are not signed",
    ),
    (
        "`AUTH`",
        |it| format!("`{:?}`", it.auth),
        "it determines how requests are authenticated, and whether they need be",
    ),
    (
        "the protocol",
        |it| it.protocols.first().map_or_else(String::new, name),
        "it is the format of requests and responses, unless a configuration selects another",
    ),
    (
        "`QUERY_COMPATIBLE`",
        |it| format!("`{}`", it.query_compatible),
        "if true, errors have the codes of the AWS query protocol",
    ),
    (
        "`XML_NAMESPACE`",
        |it| xml::text(it.xml_namespace.as_ref()),
        "requests have it",
    ),
    (
        "`HEADERS`",
        |it| format!("`{:?}`", it.headers),
        "all requests have them",
    ),
    (
        "`KEY_DIGESTS`",
        |it| format!("`{:?}`", it.key_digests),
        "requests with an encryption key have its digest",
    ),
    (
        "`SETTINGS`",
        |it| format!("`{:?}`", it.settings),
        "variables and profile keys for parameters of the endpoint rules",
    ),
    (
        "`PAYLOAD_HASH`",
        |it| format!("`{}`", it.payload_hash),
        "if true, signed requests have the hash of their body in a header",
    ),
    (
        "`DOT_SEGMENTS`",
        |it| format!("`{}`", it.dot_segments),
        "if true, the segments `.` and `..` of labels are sent",
    ),
    (
        "`ERRORS_IN_SUCCESS`",
        |it| format!("`{}`", it.errors_in_success),
        "if true, responses with a successful status may have errors",
    ),
    (
        "`ANONYMOUS`",
        |it| format!("`{}`", it.anonymous),
        "if true, a configuration can select calls without authentication",
    ),
    (
        "`RETRY_BASE`",
        |it| format!("`{:?}`", it.retry_base_ms),
        "the wait before a first retry, in milliseconds",
    ),
    (
        "`MAX_ATTEMPTS`",
        |it| format!("`{:?}`", it.max_attempts),
        "the maximum number of attempts of a call",
    ),
];

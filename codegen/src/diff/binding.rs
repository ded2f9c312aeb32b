//! HTTP bindings of operations and members.

use super::report::Report;
use crate::ir::{Binding, Field, Operation, Role};

/// Compares the method and the URI of an operation at `path`.
pub(super) fn operation(path: &str, old: &Operation, new: &Operation, report: &mut Report) {
    let (Some(old), Some(new)) = (&old.http, &new.http) else {
        return; // The protocol changed, which is told of the service.
    };
    let why = "requests are sent with it: a service that does not know it rejects them";
    let quoted = |text: &str| format!("`{text}`");
    let (was, is) = (quoted(&old.method), quoted(&new.method));
    report.value(path, "the HTTP method", &was, &is, why);
    if old.sent_uri() == new.sent_uri() {
        return;
    }
    let what = format!(
        "the URI is `{}` instead of `{}`",
        new.sent_uri(),
        old.sent_uri()
    );
    let why = if old.uri_without_names() == new.uri_without_names() {
        "requests are the same: only members in it have other names"
    } else {
        "requests are sent to it: a service that does not know it rejects them"
    };
    report.behaviour(path, what, why);
}

/// Compares where the value of the member at `path` is, in messages and in documents.
pub(super) fn member(path: &str, old: &Field, new: &Field, role: Role, report: &mut Report) {
    part(path, old, new, role, report);
    let is_bound = |field: &Field| field.binding != Binding::Body;
    if role != Role::Error || !is_bound(old) || !is_bound(new) {
        return; // Only errors are messages, and members of other types too.
    }
    let name = |field: &Field| field.json_name.as_ref().unwrap_or(&field.member).clone();
    let (was, is) = (name(old), name(new));
    if was != is {
        let what = format!("the JSON name is `{is}` instead of `{was}`");
        let why = "it is read from there where the error is a member of another type";
        report.behaviour(path, what, why);
    }
}

/// Compares the part of the message that has the value of the member at `path`, and its name there.
fn part(path: &str, old: &Field, new: &Field, role: Role, report: &mut Report) {
    if old.binding == new.binding {
        match &old.binding {
            Binding::Header { .. } => {
                // Names of headers are case-insensitive.
                if !old.wire_name.eq_ignore_ascii_case(&new.wire_name) {
                    report.wire_name(path, &old.wire_name, &new.wire_name);
                }
            }
            Binding::Label { .. } => {} // The URI has the name, and no request.
            Binding::PrefixHeaders if old.wire_name != new.wire_name => {
                let what = format!(
                    "is {} instead of {}",
                    described(new, role),
                    described(old, role)
                );
                report.behaviour(path, what, "requests and responses use them");
            }
            _ => report.wire_name(path, &old.wire_name, &new.wire_name),
        }
        return;
    }
    let what = format!(
        "is {} instead of {}",
        described(new, role),
        described(old, role)
    );
    let media_types = old.binding.media_type().zip(new.binding.media_type());
    let why = match (&old.binding, &new.binding, role) {
        _ if media_types.is_some_and(|(old, new)| old == new) => return,
        (_, _, Role::Input) if media_types.is_some() => {
            "requests have the media type in the header `Content-Type`"
        }
        _ if media_types.is_some() => "the media type is not checked: the value is read as before",
        (Binding::Header { .. }, Binding::Header { .. }, _) => {
            "the same value is written and read differently"
        }
        (_, _, Role::Data) => "events have it there, and are read from there",
        (_, _, Role::Input) => {
            "a service that expects it elsewhere rejects the request or ignores the value"
        }
        _ => "in a response that has it elsewhere it is not found",
    };
    report.behaviour(path, what, why);
}

/// Returns the words for a binding of a member of a structure in this role.
fn described(field: &Field, role: Role) -> String {
    let name = &field.wire_name;
    let payload = match role {
        Role::Data => "the payload of an event",
        Role::Input | Role::Output | Role::Error => "the whole body",
    };
    match &field.binding {
        Binding::Body => format!("the member `{name}` of the body"),
        Binding::Label { is_id: false } => "a label of the URI".to_owned(),
        Binding::Label { is_id: true } => "a label of the URI without a path before it".to_owned(),
        Binding::Query => format!("the query parameter `{name}`"),
        Binding::QueryParams => "all other query parameters".to_owned(),
        Binding::Header { is_base64: false } => format!("the header `{name}`"),
        Binding::Header { is_base64: true } => format!("the header `{name}` in base64"),
        Binding::PrefixHeaders if name.is_empty() => "all headers".to_owned(),
        Binding::PrefixHeaders => format!("all headers that begin with `{name}`"),
        Binding::EventHeader => format!("the header `{name}` of an event"),
        Binding::Payload => payload.to_owned(),
        Binding::RootText => "the text of the root element".to_owned(),
        Binding::RawPayload(media_type) | Binding::Stream(media_type) => {
            format!("{payload} as `{media_type}`")
        }
        Binding::Status => "the status".to_owned(),
    }
}

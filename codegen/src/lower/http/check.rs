//! Bindings that do not fit their members, or each other.

use std::collections::BTreeMap;

use super::super::Context;
use super::{binding, is_token};
use crate::ir::{Binding, Field, Named, Role, Type, UnionVariant};
use crate::smithy::ast::{Member, Shape};
use crate::smithy::traits::{TraitsExt, id};

/// A problem of a member, and the fix.
type Problem = (String, String);

impl Context<'_> {
    /// Reports invalid bindings of a structure with these fields, and names that members share.
    pub(in super::super) fn check_bindings(&mut self, shape: &Shape, role: Role, fields: &[Field]) {
        if !self.is_rest() {
            return;
        }
        // Their bindings are not those of HTTP.
        let is_event = role == Role::Data && self.is_event(shape);
        let mut names: BTreeMap<(&str, String), &str> = BTreeMap::new();
        let mut payload = None;
        for field in fields {
            let Some(member) = shape.member(&field.member) else {
                continue;
            };
            let problem = (several(member, role))
                .or_else(|| invalid_name(member, &field.binding))
                .or_else(|| invalid_media_type(&field.binding, role))
                .or_else(|| unfit(field, member, role))
                .filter(|_| !is_event);
            if let Some(name) = unique(field)
                .filter(|(what, _)| !(self.is_xml() && *what == JSON_NAME))
                .filter(|_| !(is_event && field.binding.is_payload()))
                && let Some(other) = names.insert(name.clone(), &field.member)
            {
                let (message, help) = shared(&name, other);
                self.error(shape, Some(member), message, &help);
            }
            if let Some((message, help)) = problem {
                self.error(shape, Some(member), message, &help);
            }
            if field.binding.is_payload() && !is_event {
                payload = Some(&field.member);
            }
        }
        if let Some(payload) = payload {
            self.beside_payload(shape, role, fields, payload);
        }
        self.under_prefix(shape, fields);
        match role {
            Role::Input => self.restricted_headers(shape, fields),
            Role::Error => self.check_nested_error(shape, fields),
            Role::Output | Role::Data => {}
        }
    }

    /// Reports members that have no part of the message, since another is the whole body.
    fn beside_payload(&mut self, shape: &Shape, role: Role, fields: &[Field], payload: &str) {
        let is_unbound = |field: &Field| {
            let member = shape.member(&field.member);
            // A binding that does not count here, such as a query parameter of a response, has been thought of.
            member.is_some_and(|it| !binding::has_any(it))
        };
        let traits = match role {
            Role::Input => format!(
                "with one of the traits {}, {} and {}",
                id::HTTP_HEADER,
                id::HTTP_QUERY,
                id::HTTP_LABEL
            ),
            // A response has nothing else that is of a member.
            Role::Output | Role::Error | Role::Data => {
                format!("with the trait {}", id::HTTP_HEADER)
            }
        };
        for field in fields.iter().filter(|it| is_unbound(it)) {
            let message = format!("the member has no binding, and `{payload}` is the whole body");
            let help = format!(
                "bind the member {traits}, or remove {} from `{payload}`",
                id::HTTP_PAYLOAD
            );
            self.error(shape, shape.member(&field.member), message, &help);
        }
    }

    /// Reports headers of a member that begin with the prefix of another member.
    fn under_prefix(&mut self, shape: &Shape, fields: &[Field]) {
        let with_prefix = |it: &&Field| it.binding == Binding::PrefixHeaders;
        let Some(prefix) = fields.iter().find(with_prefix) else {
            return;
        };
        let is_under = |it: &&Field| {
            let start = it.wire_name.get(..prefix.wire_name.len());
            matches!(it.binding, Binding::Header { .. })
                && start.is_some_and(|it| it.eq_ignore_ascii_case(&prefix.wire_name))
        };
        // An empty prefix is for all headers that no other member has.
        for field in fields
            .iter()
            .filter(is_under)
            .filter(|_| !prefix.wire_name.is_empty())
        {
            let message = format!(
                "the header `{}` begins with the prefix `{}` of the member `{}`",
                field.wire_name, prefix.wire_name, prefix.member
            );
            let help = "give the member another header, or the other another prefix";
            self.error(shape, shape.member(&field.member), message, help);
        }
    }
}

impl Context<'_> {
    /// Reports members of a union that share a JSON name; those of XML have been checked.
    pub(in super::super) fn check_variants(&mut self, shape: &Shape, variants: &[UnionVariant]) {
        if self.is_xml() {
            return;
        }
        let mut names: BTreeMap<&str, &str> = BTreeMap::new();
        for variant in variants {
            if let Some(other) = names.insert(&variant.wire_name, &variant.member) {
                let name = (JSON_NAME, variant.wire_name.clone());
                let (message, help) = shared(&name, other);
                self.error(shape, shape.member(&variant.member), message, &help);
            }
        }
    }
}

/// Reports several traits that bind one member.
fn several(member: &Member, role: Role) -> Option<Problem> {
    let traits = binding::traits(role).iter().copied();
    let found: Vec<&str> = traits.filter(|it| member.traits.has(it)).collect();
    (found.len() > 1).then(|| {
        let message = format!("the member has more than one binding: {}", found.join(", "));
        (message, "keep one of the traits".to_owned())
    })
}

/// Reports a name that is not a string, or invalid in HTTP.
fn invalid_name(member: &Member, binding: &Binding) -> Option<Problem> {
    let id = match binding {
        Binding::Query => id::HTTP_QUERY,
        Binding::Header { .. } => id::HTTP_HEADER,
        Binding::PrefixHeaders => id::HTTP_PREFIX_HEADERS,
        Binding::Body => id::JSON_NAME,
        _ => return None,
    };
    let value = member.traits.get(id)?;
    let Some(name) = value.as_str() else {
        let message = format!("the trait {id} is {}, not a string", value.kind());
        return Some((message, "give the trait a name".to_owned()));
    };
    let is_valid = match binding {
        Binding::Header { .. } => is_token(name),
        Binding::PrefixHeaders => name.is_empty() || is_token(name),
        _ => !name.is_empty(),
    };
    (!is_valid).then(|| {
        let message = format!("invalid name `{}` in the trait {id}", name.escape_debug());
        let help = match binding {
            Binding::Header { .. } | Binding::PrefixHeaders => {
                "give a header name: letters, digits and hyphens"
            }
            _ => "give a name that is not empty",
        };
        (message, help.to_owned())
    })
}

/// Reports a media type that the header `Content-Type` of a request cannot have (RFC 9110, section 8.3.1).
fn invalid_media_type(binding: &Binding, role: Role) -> Option<Problem> {
    let media_type = binding.media_type()?;
    if role != Role::Input {
        return None;
    }
    let is_subtype = |it: &str| {
        let (subtype, parameters) = it.split_once(';').unwrap_or((it, ""));
        let is_text = |c: char| c == ' ' || c.is_ascii_graphic();
        is_token(subtype.trim_end_matches(' ')) && parameters.chars().all(is_text)
    };
    let parts = media_type.split_once('/');
    let is_valid = parts.is_some_and(|(kind, subtype)| is_token(kind) && is_subtype(subtype));
    (!is_valid).then(|| {
        let name = media_type.escape_debug();
        let message = format!("invalid media type `{name}` of a payload");
        let help = format!("give the trait {} a type such as text/csv", id::MEDIA_TYPE);
        (message, help)
    })
}

/// Reports a member that its part of the message cannot have.
fn unfit(field: &Field, member: &Member, role: Role) -> Option<Problem> {
    let is_label = matches!(field.binding, Binding::Label { .. });
    if is_label && !member.traits.has(id::REQUIRED) {
        let message = "the member is part of the URI, but not required";
        let help = format!("add the trait {}", id::REQUIRED);
        return Some((message.to_owned(), help));
    }
    let ty = &field.ty;
    // Streams in data and errors have been reported.
    let is_side = matches!(role, Role::Input | Role::Output);
    if field.is_stream() && is_side && !field.binding.is_payload() {
        let message = "the member is a stream, but not the whole body";
        let help = format!(
            "add the trait {} to the member, and no other binding",
            id::HTTP_PAYLOAD
        );
        return Some((message.to_owned(), help));
    }
    let (fits, id, wanted) = match &field.binding {
        Binding::Body
        | Binding::RootText
        | Binding::RawPayload(_)
        | Binding::Stream(_)
        | Binding::EventHeader => return None,
        Binding::Label { .. } => (is_simple(ty), id::HTTP_LABEL, SIMPLE),
        Binding::Query => (is_simple_or_list(ty), id::HTTP_QUERY, SIMPLE_OR_LIST),
        Binding::Header { .. } => (is_simple_or_list(ty), id::HTTP_HEADER, SIMPLE_OR_LIST),
        Binding::QueryParams => (
            is_map_of(ty, |it| is_text(it) || is_list_of(it, is_text)),
            id::HTTP_QUERY_PARAMS,
            "a map of strings, or of lists of strings",
        ),
        Binding::PrefixHeaders => (
            is_map_of(ty, is_text),
            id::HTTP_PREFIX_HEADERS,
            "a map of strings",
        ),
        Binding::Payload => (
            is_document(ty),
            id::HTTP_PAYLOAD,
            "a string, a blob, a document, a list, a map, a structure or a union",
        ),
        Binding::Status => (
            matches!(ty, Type::I32 | Type::Named(Named::IntEnum(_))),
            id::HTTP_RESPONSE_CODE,
            "an integer",
        ),
    };
    let of = if role == Role::Input {
        "request"
    } else {
        "response"
    };
    (!fits).then(|| {
        let message = format!("the trait {id} binds a member of the {of} that is not {wanted}");
        (
            message,
            format!("let the member target {wanted}, or remove the trait"),
        )
    })
}

const JSON_NAME: &str = "JSON name";
const SIMPLE: &str = "a string, a number, a boolean or a timestamp";
const SIMPLE_OR_LIST: &str = "a string, a number, a boolean, a timestamp, or a list of these";

fn is_simple(ty: &Type) -> bool {
    let is_other = matches!(
        ty,
        Type::Bool
            | Type::String
            | Type::BigInteger
            | Type::BigDecimal
            | Type::Timestamp(_)
            | Type::Named(Named::Enum(_) | Named::IntEnum(_))
    );
    is_other || ty.is_number()
}

fn is_simple_or_list(ty: &Type) -> bool {
    is_simple(ty) || is_list_of(ty, is_simple)
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Named(Named::Enum(_)))
}

fn is_list_of(ty: &Type, fits: fn(&Type) -> bool) -> bool {
    matches!(ty, Type::List { member, .. } if fits(member))
}

fn is_map_of(ty: &Type, fits: fn(&Type) -> bool) -> bool {
    matches!(ty, Type::Map { value, .. } if fits(value))
}

fn is_document(ty: &Type) -> bool {
    match ty.unboxed() {
        Type::Document | Type::List { .. } | Type::Map { .. } => true,
        Type::Named(named) => matches!(named, Named::Structure(_) | Named::Union(_)),
        _ => false,
    }
}

/// Returns what only one member of a structure can have: the part of the message, and its name there.
fn unique(field: &Field) -> Option<(&'static str, String)> {
    let name = field.wire_name.clone();
    Some(match &field.binding {
        Binding::Body => (JSON_NAME, name),
        Binding::Label { .. } => return None,
        Binding::Query => ("query parameter", name),
        Binding::Header { .. } => ("header", name.to_ascii_lowercase()),
        Binding::QueryParams => (id::HTTP_QUERY_PARAMS, String::new()),
        Binding::PrefixHeaders => (id::HTTP_PREFIX_HEADERS, String::new()),
        Binding::Payload | Binding::RootText | Binding::RawPayload(_) | Binding::Stream(_) => {
            (id::HTTP_PAYLOAD, String::new())
        }
        Binding::Status => (id::HTTP_RESPONSE_CODE, String::new()),
        Binding::EventHeader => return None,
    })
}

fn shared((what, name): &(&str, String), other: &str) -> Problem {
    if name.is_empty() {
        let message = format!("the member `{other}` has the trait {what} too");
        return (message, "keep the trait on one member".to_owned());
    }
    let message = format!("the {what} `{name}` is also that of the member `{other}`");
    (message, "give one of the members another name".to_owned())
}

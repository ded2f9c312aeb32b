//! Content of a response with a successful status: the output, or an error nevertheless.

use super::{Of, Target};
use crate::error::{DecodeError, ErrorBody};
use crate::operation::Operation;
use crate::wire::{Binding, Structure};
use http::response::Parts;
use memchr::memmem;

/// Member with the name of an error's shape.
const TYPE: &str = "__type";

/// Deserializes the output of a response; `None` if it holds an error instead, since some services send the status
/// before the result is known.
///
/// # Errors
/// If the response is not of the protocol, or its body is not an output. An empty body is an error if members are
/// required: `{}` lacks them and is corrected, but an empty body was not written by the service.
pub(crate) fn output<Op: Operation>(
    target: Target,
    head: &Parts,
    body: &[u8],
) -> Result<Option<Op::Output>, DecodeError> {
    super::check(target.rules, head)?;
    for name in Op::INITIAL_HEADERS {
        if !head.headers.contains_key(*name) {
            return Err(DecodeError::new(&format!(
                "the response has no header `{name}`, which the output requires"
            )));
        }
    }
    let is_raw = |it: &Binding| matches!(it, Binding::RawPayload | Binding::Stream);
    let is_raw = target.rules.is_http && Op::Output::BINDINGS.iter().any(is_raw);
    if Op::HAS_REQUIRED_OUTPUT && !is_raw && target.rules.codec.is_empty(body) {
        return Err(DecodeError::new(
            "the body is empty, but the output has required members",
        ));
    }
    // A search is a small part of what reading costs, and nearly always the end of it.
    // With HTTP bindings an error has a status of its own, and the body of an output may be the user's.
    let may_name_error = !target.rules.is_http && memmem::find(body, TYPE.as_bytes()).is_some();
    if may_name_error && is_error(target, Op::Output::MEMBERS, body) {
        return Ok(None);
    }
    // Servers write bodies that no model has, which other SDKs do not read either.
    let body = match Op::Output::MEMBERS {
        [] if target.rules.is_http => &[],
        _ => body,
    };
    let incoming = super::incoming::<Of<Op::Service>>(target.rules, head, body);
    Op::Output::read_message(incoming).map(Some)
}

/// Returns true if a body names an error and has none of the output's members.
fn is_error(target: Target, members: &[&str], body: &[u8]) -> bool {
    let codec = target.rules.codec;
    let error = ErrorBody::new(codec, body);
    let Some(code) = error.type_code() else {
        return false;
    };
    let is_modeled = target.errors.iter().any(|error| error.code == code);
    if !is_modeled && !code.ends_with("Exception") && !code.ends_with("Error") {
        return false;
    }
    let names = codec.names(body);
    !names.iter().any(|name| members.contains(&name.as_str()))
}

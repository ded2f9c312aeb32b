//! The content of a successful response: the output, or after all an error.

use super::Target;
use crate::error::{DecodeError, ErrorBody};
use crate::operation::Operation;
use crate::wire::members;
use http::response::Parts;
use memchr::memmem;

/// The member by which an error names its shape.
const TYPE: &str = "__type";

/// The output that a response holds; `None` if it names an error instead, as services do that send the status before they
/// know.
///
/// # Errors
/// When the response is none of the protocol, or its body not an output. An empty body is not one where members are
/// required: `{}` lacks them and is corrected, but what is empty was not written by the service.
pub(crate) fn output<Op: Operation>(
    target: Target,
    head: &Parts,
    body: &[u8],
) -> Result<Option<Op::Output>, DecodeError> {
    super::check(target.rules, head)?;
    if Op::HAS_REQUIRED_OUTPUT && target.rules.codec.is_empty(body) {
        return Err(DecodeError::new(
            "the body is empty, and the output has required members",
        ));
    }
    // A search is a small part of what reading costs, and nearly always the end of it.
    let may_name_error = memmem::find(body, TYPE.as_bytes()).is_some();
    if may_name_error && is_error(target, members::<Op::Output>(), body) {
        return Ok(None);
    }
    target.rules.codec.read(body).map(Some)
}

/// Returns whether a body names an error, and has none of the members of the output.
fn is_error(target: Target, members: Option<&[&str]>, body: &[u8]) -> bool {
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
    let is_member = |name: &String| match members {
        Some(members) => members.contains(&name.as_str()),
        None => name != TYPE,
    };
    !names.iter().any(is_member)
}

//! Elements around errors and outputs, for the fake transport.

use crate::error::{ErrorFacts, Fault};

/// Adds the elements around an error, with this code, to its own element.
pub(super) fn wrap_error(facts: ErrorFacts, code: &str, body: &[u8]) -> Vec<u8> {
    let members = members(body);
    let error = error(facts, code);
    let start = format!("<ErrorResponse>{error}");
    [
        start.as_bytes(),
        members,
        b"</Error><RequestId>fake</RequestId></ErrorResponse>",
    ]
    .concat()
}

/// Returns the beginning of an error.
#[cfg_attr(not(feature = "query"), allow(dead_code, reason = "of queries"))]
pub(super) fn error(facts: ErrorFacts, code: &str) -> String {
    let fault = match facts.fault {
        Fault::Client => "Sender",
        Fault::Server => "Receiver",
    };
    format!("<Error><Type>{fault}</Type><Code>{code}</Code>")
}

/// Returns the members of an error without its own element.
pub(super) fn members(body: &[u8]) -> &[u8] {
    let members = body.strip_prefix(b"<Error>");
    members
        .and_then(|members| members.strip_suffix(b"</Error>"))
        .unwrap_or_default()
}

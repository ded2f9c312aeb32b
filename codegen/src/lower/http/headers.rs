//! Headers that members of requests should not be bound to.
//!
//! Source: Smithy's specification "HTTP binding traits", "Restricted HTTP headers". Responses may have any of them: members
//! are read from there.

use super::super::Context;
use crate::ir::{Binding, Field};
use crate::smithy::ast::Shape;
use crate::smithy::traits::id;
use crate::support::diagnostic::Diagnostic;

/// Headers that frame a message or end at the next hop: the runtime rejects requests with them.
const OF_CONNECTIONS: [&str; 9] = [
    "connection",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that the client sets: the value of the member is not sent.
const OF_CLIENTS: [&str; 2] = ["content-length", "user-agent"];

/// Headers that proxies and servers set, which services may not get as they are sent.
const OF_OTHERS: [&str; 5] = [
    "max-forwards",
    "proxy-authenticate",
    "server",
    "www-authenticate",
    "x-forwarded-for",
];

impl Context<'_> {
    /// Reports members of an input that are bound to restricted headers.
    pub(super) fn restricted_headers(&mut self, input: &Shape, fields: &[Field]) {
        let is_header = |it: &&Field| matches!(it.binding, Binding::Header { .. });
        for field in fields.iter().filter(is_header) {
            let header = field.wire_name.to_ascii_lowercase();
            let is_in = |headers: &[&str]| headers.contains(&header.as_str());
            let Some(member) = input.member(&field.member) else {
                continue;
            };
            let name = &field.wire_name;
            if is_in(&OF_CONNECTIONS) {
                let message = format!(
                    "the header `{name}` cannot be sent: it is set by HTTP clients for each connection"
                );
                let help = "bind the member to another header";
                self.error(input, Some(member), message, help);
                continue;
            }
            let has_stream = fields.iter().any(Field::is_stream);
            let effect = match header.as_str() {
                // The length of the stream, if that is unknown.
                "content-length" if has_stream => continue,
                "authorization" => "the signature or token of a request replaces its value",
                _ if is_in(&OF_CLIENTS) => "the client sends its own value, not that of the member",
                _ if is_in(&OF_OTHERS) => "proxies and servers may change or remove its value",
                _ => continue,
            };
            let message = format!("the header `{name}` is restricted: {effect}");
            let at = self
                .model
                .member_location(input, member, ["traits", id::HTTP_HEADER]);
            let help = "bind the member to another header";
            self.found
                .push(Diagnostic::warning(message).at(at).help(help));
        }
    }
}

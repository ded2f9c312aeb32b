//! Properties of an operation's requests: compression, long polls, other hosts.

use super::Context;
use crate::ir::{Http, Presence, Structure, Type, UrlMember};
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::{TraitsExt, id};

/// Methods that are safe by RFC 9110, section 9.2.1. Some models, such as that of API Gateway, mark no operation.
const SAFE: [&str; 2] = ["GET", "HEAD"];

/// Other methods that are idempotent by RFC 9110, section 9.2.2. Most services use them for anything.
const IDEMPOTENT: [&str; 2] = ["PUT", "DELETE"];

impl Context<'_> {
    /// Returns whether `operation` can be carried out twice without harm.
    pub(super) fn is_idempotent(
        &self,
        operation: &Shape,
        http: Option<&Http>,
        input: &Structure,
    ) -> bool {
        let by_method = |http: &Http| {
            let method = http.method.as_str();
            let is_meant = self.known.behaviour.idempotent_methods;
            SAFE.contains(&method) || (is_meant && IDEMPOTENT.contains(&method))
        };
        operation.traits.has(id::READONLY)
            || operation.traits.has(id::IDEMPOTENT)
            || http.is_some_and(by_method)
            || input.fields.iter().any(|field| field.idempotency_token)
    }

    /// Returns whether `operation` responds only when something has happened.
    pub(super) fn is_long_poll(&self, operation: &Shape) -> bool {
        let known = self.known.long_polls.contains(&operation.id.name());
        known || operation.traits.has(id::LONG_POLL)
    }

    /// The member of `input` that has the URL that requests of `operation` go to, where it is known that one has.
    pub(super) fn moved_to(&mut self, operation: &Shape, input: &Structure) -> Option<UrlMember> {
        let moved = self.known.moved.iter();
        let name = operation.id.name();
        let (_, member) = { moved }.find(|(operation, _)| *operation == name)?;
        let field = input.fields.iter().find(|it| it.member == *member);
        let Some(field) = field.filter(|it| it.ty == Type::String) else {
            let message = format!(
                "requests of `{}` are sent to the URL in the member `{member}`, but its input has no such string",
                operation.id
            );
            let help =
                "add the member, or leave the operation out with `operations` in the manifest";
            self.error(operation, None, message, help);
            return None;
        };
        Some(UrlMember {
            member: field.member.clone(),
            field: field.name.clone(),
            optional: field.presence == Presence::Optional,
            deprecated: field.deprecated.is_some(),
        })
    }

    /// Returns whether bodies of `operation` are compressed; gzip is the only supported encoding.
    pub(super) fn gzip(&mut self, operation: &Shape, input: &Structure) -> bool {
        let Some(value) = self.trait_value(operation, id::REQUEST_COMPRESSION) else {
            return false;
        };
        let encodings = value.get("encodings");
        let listed = encodings.as_ref().and_then(|it| it.node.as_array());
        let Some(listed) = listed.filter(|listed| !listed.is_empty()) else {
            let message = format!("the trait {} lists no `encodings`", id::REQUEST_COMPRESSION);
            let at = encodings.as_ref().unwrap_or(&value);
            self.error_at(
                at,
                message,
                "list the encodings that the service reads, such as \"gzip\"",
            );
            return false;
        };
        let is_gzip = |it: &Node| {
            it.as_str()
                .is_some_and(|it| it.eq_ignore_ascii_case("gzip"))
        };
        let found = listed.iter().any(is_gzip);
        if found && input.stream().is_some() {
            let message = format!(
                "requests of `{}` are sent uncompressed: their body is a stream",
                operation.id
            );
            let help = "services accept that; compress the stream yourself if the service needs it";
            self.warning_at(&value, message, help);
            return false;
        }
        if !found {
            let message = format!(
                "requests of `{}` are sent uncompressed: none of the encodings of its trait {} is supported",
                operation.id,
                id::REQUEST_COMPRESSION
            );
            let at = encodings.as_ref().unwrap_or(&value);
            self.warning_at(
                at,
                message,
                "services accept that; the supported encoding is \"gzip\"",
            );
        }
        found
    }
}

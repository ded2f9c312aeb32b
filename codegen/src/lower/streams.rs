//! Streams of operations: documentation of the members, and what cannot be combined with them.

use super::Context;
use super::events::description;
use super::traits::Place;
use crate::ir::{Field, Operation, Presence, Role, Structure, Types};
use crate::lower::rustdoc::wrapped;
use crate::smithy::ast::Shape;
use crate::smithy::traits::{TraitsExt, id};

/// Rust name of the type of streams of bytes, in the runtime.
const TYPE: &str = "ByteStream";

impl Context<'_> {
    /// Returns whether the body of `operation` is a stream of which the length must be known.
    pub(super) fn requires_length(&self, operation: &Shape) -> bool {
        let input = self.model.input(operation);
        let mut members = input.iter().flat_map(|it| &it.members);
        members.any(|member| {
            let target = self.shape(&member.target);
            target.is_some_and(|it| it.traits.has(id::REQUIRES_LENGTH))
        })
    }

    /// Returns whether requests of `operation` have the tree hash of their stream in a header.
    pub(super) fn tree_hash(&mut self, operation: &Shape, input: &Structure) -> bool {
        if !self.known.tree_hashes.contains(&operation.id.name()) {
            return false;
        }
        if input.byte_stream().is_none() {
            let message = format!(
                "requests of `{}` have the tree hash of a stream, but its input has none",
                operation.id
            );
            let help = "add a streaming payload, or leave the operation out with `operations` in the manifest";
            self.error(operation, None, message, help);
            return false;
        }
        true
    }

    /// Adds to the documentation of the stream of a structure, if it has one, how it is made or read.
    pub(super) fn describe_stream(&self, operation: &Shape, structure: &mut Structure) {
        let mut fields = structure.fields.iter_mut();
        let Some(field) = fields.find(|it| it.is_stream()) else {
            return;
        };
        if field.ty.is_events() {
            let (ty, text) = description(structure.role, &field.presence);
            return document(field, &text, ty);
        }
        let mut text = match structure.role {
            Role::Input => {
                let default = match field.presence {
                    Presence::Required => "",
                    _ => ", empty by default",
                };
                let sources = if self.has_trailers(operation) {
                    "bytes, a file, a reader or any other stream with a known length"
                } else if operation.traits.has(id::UNSIGNED_PAYLOAD) {
                    "bytes, a file, a reader or any other stream"
                } else {
                    "bytes, a file or a repeatable stream, which can be read for a hash before they are sent"
                };
                format!("A stream{default}: {sources}. See [`{TYPE}`].")
            }
            _ => format!(
                "A stream, which is read from the connection as it arrives. See [`{TYPE}`]."
            ),
        };
        if structure.role == Role::Input && self.known.tree_hashes.contains(&operation.id.name()) {
            text += " Its SHA-256 tree hash is sent in a header, unless a member has it.";
        }
        if structure.role == Role::Input && self.requires_length(operation) {
            text += " Its length must be known.";
        }
        document(field, &text, TYPE);
    }

    /// Reports a trait at `place` by which calls are repeated, unless they can be: a stream is sent once.
    pub(super) fn is_repeatable(
        &mut self,
        operation: &Operation,
        types: &Types,
        place: &Place<'_>,
    ) -> bool {
        let Some(stream) = types.structures[operation.input].stream() else {
            return true;
        };
        let message = format!(
            "calls of `{}` cannot be repeated: the member `{}` of the input is a stream",
            operation.shape, stream.member
        );
        self.error_at(place, message, "remove the trait, or the stream");
        false
    }
}

/// Adds a text to the documentation of a field, which links to this type of the runtime.
fn document(field: &mut Field, text: &str, ty: &str) {
    let docs = &mut field.docs;
    if !docs.lines.is_empty() {
        docs.lines.push(String::new());
    }
    docs.lines.extend(wrapped(text));
    docs.links.insert(ty.to_owned(), format!("runtime::{ty}"));
}

//! Errors that are members of other types too: "bindings are ignored" there, and the body has all members.

use super::super::Context;
use crate::ir::{Binding, Field};
use crate::smithy::ast::{Kind, Shape};
use crate::smithy::shape_id::ShapeId;
use crate::smithy::traits::id;

impl Context<'_> {
    /// Reports members of a nested error that headers have in another format than documents: a table has one.
    pub(super) fn check_nested_error(&mut self, error: &Shape, fields: &[Field]) {
        for field in fields {
            let (Some(member), Binding::Header { is_base64 }) =
                (error.member(&field.member), &field.binding)
            else {
                continue;
            };
            let in_documents = self.type_with(error, member, None);
            if !is_base64 && in_documents.as_ref() == Some(field.ty.unboxed()) {
                continue;
            }
            let Some(parent) = self.parent(&error.id) else {
                return;
            };
            let message = format!(
                "the error is also nested in `{parent}`, where the member has another format than in a header"
            );
            let help = match is_base64 {
                true => "use a string without the trait smithy.api#mediaType".to_owned(),
                false => format!("give the member the trait {}", id::TIMESTAMP_FORMAT),
            };
            self.error(error, Some(member), message, &help);
        }
    }

    /// Returns a type with a member of this type, directly or in a list or map.
    fn parent(&self, id: &ShapeId) -> Option<ShapeId> {
        let types = self.names.types().map(|(id, _)| id);
        // Shapes that are not selected were not checked: they may recurse.
        let is_selected = |it: &&Shape| self.names.operation(&it.id).is_some();
        let operations = self.model.shapes().filter(is_selected);
        let messages = operations
            .flat_map(|it| <[_; 2]>::from(it.sides()))
            .flatten();
        let messages = messages.filter(|id| self.model.structure(id).is_some());
        let mut parents = types.chain(messages);
        parents.find(|parent| self.contains(parent, id)).cloned()
    }

    fn contains(&self, parent: &ShapeId, id: &ShapeId) -> bool {
        let members = self.model.get(parent).map(|it| it.members.as_slice());
        let mut targets = members.unwrap_or_default().iter().map(|it| &it.target);
        targets.any(|target| {
            let is_collection = |it: &Shape| matches!(it.kind, Kind::List | Kind::Set | Kind::Map);
            let is_collection = self.model.get(target).is_some_and(is_collection);
            target == id || is_collection && target != parent && self.contains(target, id)
        })
    }
}

//! Outputs that are the text of the root element (`aws.customizations#s3UnwrappedXmlOutput`).

use super::super::Context;
use crate::ir::{Binding, Named, Presence, Protocol, Structure, Type};
use crate::smithy::ast::Shape;
use crate::smithy::traits::{TraitsExt, id};

impl Context<'_> {
    /// Binds the only member of an `output` to the text of the root element, if `operation` has the trait.
    pub(in super::super) fn unwrap_root(&mut self, operation: &Shape, output: &mut Structure) {
        let trait_id = id::S3_UNWRAPPED_XML_OUTPUT;
        if self.protocol != Some(Protocol::RestXml) || !operation.traits.has(trait_id) {
            return;
        }
        let is_text = |ty: &Type| matches!(ty, Type::String | Type::Named(Named::Enum(_)));
        match output.fields.as_mut_slice() {
            [field]
                if field.binding == Binding::Body
                    && field.presence == Presence::Optional
                    && is_text(&field.ty) =>
            {
                field.binding = Binding::RootText;
            }
            _ => {
                let message = format!(
                    "the output of `{}` must have one optional string in the body, which is the text of the root element",
                    operation.id
                );
                let help = "remove the trait or the other members";
                self.trait_error(operation, trait_id, None, message, help);
            }
        }
    }
}

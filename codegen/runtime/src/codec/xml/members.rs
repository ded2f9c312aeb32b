//! Members of structures.

use super::error::WriteError;
use super::tag::Tag;
use super::write::Writer;
use crate::codec::Root;
use crate::wire::{Format, MemberSerializer, Step};

/// Returns true if a structure has members that are attributes.
pub(super) const fn has_attributes(mut members: &[&str]) -> bool {
    while let [member, rest @ ..] = members {
        if let [b'@', ..] = member.as_bytes() {
            return true;
        }
        members = rest;
    }
    false
}

/// Members of a structure: those that are attributes in its start tag, the others as its elements.
pub(super) struct Members<'a> {
    body: &'a mut Vec<u8>,
    is_tag: bool,
}

impl<'a> Members<'a> {
    pub(super) fn new(body: &'a mut Vec<u8>, is_tag: bool) -> Self {
        Self { body, is_tag }
    }

    #[inline]
    pub(super) fn put<F: Format>(
        &mut self,
        name: &str,
        value: &F::Value,
    ) -> Result<(), WriteError> {
        let attribute = name.strip_prefix('@');
        if attribute.is_some() != self.is_tag {
            return Ok(());
        }
        let writer = Writer {
            body: &mut *self.body,
            tag: Tag::of(attribute.unwrap_or(name), F::NAMES),
            is_attribute: self.is_tag,
        };
        F::write(value, writer).map_err(|error| error.within(Step::Member(name)))
    }
}

impl MemberSerializer for Members<'_> {
    type Error = WriteError;

    #[inline]
    fn member<F: Format>(
        &mut self,
        name: &'static str,
        value: &F::Value,
    ) -> Result<(), WriteError> {
        self.put::<F>(name, value)
    }
}

/// A document whose members are written one by one.
#[derive(Default)]
pub(crate) struct Object {
    attributes: Vec<u8>,
    elements: Vec<u8>,
}

impl Object {
    /// Writes a member.
    pub(in crate::codec) fn member<F: Format>(
        &mut self,
        name: &'static str,
        value: &F::Value,
    ) -> Result<(), WriteError> {
        let is_tag = name.starts_with('@');
        let body = match is_tag {
            true => &mut self.attributes,
            false => &mut self.elements,
        };
        Members::new(body, is_tag).put::<F>(name, value)
    }

    /// Returns the document.
    pub(in crate::codec) fn finish(self, root: Root<'_>) -> Vec<u8> {
        let tag = Tag {
            name: root.name,
            namespace: root.namespace,
        };
        let mut body = Vec::with_capacity(self.attributes.len() + self.elements.len() + 128);
        tag.begin(&mut body);
        body.extend_from_slice(&self.attributes);
        body.push(b'>');
        body.extend_from_slice(&self.elements);
        tag.end(&mut body);
        body
    }
}

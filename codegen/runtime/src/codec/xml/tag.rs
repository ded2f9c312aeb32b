//! Tags.

use super::error::WriteError;
use super::escape::push_attribute;
use crate::wire::{ElementNames, XmlNamespace};

/// Name and namespace of an element.
#[derive(Clone, Copy)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) namespace: Option<XmlNamespace>,
}

impl<'a> Tag<'a> {
    pub(super) fn of(name: &'a str, names: ElementNames) -> Self {
        Self {
            name,
            namespace: names.namespace,
        }
    }

    /// Writes a start tag without its end.
    pub(super) fn begin(self, body: &mut Vec<u8>) {
        body.push(b'<');
        body.extend_from_slice(self.name.as_bytes());
        let Some(namespace) = self.namespace else {
            return;
        };
        body.extend_from_slice(b" xmlns");
        if let Some(prefix) = namespace.prefix {
            body.push(b':');
            body.extend_from_slice(prefix.as_bytes());
        }
        body.extend_from_slice(b"=\"");
        // A model has no such characters in it.
        let _ = push_attribute(body, namespace.uri);
        body.push(b'"');
    }

    pub(super) fn start(self, body: &mut Vec<u8>) {
        self.begin(body);
        body.push(b'>');
    }

    pub(super) fn end(self, body: &mut Vec<u8>) {
        body.extend_from_slice(b"</");
        body.extend_from_slice(self.name.as_bytes());
        body.push(b'>');
    }
}

/// Checks a name that may not be the model's. It must be a `Name` of XML 1.0 (section 2.3), of which ASCII is checked:
/// other characters cannot end it.
pub(super) fn check_name(name: &str) -> Result<(), WriteError> {
    let is_first = |c: char| c.is_ascii_alphabetic() || c == '_' || c == ':' || !c.is_ascii();
    let is_next = |c: char| is_first(c) || c.is_ascii_digit() || c == '-' || c == '.';
    match name.starts_with(is_first) && name.chars().all(is_next) {
        true => Ok(()),
        false => Err(WriteError::of_unknown()),
    }
}

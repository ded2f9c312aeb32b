//! Writing of elements.

use super::error::WriteError;
use super::escape::{push_attribute, push_text};
use super::members::{Members, has_attributes};
use super::tag::{Tag, check_name};
use crate::codec::text::text_values;
use crate::codec::{CAPACITY, Root};
use crate::wire::{Format, Key, Neutral, ShapeSerializer, Step, Structure, StructureFormat};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeMap;

/// Writes a structure as a document.
pub(in crate::codec) fn write<T: Structure>(
    root: Root<'_>,
    value: &T,
) -> Result<Vec<u8>, WriteError> {
    write_value::<StructureFormat<T>>(root, value)
}

/// Writes a value as a document.
pub(in crate::codec) fn write_value<F: Format>(
    root: Root<'_>,
    value: &F::Value,
) -> Result<Vec<u8>, WriteError> {
    let mut body = Vec::with_capacity(CAPACITY);
    let tag = Tag {
        name: root.name,
        namespace: F::NAMES.namespace.or(root.namespace),
    };
    F::write(value, Writer::new(&mut body, tag))?;
    Ok(body)
}

/// A place for one value: an element, or an attribute of a start tag that has no end yet.
pub(super) struct Writer<'a> {
    pub(super) body: &'a mut Vec<u8>,
    pub(super) tag: Tag<'a>,
    pub(super) is_attribute: bool,
}

impl<'a> Writer<'a> {
    fn new(body: &'a mut Vec<u8>, tag: Tag<'a>) -> Self {
        Self {
            body,
            tag,
            is_attribute: false,
        }
    }

    /// Writes text without anything to escape.
    fn plain(self, text: &str) -> Result<(), WriteError> {
        self.string(text)
    }

    fn attribute(self, value: &str) -> Result<(), char> {
        self.body.push(b' ');
        self.body.extend_from_slice(self.tag.name.as_bytes());
        self.body.extend_from_slice(b"=\"");
        push_attribute(self.body, value)?;
        self.body.push(b'"');
        Ok(())
    }

    fn element(self, text: &str) -> Result<(), char> {
        self.tag.start(self.body);
        push_text(self.body, text)?;
        self.tag.end(self.body);
        Ok(())
    }

    /// Writes the entry of a map, in the element of this place.
    fn entry<F: Format>(self, key: &str, value: &F::Value) -> Result<(), WriteError> {
        let key_tag = Tag {
            name: F::NAMES.key,
            namespace: F::NAMES.key_namespace,
        };
        self.tag.start(self.body);
        Writer::new(self.body, key_tag).string(key)?;
        F::write(
            value,
            Writer::new(self.body, Tag::of(F::NAMES.value, F::NAMES)),
        )?;
        self.tag.end(self.body);
        Ok(())
    }
}

impl ShapeSerializer for Writer<'_> {
    type Ok = ();
    type Error = WriteError;

    text_values!(WriteError);

    fn null(self) -> Result<(), WriteError> {
        self.string("")
    }

    fn string(self, value: &str) -> Result<(), WriteError> {
        let written = match self.is_attribute {
            true => self.attribute(value),
            false => self.element(value),
        };
        written.map_err(WriteError::of_character)
    }

    fn blob(self, value: &[u8]) -> Result<(), WriteError> {
        self.string(&STANDARD.encode(value))
    }

    fn list<F: Format>(self, entries: &[F::Value]) -> Result<(), WriteError> {
        self.tag.start(self.body);
        let tag = Tag::of(F::NAMES.member, F::NAMES);
        Writer::new(self.body, tag).flattened_list::<F>(entries)?;
        self.tag.end(self.body);
        Ok(())
    }

    fn map<K: Key, F: Format>(self, entries: &BTreeMap<K, F::Value>) -> Result<(), WriteError> {
        self.tag.start(self.body);
        let tag = Tag {
            name: "entry",
            namespace: None,
        };
        Writer::new(self.body, tag).flattened_map::<K, F>(entries)?;
        self.tag.end(self.body);
        Ok(())
    }

    fn flattened_list<F: Format>(self, entries: &[F::Value]) -> Result<(), WriteError> {
        for (index, entry) in entries.iter().enumerate() {
            let written = F::write(entry, Writer::new(self.body, self.tag));
            written.map_err(|error| error.within(Step::Index(index)))?;
        }
        Ok(())
    }

    fn flattened_map<K: Key, F: Format>(
        self,
        entries: &BTreeMap<K, F::Value>,
    ) -> Result<(), WriteError> {
        for (key, value) in entries {
            let written = Writer::new(self.body, self.tag).entry::<F>(key.as_key(), value);
            written.map_err(|error| error.within(Step::Entry))?;
        }
        Ok(())
    }

    #[inline]
    fn structure<T: Structure>(self, structure: &T) -> Result<(), WriteError> {
        self.tag.begin(self.body);
        if const { has_attributes(T::MEMBERS) } {
            structure.write(&mut Members::new(self.body, true))?;
        }
        self.body.push(b'>');
        structure.write(&mut Members::new(self.body, false))?;
        self.tag.end(self.body);
        Ok(())
    }

    fn variant<F: Format>(self, name: &str, value: &F::Value) -> Result<(), WriteError> {
        check_name(name)?;
        self.tag.start(self.body);
        Members::new(self.body, false).put::<F>(name, value)?;
        self.tag.end(self.body);
        Ok(())
    }

    fn untyped_map(self, entries: &[(Box<str>, Neutral)]) -> Result<(), WriteError> {
        self.tag.begin(self.body);
        for (name, value) in entries {
            if let Some(attribute) = name.strip_prefix('@') {
                check_name(attribute)?;
                if has_members(value) {
                    return Err(WriteError::of_unknown());
                }
                Members::new(self.body, true).put::<Neutral>(name, value)?;
            }
        }
        self.body.push(b'>');
        for (name, value) in entries {
            match value {
                // The text beside attributes.
                Neutral::Text(text) if name.is_empty() => {
                    push_text(self.body, text).map_err(WriteError::of_character)?;
                }
                _ if name.starts_with('@') => {}
                value => {
                    check_name(name)?;
                    Members::new(self.body, false).put::<Neutral>(name, value)?;
                }
            }
        }
        self.tag.end(self.body);
        Ok(())
    }
}

/// Returns true for a value that is not text in XML.
fn has_members(value: &Neutral) -> bool {
    match value {
        Neutral::Map(_) | Neutral::List(_) => true,
        Neutral::Tagged(_, value) => has_members(value),
        _ => false,
    }
}

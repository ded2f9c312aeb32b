//! Reading of parameters, for the fake transport: the reverse of writing them.
//!
//! Without parameters an empty structure or map is the same as an unset one.

use super::Dialect;
use crate::Timestamp;
use crate::codec::text;
use crate::error::DecodeError;
use crate::percent;
use crate::wire::literal::FromLiteral;
use crate::wire::{
    ElementNames, Format, Key, Neutral, ShapeDeserializer, Step, Structure, Union, UnknownMember,
    Within,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Reads the members of a structure.
pub(in crate::codec) fn read<T: Structure>(
    dialect: Dialect,
    body: &[u8],
) -> Result<T, DecodeError> {
    let root = Node::parse(body)?;
    let mut slot = None;
    Place::new(dialect, Some(&root)).structure(&mut slot)?;
    Ok(slot.unwrap_or_else(T::zero))
}

/// The parameters whose names begin with the same parts.
#[derive(Default)]
struct Node {
    value: Option<String>,
    parts: BTreeMap<String, Self>,
}

impl Node {
    fn parse(body: &[u8]) -> Result<Self, DecodeError> {
        let body = str::from_utf8(body).map_err(|error| DecodeError::new(&error.to_string()))?;
        let mut root = Self::default();
        for pair in body.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decoded = percent::decoded(name).zip(percent::decoded(value));
            let Some((name, value)) = decoded else {
                return Err(DecodeError::new("a parameter that is not UTF-8"));
            };
            let parts = name.split('.');
            let node = parts.fold(&mut root, |node, part| {
                node.parts.entry(part.to_owned()).or_default()
            });
            node.value = Some(value);
        }
        Ok(root)
    }

    /// Returns the entries of a list or map, in the order of their numbers.
    fn entries(&self) -> Vec<&Self> {
        let numbered = self.parts.iter();
        let numbered =
            numbered.filter_map(|(part, node)| Some((part.parse::<usize>().ok()?, node)));
        let mut numbered: Vec<_> = numbered.collect();
        numbered.sort_by_key(|(number, _)| *number);
        numbered.into_iter().map(|(_, node)| node).collect()
    }

    fn untyped(&self) -> Neutral {
        if let Some(value) = &self.value {
            return Neutral::Text(value.as_str().into());
        }
        let parts = self.parts.iter();
        Neutral::Map(
            parts
                .map(|(part, node)| (part.as_str().into(), node.untyped()))
                .collect(),
        )
    }
}

/// Place of a value.
#[derive(Clone, Copy)]
struct Place<'a> {
    dialect: Dialect,
    node: Option<&'a Node>,
    /// Parent of a member, which may have a name of its own.
    parent: Option<&'a Node>,
}

impl<'a> Place<'a> {
    fn new(dialect: Dialect, node: Option<&'a Node>) -> Self {
        Self {
            dialect,
            node,
            parent: None,
        }
    }

    fn member(self, name: &str) -> Self {
        let mut key = String::new();
        self.dialect.push_name(&mut key, name, None);
        Self {
            parent: self.node,
            ..self.part(&key)
        }
    }

    fn part(self, part: &str) -> Self {
        Self::new(
            self.dialect,
            self.node.and_then(|node| node.parts.get(part)),
        )
    }

    fn parsed<T>(
        self,
        parse: impl FnOnce(&str) -> Result<Option<T>, String>,
    ) -> Result<Option<T>, DecodeError> {
        match self.node.and_then(|node| node.value.as_deref()) {
            Some(text) => parse(text).map_err(|problem| DecodeError::new(&problem)),
            None => Ok(None),
        }
    }
}

impl<'de> ShapeDeserializer<'de> for Place<'_> {
    type Error = DecodeError;

    fn named(self, names: ElementNames) -> Self {
        match (self.dialect, self.parent, names.query) {
            (Dialect::Ec2, Some(parent), Some(query)) => {
                Self::new(self.dialect, parent.parts.get(query))
            }
            _ => self,
        }
    }

    fn boolean(self) -> Result<Option<bool>, DecodeError> {
        self.parsed(text::parse_boolean)
    }

    fn number<T: FromLiteral>(self) -> Result<Option<T>, DecodeError> {
        self.parsed(text::parse_number)
    }

    fn string(self) -> Result<Option<Cow<'de, str>>, DecodeError> {
        self.parsed(|text| Ok(Some(Cow::Owned(text.to_owned()))))
    }

    fn blob(self) -> Result<Option<Vec<u8>>, DecodeError> {
        self.parsed(text::parse_blob)
    }

    fn timestamp(self) -> Result<Option<Timestamp>, DecodeError> {
        self.parsed(text::parse_timestamp)
    }

    fn list<F: Format>(self) -> Result<Option<Vec<F::Value>>, DecodeError> {
        let is_empty = self.node.is_some_and(|node| node.parts.is_empty());
        let mut list = None;
        match self.dialect {
            Dialect::Aws if !is_empty => self.part(F::NAMES.member),
            _ => self,
        }
        .flattened_list::<F>(&mut list)?;
        Ok(list)
    }

    fn map<K: Key, F: Format>(self) -> Result<Option<BTreeMap<K, F::Value>>, DecodeError> {
        let mut map = None;
        self.part("entry").flattened_map::<K, F>(&mut map)?;
        Ok(map)
    }

    fn flattened_list<F: Format>(
        self,
        list: &mut Option<Vec<F::Value>>,
    ) -> Result<(), DecodeError> {
        let Some(node) = self.node else {
            return Ok(());
        };
        let list = list.get_or_insert_default();
        for (index, entry) in node.entries().into_iter().enumerate() {
            let mut slot = None;
            let read = F::read(&mut slot, Place::new(self.dialect, Some(entry)));
            read.map_err(|error| error.within(Step::Index(index)))?;
            list.extend(slot);
        }
        Ok(())
    }

    fn flattened_map<K: Key, F: Format>(
        self,
        map: &mut Option<BTreeMap<K, F::Value>>,
    ) -> Result<(), DecodeError> {
        let Some(node) = self.node else {
            return Ok(());
        };
        let map = map.get_or_insert_default();
        for entry in node.entries() {
            let entry = Place::new(self.dialect, Some(entry));
            let mut slot = None;
            let read = F::read(&mut slot, entry.part(F::NAMES.value));
            read.map_err(|error| error.within(Step::Entry))?;
            if let (Some(key), Some(value)) = (entry.part(F::NAMES.key).string()?, slot) {
                map.insert(K::from_key(key), value);
            }
        }
        Ok(())
    }

    fn structure<T: Structure>(self, slot: &mut Option<T>) -> Result<(), DecodeError> {
        if self.node.is_none() {
            return Ok(());
        }
        let structure = slot.insert(T::zero());
        for (index, name) in T::MEMBERS.iter().enumerate() {
            let read = structure.read(index, self.member(name));
            read.map_err(|error| error.within(Step::Member(name)))?;
        }
        Ok(())
    }

    fn union<T: Union>(self) -> Result<Option<T>, DecodeError> {
        let Some((part, node)) = self.node.and_then(|node| node.parts.first_key_value()) else {
            return Ok(None);
        };
        match T::MEMBERS
            .iter()
            .position(|name| self.member(name).node.is_some())
        {
            Some(index) => T::read(index, Place::new(self.dialect, Some(node))),
            None => Ok(UnknownMember::of(part, node.untyped()).map(T::unknown)),
        }
    }

    fn untyped(self) -> Result<Option<Neutral>, DecodeError> {
        Ok(self.node.map(Node::untyped))
    }

    fn skip(self) -> Result<Option<()>, DecodeError> {
        Ok(self.node.map(|_| ()))
    }
}

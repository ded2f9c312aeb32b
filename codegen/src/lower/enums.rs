//! Enums, in each of the three ways to write them.

use std::collections::BTreeMap;

use super::Context;
use super::pins::entry_name;
use crate::ir::{Docs, Enum, EnumValues, EnumVariant};
use crate::lower::names::{OPEN_VARIANT, Scope, variant_name};
use crate::smithy::ast::{Kind, Member, Shape, Traits};
use crate::smithy::json::Node;
use crate::smithy::traits::{TraitsExt, id};

const ENTRIES: &str = "write the trait as [{\"value\": \"…\", \"name\": \"…\"}]";

impl Context<'_> {
    /// Lowers `shape` to the enum called `name`.
    pub(super) fn enumeration(&mut self, shape: &Shape, name: &str) -> Enum {
        let values = match shape.kind {
            Kind::IntEnum => EnumValues::Integer(self.integers(shape)),
            Kind::Enum => EnumValues::Text(self.texts(shape)),
            _ => EnumValues::Text(self.entries(shape)),
        };
        Enum {
            name: name.to_owned(),
            shape: shape.id.to_string(),
            docs: self.docs(&shape.traits, &shape.id),
            deprecated: shape.traits.deprecation(),
            sensitive: shape.traits.has(id::SENSITIVE),
            values,
            open: OPEN_VARIANT.to_owned(),
        }
    }

    fn texts(&mut self, shape: &Shape) -> Vec<EnumVariant<String>> {
        let value = |member: &Member| match member.traits.get(id::ENUM_VALUE) {
            None => Ok(member.name.clone()),
            Some(Node::String(value)) => Ok(value.clone()),
            Some(_) => Err((
                "a value of an enum must be a string",
                "give the trait smithy.api#enumValue a string, or make the shape an intEnum",
            )),
        };
        self.members(shape, value, |value| format!("`{value}`"))
    }

    fn integers(&mut self, shape: &Shape) -> Vec<EnumVariant<i32>> {
        let value = |member: &Member| {
            let number = member.traits.get(id::ENUM_VALUE).and_then(Node::as_number);
            let value = number.and_then(serde_json::Number::as_i64);
            value.and_then(|value| i32::try_from(value).ok()).ok_or((
                "a value of an intEnum must be an integer",
                "give the member the trait smithy.api#enumValue with a whole number of 32 bits",
            ))
        };
        self.members(shape, value, i32::to_string)
    }

    /// A variant for each member: its value, or what is wrong with it and what to do, and how a value is shown.
    fn members<T: PartialEq>(
        &mut self,
        shape: &Shape,
        value: impl Fn(&Member) -> Result<T, (&'static str, &'static str)>,
        shown: impl Fn(&T) -> String,
    ) -> Vec<EnumVariant<T>> {
        let mut variants = self.variants(shape);
        for member in &shape.members {
            if (member.target.namespace(), member.target.name()) != ("smithy.api", "Unit") {
                let message = format!("a value of an enum targets `{}`", member.target);
                let help = "target smithy.api#Unit: the values of an enum have no data";
                self.error(shape, Some(member), message, help);
                continue;
            }
            let value = match value(member) {
                Ok(value) => value,
                Err((message, help)) => {
                    self.error(shape, Some(member), message, help);
                    continue;
                }
            };
            let docs = self.docs(&member.traits, &shape.id);
            let deprecated = member.traits.deprecation();
            if let Err(value) = variants.add(&member.name, value, docs, deprecated) {
                let message = format!("the value {} is a duplicate", shown(&value));
                self.error(shape, Some(member), message, "remove one of the two");
            }
        }
        variants.variants
    }

    fn variants<T>(&self, shape: &Shape) -> Variants<T> {
        let pinned = self.names.pinned.members(&shape.id);
        let taken = pinned.values().map(String::as_str);
        Variants {
            variants: Vec::new(),
            names: Scope::with(taken.chain([OPEN_VARIANT])),
            pinned,
        }
    }

    /// The older way: a string with the trait `smithy.api#enum`, whose values may have no name.
    fn entries(&mut self, shape: &Shape) -> Vec<EnumVariant<String>> {
        let mut variants = self.variants(shape);
        let list = shape.traits.get(id::ENUM).and_then(Node::as_array);
        if list.is_none_or(<[Node]>::is_empty) {
            let message = "the trait smithy.api#enum has no values";
            self.trait_error(shape, id::ENUM, None, message, ENTRIES);
        }
        for (index, entry) in list.unwrap_or_default().iter().enumerate() {
            let Some(value) = entry.get("value").and_then(Node::as_str) else {
                let message = "an entry of the trait smithy.api#enum has no `value`";
                self.trait_error(shape, id::ENUM, Some(index), message, ENTRIES);
                continue;
            };
            let name = entry_name(entry).unwrap_or(value);
            let docs = entry.get("documentation").and_then(Node::as_str);
            let docs = docs
                .map(|text| self.rust_docs(text, &shape.id))
                .unwrap_or_default();
            let deprecated = (entry.get("deprecated") == Some(&Node::Bool(true)))
                .then(|| Traits::from([(id::DEPRECATED.to_owned(), Node::Object(Vec::new()))]))
                .and_then(|traits| traits.deprecation());
            if let Err(value) = variants.add(name, value.to_owned(), docs, deprecated) {
                let message = format!("the value `{value}` is a duplicate");
                self.trait_error(
                    shape,
                    id::ENUM,
                    Some(index),
                    message,
                    "remove one of the two",
                );
            }
        }
        variants.variants
    }
}

/// The variants so far, in model order.
struct Variants<T> {
    variants: Vec<EnumVariant<T>>,
    pinned: BTreeMap<String, String>,
    names: Scope,
}

impl<T: PartialEq> Variants<T> {
    /// Adds a value; hands it back where it is there already.
    fn add(
        &mut self,
        member: &str,
        value: T,
        docs: Docs,
        deprecated: Option<String>,
    ) -> Result<(), T> {
        if self.variants.iter().any(|variant| variant.value == value) {
            return Err(value);
        }
        let name = match self.pinned.get(member) {
            Some(name) => name.clone(),
            None => self.names.give(variant_name(member)),
        };
        self.variants.push(EnumVariant {
            name,
            member: member.to_owned(),
            value,
            docs,
            deprecated,
        });
        Ok(())
    }
}

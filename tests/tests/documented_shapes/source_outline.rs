//! The generated types as outlines, from their source.

use crate::generated_types::{ENUMS, Operation};
use crate::outline::Shape;
use crate::source::{Service, Structure, Type};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static SERVICES: LazyLock<BTreeMap<&str, Service>> = LazyLock::new(|| {
    let names = ["codeconnections", "proton"];
    BTreeMap::from(names.map(|name| (name, Service::read(name))))
});

/// The source of a service.
pub fn service(name: &str) -> &'static Service {
    &SERVICES[name]
}

/// The source of an operation's types.
pub struct Source {
    service: &'static str,
    /// The operation's own types, and those that it shares.
    structures: Vec<&'static Structure>,
}

impl Source {
    pub fn of(operation: &Operation) -> Self {
        let name = operation.service;
        let own = format!("{name}::operation::{}", operation.module);
        let modules = [own, format!("{name}::types")].map(|path| &service(name).modules[&path]);
        let structures = modules.into_iter().flat_map(|module| &module.structures);
        Self {
            service: name,
            structures: structures.collect(),
        }
    }

    pub fn structure(&self, name: &str) -> &'static Structure {
        let found = self.structures.iter().find(|it| it.name == name);
        found.unwrap_or_else(|| panic!("{}: there is no type {name}", self.service))
    }

    /// The outline of a structure or enum, and all names that it goes through.
    ///
    /// Enums are asked for their values, not read.
    pub fn outline(&self, name: &str, reached: &mut BTreeSet<String>) -> Value {
        reached.insert(name.to_owned());
        let mut enums = ENUMS.iter().filter(|it| it.service == self.service);
        if let Some(item) = enums.find(|it| it.name == name) {
            return values((item.values)());
        }
        let members = self.structure(name).members.iter();
        let members = members.map(|it| (it.wire.clone(), self.outline_of(&it.r#type, reached)));
        Value::Object(members.collect())
    }

    fn outline_of(&self, r#type: &Type, reached: &mut BTreeSet<String>) -> Value {
        match (r#type.name.as_str(), r#type.arguments.as_slice()) {
            ("Option" | "Box", [inner]) => self.outline_of(inner, reached),
            ("Vec", [item]) => json!([self.outline_of(item, reached)]),
            ("String", []) => json!("string"),
            ("i32", []) => json!("integer"),
            ("Timestamp", []) => json!("timestamp"),
            (name, []) => self.outline(name, reached),
            _ => panic!("{}: outlines have no {type}", self.service),
        }
    }
}

/// The outline of a documented shape, as [`Source::outline`] writes it.
pub fn documented_outline(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!("string"),
        Shape::Integer => json!("integer"),
        Shape::Timestamp => json!("timestamp"),
        Shape::Enum(texts) => values(texts.iter().map(String::as_str).collect()),
        Shape::List(item) => json!([documented_outline(item)]),
        Shape::Structure(members) => {
            let members = members.iter();
            let members = members.map(|(name, it)| (name.clone(), documented_outline(&it.shape)));
            Value::Object(members.collect())
        }
    }
}

/// The outline of an enum, whatever the order of its values.
fn values(mut texts: Vec<&str>) -> Value {
    texts.sort_unstable();
    json!({"enum": texts})
}

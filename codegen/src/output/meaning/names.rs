//! The public names of a service, from its intermediate representation.

use std::collections::BTreeMap;

use super::Meanings;
use crate::ir::{
    DATA_MODULE, ENUM_MODULE, Enum, EnumValues, EnumVariant, Role, Service, Structure,
};

/// The public names of a service, by scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<String, BTreeMap<String, Name>>);

/// The meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name of a member, a value, or the id of a shape.
    pub meaning: String,
    /// The id that the manifest pins it by.
    pub id: String,
    /// True if it does.
    pub is_pinned: bool,
}

impl Names {
    /// Returns the names of `service`: its operations, types, fields, setters, variants and values.
    pub fn of(service: &Service) -> Self {
        let mut names = Collector {
            service,
            names: Self::default(),
        };
        for operation in &service.operations {
            names.shape("operation", &operation.method, &operation.shape);
        }
        for structure in &service.types.structures {
            if matches!(structure.role, Role::Data | Role::Error) {
                names.shape(&structure.module, &structure.name, &structure.shape);
            }
            names.structure(structure);
        }
        for union in &service.types.unions {
            names.shape(DATA_MODULE, &union.name, &union.shape);
            let scope = format!("{DATA_MODULE}::{}", union.name);
            for variant in &union.variants {
                let member = &variant.member;
                names.member(&scope, &variant.name, member, &union.shape, member);
            }
        }
        for it in &service.types.enums {
            names.shape(ENUM_MODULE, &it.name, &it.shape);
            match &it.values {
                EnumValues::Text(values) => names.values(it, values),
                EnumValues::Integer(values) => names.values(it, values),
            }
        }
        names.names
    }

    /// Returns the names by scope.
    pub fn scopes(&self) -> &BTreeMap<String, BTreeMap<String, Name>> {
        &self.0
    }

    /// Returns the meaning of each name.
    pub fn meanings(&self) -> Meanings {
        let scopes = self.0.iter().map(|(scope, names)| {
            let names = names.iter();
            let names = names.map(|(name, it)| (name.clone(), it.meaning.clone()));
            (scope.clone(), names.collect())
        });
        scopes.collect()
    }

    /// Returns the ids that a manifest can pin.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.values().flatten().map(|(_, it)| it.id.as_str())
    }
}

struct Collector<'a> {
    service: &'a Service,
    names: Names,
}

impl Collector<'_> {
    fn shape(&mut self, scope: &str, name: &str, id: &str) {
        self.add(scope, name.to_owned(), id.to_owned(), id.to_owned());
    }

    fn member(&mut self, scope: &str, name: &str, meaning: &str, shape: &str, member: &str) {
        let id = format!("{shape}${member}");
        self.add(scope, name.to_owned(), meaning.to_owned(), id);
    }

    fn structure(&mut self, structure: &Structure) {
        let scope = format!("{}::{}", structure.module, structure.name);
        for field in &structure.fields {
            let member = &field.member;
            let mut add = |name: &str| self.member(&scope, name, member, &structure.shape, member);
            add(&field.name);
            if let Some(setter) = &field.setter {
                add(&format!("{setter}()"));
            }
        }
    }

    fn values<T: ToString>(&mut self, of: &Enum, values: &[EnumVariant<T>]) {
        let scope = format!("{ENUM_MODULE}::{}", of.name);
        for it in values {
            let value = it.value.to_string();
            self.member(&scope, &it.name, &value, &of.shape, &it.member);
        }
    }

    fn add(&mut self, scope: &str, name: String, meaning: String, id: String) {
        let is_pinned = self.service.pinned.contains(&id);
        let scope = self.names.0.entry(scope.to_owned()).or_default();
        let it = Name {
            meaning,
            id,
            is_pinned,
        };
        scope.insert(name, it);
    }
}

//! The named types of a service, to look values up in.

use std::collections::BTreeMap;

use crate::ir::{Arguments, Enum, Origin, Sample, Service, Structure, StructureSample, Union};

/// All of them by name: one scope has given it to each.
pub(super) struct Types<'a> {
    structures: BTreeMap<&'a str, (Origin, &'a Structure)>,
    unions: BTreeMap<&'a str, &'a Union>,
    enums: BTreeMap<&'a str, &'a Enum>,
}

impl<'a> Types<'a> {
    pub(super) fn of(service: &'a Service) -> Self {
        let data = service.structures.iter().map(|it| (Origin::Data, it));
        let errors = service.errors.iter();
        let errors = errors.map(|it| (Origin::Errors, &it.structure));
        Self {
            structures: data
                .chain(errors)
                .map(|(origin, it)| (it.name.as_str(), (origin, it)))
                .collect(),
            unions: service
                .unions
                .iter()
                .map(|it| (it.name.as_str(), it))
                .collect(),
            enums: service
                .enums
                .iter()
                .map(|it| (it.name.as_str(), it))
                .collect(),
        }
    }

    /// Returns the structure or error called `name`.
    pub(super) fn structure(&self, name: &str) -> Option<(Origin, &'a Structure)> {
        self.structures.get(name).cloned()
    }

    /// Returns the union called `name`.
    pub(super) fn union(&self, name: &str) -> Option<&'a Union> {
        self.unions.get(name).copied()
    }

    /// Returns the enum called `name`.
    pub(super) fn enumeration(&self, name: &str) -> Option<&'a Enum> {
        self.enums.get(name).copied()
    }
}

/// Returns a structure with all its `required` members, by field, and with what its setters are called with.
pub(super) fn construct(
    structure: &Structure,
    origin: Origin,
    required: Vec<(String, Sample)>,
    setters: Vec<(String, Sample)>,
) -> Sample {
    let arguments = match &structure.required {
        Some(name) => Arguments::Named(name.clone(), required),
        None => Arguments::Positional(required.into_iter().map(|(_, value)| value).collect()),
    };
    Sample::Structure(StructureSample {
        origin,
        name: structure.name.clone(),
        arguments,
        setters,
    })
}

//! `Debug` with names in the place of ids.

use std::fmt::Debug;

use super::{DATA_MODULE, ENUM_MODULE, ERROR_MODULE, Service};

impl Service {
    /// `value` as `{:#?}` shows it, with the paths of types and the names of operations in the place of their ids.
    pub fn shown(&self, value: &impl Debug) -> String {
        let text = format!("{value:#?}");
        let mut parts = text.split("Id(");
        let mut shown = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let id = part.split_once(')');
            let name = id.and_then(|(place, _)| self.name_at(&shown, place.parse().ok()?));
            match id.zip(name) {
                Some(((_, rest), name)) => shown += &format!("Id({name}){rest}"),
                None => shown += &format!("Id({part}"),
            }
        }
        shown
    }

    /// The name of what is at this place of an arena, of which the last word of `text` says which one it is.
    fn name_at(&self, text: &str, place: usize) -> Option<String> {
        let types = &self.types;
        let path = |module: &str, name: &str| format!("{module}::{name}");
        let of_structure = |place| {
            let it = types.structures.iter().nth(place)?;
            Some(path(&it.module, &it.name))
        };
        let is_of = |kind: &str| text.ends_with(kind);
        if is_of("Structure") {
            of_structure(place)
        } else if is_of("Union") {
            let it = types.unions.iter().nth(place)?;
            Some(path(DATA_MODULE, &it.name))
        } else if is_of("Enum") {
            let it = types.enums.iter().nth(place)?;
            Some(path(ENUM_MODULE, &it.name))
        } else if is_of("Error") {
            let it = types.of_error(types.errors.iter().nth(place)?);
            Some(path(ERROR_MODULE, &it.name))
        } else if is_of("Operation") {
            Some(self.operations.iter().nth(place)?.name.clone())
        } else {
            None
        }
    }
}

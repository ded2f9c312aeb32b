//! `Debug` with names in the place of ids.

use std::fmt::Debug;

use super::{DATA_MODULE, ENUM_MODULE, Service};

impl Service {
    /// `value` as `{:#?}` shows it, with paths in the place of ids.
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

    /// The path of what is at this place of an arena, of which the last word of `text` says which one it is.
    fn name_at(&self, text: &str, place: usize) -> Option<String> {
        let types = &self.types;
        let (module, name) = if text.ends_with("Structure") {
            let it = types.structures.iter().nth(place)?;
            (it.module.as_str(), &it.name)
        } else if text.ends_with("Union") {
            (DATA_MODULE, &types.unions.iter().nth(place)?.name)
        } else if text.ends_with("Enum") {
            (ENUM_MODULE, &types.enums.iter().nth(place)?.name)
        } else if text.ends_with("Operation") {
            ("operation", &self.operations.iter().nth(place)?.name)
        } else {
            return None;
        };
        Some(format!("{module}::{name}"))
    }
}

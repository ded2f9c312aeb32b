//! `Debug` with names in the place of ids.

use std::fmt::Debug;

use super::{DATA_MODULE, ENUM_MODULE, Service};

impl Service {
    /// Formats `value` as `{:#?}` does, with paths in the place of ids.
    pub fn shown(&self, value: &impl Debug) -> String {
        let text = format!("{value:#?}");
        let mut parts = text.split("Id(");
        let mut shown = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let id = part.split_once(')');
            let name = id.and_then(|(index, _)| self.path_of(&shown, index.parse().ok()?));
            match id.zip(name) {
                Some(((_, rest), name)) => shown += &format!("Id({name}){rest}"),
                None => shown += &format!("Id({part}"),
            }
        }
        shown
    }

    /// Returns the path of the entry at `index` of the arena named at the end of `text`.
    fn path_of(&self, text: &str, index: usize) -> Option<String> {
        let types = &self.types;
        let (module, name) = if text.ends_with("Structure") {
            let it = types.structures.iter().nth(index)?;
            (it.module.as_str(), &it.name)
        } else if text.ends_with("Union") {
            (DATA_MODULE, &types.unions.iter().nth(index)?.name)
        } else if text.ends_with("Enum") {
            (ENUM_MODULE, &types.enums.iter().nth(index)?.name)
        } else if text.ends_with("Operation") {
            ("operation", &self.operations.iter().nth(index)?.name)
        } else {
            return None;
        };
        Some(format!("{module}::{name}"))
    }
}

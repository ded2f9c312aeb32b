//! Names of a structure's members, without their values.

use crate::wire::Name;
use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// Names of the members that are not null.
#[derive(Default)]
pub(super) struct Names(Vec<String>);

impl Names {
    /// Reads the names up to the end, or up to the first error of invalid input.
    pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Vec<String> {
        let mut names = Self::default();
        let _ = deserializer.deserialize_map(&mut names);
        names.0
    }
}

impl<'de> Visitor<'de> for &mut Names {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a structure")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            if map.next_value::<Option<IgnoredAny>>()?.is_some() {
                self.0.push(name.into_owned());
            }
        }
        Ok(())
    }
}

//! `[names]`: Rust names that the manifest pins.

use super::section::Section;
use super::source::Source;
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::{Diagnostic, Location};
use crate::support::located::Located;

/// The names that a manifest pins, in the order of the ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins(Vec<Pin>);

/// A shape or member, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The shape.
    pub shape: ShapeId,
    /// The member of the shape: the name of a member, or of a value without members its name or itself.
    pub member: Option<String>,
    /// The name, and where it stands.
    pub name: Located<String>,
    /// Location of the id.
    pub location: Location,
}

impl Pins {
    /// Returns the pins, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Pin> {
        self.0.iter()
    }

    /// Reads the pins. Problems with one are reported, and the others are read all the same.
    pub(super) fn from_section(section: &Section<'_>, source: &mut Source<'_>) -> Self {
        let pins = section.texts(source).into_iter();
        let mut pins: Vec<_> = pins
            .filter_map(|(key, name)| pin(key, name, source))
            .collect();
        pins.sort_by_key(Pin::id);
        Self(pins)
    }
}

impl Pin {
    /// Returns the id of the shape or member.
    pub fn id(&self) -> String {
        match &self.member {
            Some(member) => format!("{}${member}", self.shape),
            None => self.shape.to_string(),
        }
    }
}

fn pin(key: Located<String>, name: Located<String>, source: &mut Source<'_>) -> Option<Pin> {
    // What is behind the sign may be the value of an enum, which is any text.
    let (shape, member) = match key.value.split_once('$') {
        Some((shape, member)) => (shape, Some(member)),
        None => (key.value.as_str(), None),
    };
    let shape = ShapeId::parse(shape).filter(|_| member != Some(""));
    let Some(shape) = shape else {
        let error = Diagnostic::error(format!("`{}` is not the id of a shape", key.value));
        let help =
            "write `\"namespace#Shape\" = \"Name\"`, or `\"namespace#Shape$member\" = \"name\"`";
        return source.report(error.at(key.location).help(help));
    };
    Some(Pin {
        shape,
        member: member.map(str::to_owned),
        name,
        location: key.location,
    })
}

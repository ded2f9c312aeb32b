//! The parameters of a case as values of the generated types.

use super::case::Case;
use super::placeholder::{construct, corrected};
use super::scalar::{described, scalar};
use crate::ir::{EnumValues, Field, Named, Presence, Sample, StructureId, Type, Types, UnionId};
use crate::smithy::json::Node;
use crate::smithy::report::{Report, element, inside};

/// Direction of values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// To the service: requests must have all required members.
    Sent,
    /// From the service: what it leaves out is corrected.
    Received,
}

/// Turns parameters into values.
pub(super) struct Values<'a, 'r, 'f> {
    pub(super) types: &'a Types,
    pub(super) way: Way,
    pub(super) report: &'r mut Report<'f>,
    /// Events of a stream that no parameter has.
    pub(super) events: Vec<Sample>,
}

impl Values<'_, '_, '_> {
    /// Returns the parameters of a case, as this structure.
    pub(super) fn parameters(&mut self, case: &Case<'_>, id: StructureId) -> Option<Sample> {
        self.parameters_at(case, "params", id)
    }

    /// Returns the parameters of a case under `key`, as this structure.
    pub(super) fn parameters_at(
        &mut self,
        case: &Case<'_>,
        key: &str,
        id: StructureId,
    ) -> Option<Sample> {
        let (node, at) = (case.get(key), case.place(key));
        if node.is_some_and(|node| self.report.is_too_deep(node, &at)) {
            return None;
        }
        self.structure(node, id, &at)
    }

    /// Returns `node` as a value of `ty`. Errors are reported; `None` stands for them.
    pub(super) fn value(&mut self, node: &Node, ty: &Type, at: &str) -> Option<Sample> {
        match ty {
            Type::List { member, sparse } => self.list(node, member, *sparse, at),
            Type::Map { key, value, sparse } => self.map(node, key, value, *sparse, at),
            Type::Boxed(inner) => self.value(node, inner, at),
            Type::Named(named) => self.named(node, *named, at),
            scalar_type => {
                let sample = scalar(node, scalar_type);
                if sample.is_none() {
                    self.misfit(node, described(scalar_type), at);
                }
                sample
            }
        }
    }

    fn named(&mut self, node: &Node, ty: Named, at: &str) -> Option<Sample> {
        let id = match ty {
            Named::Structure(id) => return self.structure(Some(node), id, at),
            Named::Union(id) => return self.union(node, id, at),
            Named::Enum(id) | Named::IntEnum(id) => id,
        };
        match &self.types.enums[id].values {
            EnumValues::Text(variants) => {
                let Some(value) = node.as_str() else {
                    self.misfit(node, "a string", at);
                    return None;
                };
                let known = variants.iter().find(|it| it.value == value);
                Some(match known {
                    Some(it) => Sample::EnumVariant(id, it.name.clone()),
                    None => Sample::UnknownText(id, value.to_owned()),
                })
            }
            EnumValues::Integer(variants) => {
                let number = node
                    .as_whole()
                    .and_then(|digits| digits.parse::<i32>().ok());
                let Some(value) = number else {
                    self.misfit(node, described(&Type::I32), at);
                    return None;
                };
                let known = variants.iter().find(|it| it.value == value);
                Some(match known {
                    Some(it) => Sample::EnumVariant(id, it.name.clone()),
                    None => Sample::UnknownInteger(id, value),
                })
            }
        }
    }

    /// Returns a structure of these parameters, of none where they are absent.
    fn structure(&mut self, node: Option<&Node>, id: StructureId, at: &str) -> Option<Sample> {
        let structure = &self.types.structures[id];
        let entries = match node {
            None => &[],
            Some(node) => {
                let entries = node.as_object();
                if entries.is_none() {
                    self.misfit(node, "an object", at);
                }
                entries?
            }
        };
        let mut is_complete = true;
        for (name, _) in entries {
            if !structure.fields.iter().any(|it| it.member == *name) {
                let message = format!("`{}` has no member `{name}`", structure.shape);
                let help = "correct the name or remove it";
                self.report.error(&inside(at, name), message, help);
                is_complete = false;
            }
        }
        let (mut required, mut setters) = (Vec::new(), Vec::new());
        for field in &structure.fields {
            let place = inside(at, &field.member);
            let given = entries.iter().find(|(name, _)| *name == field.member);
            let given = given.map(|(_, node)| node);
            // For an optional member `null` says that it is not there.
            let is_unset = field.presence == Presence::Optional && given == Some(&Node::Null);
            let value = match given {
                None if field.ty.is_events() => Some(Sample::Events(self.events.clone())),
                Some(node) if !is_unset => self.value(node, &field.ty, &place),
                None if field.presence == Presence::Required => self.missing(field, at),
                _ => continue,
            };
            let Some(value) = value else {
                is_complete = false;
                continue;
            };
            match &field.setter {
                Some(setter) => setters.push((setter.clone(), value)),
                None => required.push((field.name.clone(), value)),
            }
        }
        is_complete.then(|| construct(self.types, id, required, setters))
    }

    /// Returns the value of a required member that the parameters do not have.
    fn missing(&mut self, field: &Field, at: &str) -> Option<Sample> {
        let name = &field.member;
        if self.way == Way::Sent {
            let message = format!("the required member `{name}` is missing");
            self.report.error(at, message, "give it a value");
            return None;
        }
        let value = corrected(self.types, &field.ty);
        if value.is_none() {
            let message = format!("the required member `{name}` is missing, and contains a union");
            let help = "give it a value: a union without a member cannot be constructed";
            self.report.error(at, message, help);
        }
        value
    }

    fn union(&mut self, node: &Node, id: UnionId, at: &str) -> Option<Sample> {
        let union = &self.types.unions[id];
        let Some([(name, value)]) = node.as_object() else {
            self.misfit(node, "an object with exactly one member", at);
            return None;
        };
        let at = inside(at, name);
        let Some(variant) = union.variants.iter().find(|it| it.member == *name) else {
            let message = format!("`{}` has no member `{name}`", union.shape);
            let help = "correct the name: an unknown member cannot be constructed";
            self.report.error(&at, message, help);
            return None;
        };
        let value = match &variant.ty {
            Type::Unit => {
                if value.as_object().is_none_or(|it| !it.is_empty()) {
                    self.misfit(value, "an empty object", &at);
                    return None;
                }
                None
            }
            Type::Boxed(inner) => Some(Sample::Boxed(Box::new(self.value(value, inner, &at)?))),
            ty => Some(self.value(value, ty, &at)?),
        };
        let value = value.map(Box::new);
        Some(Sample::Union(id, variant.name.clone(), value))
    }

    fn list(&mut self, node: &Node, member: &Type, sparse: bool, at: &str) -> Option<Sample> {
        let Some(elements) = node.as_array() else {
            self.misfit(node, "an array", at);
            return None;
        };
        let elements = elements.iter().enumerate();
        let values: Vec<Option<Sample>> = elements
            .map(|(index, node)| self.entry(node, member, sparse, &element(at, index)))
            .collect();
        values.into_iter().collect::<Option<_>>().map(Sample::List)
    }

    fn map(
        &mut self,
        node: &Node,
        key: &Type,
        value: &Type,
        sparse: bool,
        at: &str,
    ) -> Option<Sample> {
        let Some(entries) = node.as_object() else {
            self.misfit(node, "an object", at);
            return None;
        };
        let entries: Vec<Option<(Sample, Sample)>> = entries
            .iter()
            .map(|(name, node)| {
                let at = inside(at, name);
                let key = self.value(&Node::String(name.clone()), key, &at);
                let value = self.entry(node, value, sparse, &at);
                key.zip(value)
            })
            .collect();
        entries.into_iter().collect::<Option<_>>().map(Sample::Map)
    }

    /// Returns an element of a list, or a value of a map.
    fn entry(&mut self, node: &Node, ty: &Type, sparse: bool, at: &str) -> Option<Sample> {
        if !sparse {
            return self.value(node, ty, at);
        }
        if *node == Node::Null {
            return Some(Sample::Entry(None));
        }
        let value = self.value(node, ty, at)?;
        Some(Sample::Entry(Some(Box::new(value))))
    }

    fn misfit(&mut self, node: &Node, wanted: &str, at: &str) {
        let message = format!("the value must be {wanted}, not {}", shown(node));
        self.report
            .error(at, message, "correct the case, or the model");
    }
}

/// Returns a value as messages name it: what is short, itself.
fn shown(node: &Node) -> String {
    match node {
        Node::Number(number) | Node::Digits(_, Some(number)) => number.to_string(),
        Node::Digits(text, None) => text.to_string(),
        Node::Bool(value) => value.to_string(),
        // It has something that an object may not have here.
        Node::Object(_) => "this object".to_owned(),
        node => node.kind().to_owned(),
    }
}

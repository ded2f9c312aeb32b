//! A trait's value, for reading it with diagnostics that point into it.

use super::Context;
use crate::smithy::ast::Shape;
use crate::smithy::json::{Node, pointer};
use crate::support::diagnostic::{Diagnostic, Location};

/// A place inside the value of a trait.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    pub(super) node: &'a Node,
    at: Location,
}

impl<'a> Place<'a> {
    /// The value under `key`.
    pub(super) fn get(&self, key: &str) -> Option<Place<'a>> {
        let node = self.node.get(key)?;
        Some(self.inside(key, node))
    }

    /// The entries of an object, or the elements of an array under their indices.
    pub(super) fn entries(&self) -> Vec<(String, Place<'a>)> {
        match self.node {
            Node::Object(entries) => entries
                .iter()
                .map(|(key, node)| (key.clone(), self.inside(key, node)))
                .collect(),
            Node::Array(elements) => (0..)
                .zip(elements)
                .map(|(index, node): (usize, _)| {
                    let index = index.to_string();
                    let place = self.inside(&index, node);
                    (index, place)
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    fn inside(&self, key: &str, node: &'a Node) -> Place<'a> {
        let mut at = self.at.clone();
        at.pointer.get_or_insert_default().push_str(&pointer([key]));
        Place { node, at }
    }
}

impl<'a> Context<'a> {
    /// The value of the trait `id` of `shape`, where it has the trait.
    pub(super) fn trait_value<'s>(&self, shape: &'s Shape, id: &str) -> Option<Place<'s>> {
        Some(Place {
            node: shape.traits.get(id)?,
            at: self.model.trait_location(shape, id),
        })
    }

    /// Reports what is wrong at `place`.
    pub(super) fn error_at(&mut self, place: &Place<'_>, message: String, help: &str) {
        let diagnostic = Diagnostic::error(message).at(place.at.clone());
        self.found.push(diagnostic.help(help));
    }

    /// Reports what has no effect at `place`.
    pub(super) fn warning_at(&mut self, place: &Place<'_>, message: String, help: &str) {
        let diagnostic = Diagnostic::warning(message).at(place.at.clone());
        self.found.push(diagnostic.help(help));
    }

    /// The text at `key` of `place`. What is missing, or no text, is reported.
    pub(super) fn text_at<'n>(
        &mut self,
        place: &Place<'n>,
        key: &str,
        of: &str,
    ) -> Option<(&'n str, Place<'n>)> {
        let found = place.get(key);
        let text = found.as_ref().and_then(|found| found.node.as_str());
        match (text, found) {
            (Some(text), Some(found)) => Some((text, found)),
            (_, found) => {
                let message = format!("{of} has no string `{key}`");
                let at = found.as_ref().unwrap_or(place);
                self.error_at(at, message, "add the key with a JSON string");
                None
            }
        }
    }
}

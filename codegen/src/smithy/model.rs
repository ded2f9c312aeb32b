//! Several files assembled into one model: look-up by shape id, applied traits and mixins resolved, prelude included.

mod apply;
mod merge;
mod mixins;
mod prelude;
mod upgrade;

use std::collections::BTreeMap;

use crate::smithy::ast::{File, Kind, Member, Shape};
use crate::smithy::json::pointer;
use crate::smithy::shape_id::ShapeId;
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};

/// A whole model.
#[derive(Clone, Debug)]
pub struct Model {
    shapes: BTreeMap<ShapeId, Shape>,
    applied: apply::Origins,
}

impl Model {
    /// Puts `files` together, in order: a later file may define more shapes and apply traits to those of an earlier one.
    ///
    /// # Errors
    /// Every conflict between the files, and every mixin or applied trait that has no target.
    pub fn assemble(files: Vec<File>) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::default();
        let mut applications = Vec::new();
        let mut shapes = prelude::shapes();
        for mut file in files {
            upgrade::to_version_two(&mut file);
            applications.push((file.name, file.applications));
            merge::add(&mut shapes, file.shapes, &mut found);
        }
        // Before the mixins are resolved, for they hand on what is applied to them.
        let mut waiting = apply::Waiting::new();
        let mut applied = apply::Origins::new();
        for (file, applications) in applications {
            apply::record(&file, &applications, &mut applied);
            apply::apply(&mut shapes, &file, applications, &mut waiting, &mut found);
        }
        mixins::flatten(&mut shapes, waiting, &mut found);
        if found.has_errors() {
            Err(found)
        } else {
            Ok(Self { shapes, applied })
        }
    }

    /// Returns the shape called `id`.
    pub fn get(&self, id: &ShapeId) -> Option<&Shape> {
        self.shapes.get(id)
    }

    /// Returns the structure called `id`; `None` for Unit, which has no members.
    pub fn structure(&self, id: &ShapeId) -> Option<&Shape> {
        let shape = self.get(id).filter(|it| it.kind == Kind::Structure)?;
        (id.namespace() != "smithy.api").then_some(shape)
    }

    /// Returns the structure that is the input of `operation`.
    pub fn input(&self, operation: &Shape) -> Option<&Shape> {
        self.structure(operation.sides().0?)
    }

    /// Returns all shapes, by id.
    pub fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.shapes.values()
    }

    /// Returns the services of the model, by id.
    pub fn services(&self) -> impl Iterator<Item = &Shape> {
        self.shapes()
            .filter(|shape| matches!(shape.kind, Kind::Service(_)))
    }

    /// Says that `target`, named `at` a place, does not exist, with the nearest name that does.
    pub fn missing(&self, target: &ShapeId, what: &str, at: Location) -> Diagnostic {
        missing(&self.shapes, target, what, at)
    }

    /// Returns the location of `shape`; `steps` lead on from there.
    pub fn location<'a>(
        &self,
        shape: &'a Shape,
        steps: impl IntoIterator<Item = &'a str>,
    ) -> Location {
        location(shape, steps)
    }

    /// Returns the location of the value of the trait `id` of `shape`, which another file may apply.
    pub fn trait_location(&self, shape: &Shape, id: &str) -> Location {
        let at = location(shape, ["traits", id]);
        match self.applied.get(&(shape.id.clone(), id.to_owned())) {
            Some(file) => Location {
                file: Some(file.clone()),
                ..at
            },
            None => at,
        }
    }

    /// Returns the location of `member` of `shape`, which is elsewhere if it is mixed in; `steps` lead on from there.
    pub fn member_location<'a>(
        &'a self,
        shape: &'a Shape,
        member: &'a Member,
        steps: impl IntoIterator<Item = &'a str>,
    ) -> Location {
        let shape = self.get(&member.container).unwrap_or(shape);
        let to_member = steps_to_member(&shape.kind, &member.name);
        Location {
            shape: Some(shape.id.member(&member.name).to_string()),
            ..location(shape, to_member.chain(steps))
        }
    }
}

/// Returns the steps from a shape of this kind to its member called `name`.
fn steps_to_member<'a>(kind: &Kind, name: &'a str) -> impl Iterator<Item = &'a str> {
    let is_named = matches!(kind, Kind::List | Kind::Set | Kind::Map);
    (!is_named).then_some("members").into_iter().chain([name])
}

/// Returns the location of `shape`; `steps` lead on from there.
pub(crate) fn location<'a>(shape: &'a Shape, steps: impl IntoIterator<Item = &'a str>) -> Location {
    let path = ["shapes", shape.id.as_str()].into_iter().chain(steps);
    Location {
        file: Some(shape.file.clone()),
        position: None,
        pointer: Some(pointer(path)),
        shape: Some(shape.id.to_string()),
    }
}

/// Says that `target` does not exist, with the nearest name that does.
pub(crate) fn missing(
    shapes: &BTreeMap<ShapeId, Shape>,
    target: &ShapeId,
    what: &str,
    at: Location,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("{what} `{target}`, which does not exist")).at(at);
    match nearest(
        target.as_str(),
        shapes.keys().map(|known| (known.as_str(), known)),
    ) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("define it, or add the file that does to `models` in the manifest"),
    }
}

/// Returns the candidate that at most a third as many edits as the shape's name is long lead to, if any; the first of
/// equals.
fn nearest<'a, T>(id: &str, candidates: impl Iterator<Item = (&'a str, T)>) -> Option<T> {
    let (_, name) = id.split_once('#').unwrap_or(("", id));
    let mut limit = name.chars().count() / 3;
    let mut nearest = None;
    for (text, candidate) in candidates {
        if text.len().abs_diff(id.len()) > limit || differing(id, text) > limit {
            continue;
        }
        if let Some(distance) = distance(id, text, limit) {
            nearest = Some(candidate);
            let Some(nearer) = distance.checked_sub(1) else {
                break;
            };
            limit = nearer;
        }
    }
    nearest
}

/// Returns the number of letters that one text has and the other does not, in any order: a lower bound of the distance.
/// Ids are ASCII.
///
/// A file that was forgotten leaves thousands of targets to be compared with thousands of names: this dismisses most.
fn differing(a: &str, b: &str) -> usize {
    let mut counts = [0_i32; 32];
    let mut count = |text: &str, by: i32| {
        for byte in text.bytes() {
            if let Some(count) = counts.get_mut(usize::from(byte % 32)) {
                *count += by;
            }
        }
    };
    count(a, 1);
    count(b, -1);
    let more = counts.iter().filter(|count| **count > 0);
    usize::try_from(more.sum::<i32>()).unwrap_or(usize::MAX)
}

/// Levenshtein's distance, where it is at most `limit`.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    // Equal beginnings change nothing, and ids of one namespace have long ones.
    let equal = a.chars().zip(b.chars()).take_while(|(x, y)| x == y);
    let equal: usize = equal.map(|(x, _)| x.len_utf8()).sum();
    let (a, b) = (a.get(equal..)?, b.get(equal..)?);
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for ((y, diagonal), above) in b.iter().zip(&row).zip(row.iter().skip(1)) {
            let left = next.last().copied().unwrap_or_default();
            next.push(
                (diagonal + usize::from(x != *y))
                    .min(above + 1)
                    .min(left + 1),
            );
        }
        // No later row has a smaller number than the smallest of this one.
        if next.iter().all(|edits| *edits > limit) {
            return None;
        }
        row = next;
    }
    row.last().copied().filter(|edits| *edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        for (a, b, expected) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("abc", "abd", 1),
            ("kitten", "sitting", 3),
            ("", "ab", 2),
        ] {
            assert_eq!(distance(a, b, 9), Some(expected), "{a} {b}");
            assert_eq!(distance(a, b, expected), Some(expected), "{a} {b}");
            let under = expected.checked_sub(1);
            let too_far = under.and_then(|limit| distance(a, b, limit));
            assert_eq!(too_far, None, "{a} {b}");
        }
    }

    #[test]
    fn finds_no_name_where_none_is_near() {
        let names = ["a#Revision", "a#Branch", "com.example#Node"];
        let near = |name| nearest(name, names.iter().map(|text| (*text, *text)));
        assert_eq!(near("a#Revisoin"), Some("a#Revision"));
        assert_eq!(near("b#SomethingElse"), None);
        // The first of equals, and none that is farther than one seen.
        assert_eq!(near("a#Branches"), Some("a#Branch"));
        let names = ["a#Abcdeg", "a#Abcdef", "a#Abcdeh"];
        let first = nearest("a#Abcdex", names.iter().map(|text| (*text, *text)));
        assert_eq!(first, Some("a#Abcdeg"));
        // However long the namespace is, two of three letters are another name.
        assert_eq!(near("com.example#Note"), Some("com.example#Node"));
        assert_eq!(near("com.example#Bow"), None);
    }
}

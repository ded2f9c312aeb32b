//! The meaning of the public names of a service, and names that move.
//!
//! Names are made from a model in its order, so that a shape, member or value that is added in front of another one takes
//! the name that both want. Code that uses the name still compiles, and sends or reads something else. Each generated crate
//! therefore has lists of its names and what they stand for, one file for each service in the folder `names`, and is never
//! replaced by one in which a name of the list has moved. It is a file of its own, and not read out of the code, for the
//! code is written otherwise from one version of the generator to the next.

mod file;
mod names;

use std::collections::BTreeMap;

pub use file::{parse, path, text};
pub use names::{Name, Names};

/// Scopes, each with its names and what they stand for: the name of a member on the wire, a value, or the id of a shape.
///
/// A scope is a module (`enums`) or a type (`enums::Status`).
pub type Meanings = BTreeMap<String, BTreeMap<String, String>>;

/// A name that stands for something else than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The path, from the service's module on.
    pub path: String,
    /// The meaning before.
    pub was: String,
    /// The meaning now.
    pub is: Name,
    /// The ids to pin, each with its name, so that nothing moves.
    pub pins: Vec<(String, String)>,
}

/// Returns whether a name that stood for `was` and stands for `is` has moved: one of them has another name in the other
/// state. If not, the service itself spells the same thing differently, which every client must follow.
pub fn has_moved<'a, T: PartialEq + 'a>(
    was: &T,
    is: &T,
    before: impl IntoIterator<Item = &'a T>,
    after: impl IntoIterator<Item = &'a T>,
) -> bool {
    was != is && (after.into_iter().any(|it| it == was) || before.into_iter().any(|it| it == is))
}

/// Returns the names that moved from `old` to `new`, but for those of types that moved as a whole.
pub fn moved(old: &Meanings, new: &Names) -> Vec<Moved> {
    let mut found: Vec<Moved> = Vec::new();
    for (scope, names) in old {
        let Some(now) = new.scopes().get(scope) else {
            continue;
        };
        let is_inside = |it: &Moved| {
            let rest = scope.strip_prefix(&it.path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        if found.iter().any(is_inside) {
            continue;
        }
        for (name, was) in names {
            let Some(is) = now.get(name) else { continue };
            let before = names.values();
            let after = now.values().map(|it| &it.meaning);
            if has_moved(was, &is.meaning, before, after) {
                found.push(Moved {
                    path: format!("{scope}::{name}"),
                    was: was.clone(),
                    is: is.clone(),
                    pins: pins(name, was, is, names, now),
                });
            }
        }
    }
    // A setter goes with its field, however it is called.
    let fields: Vec<Moved> = found.iter().filter(|it| !it.is_method()).cloned().collect();
    found.retain(|it| !it.is_method() || !fields.iter().any(|field| it.goes_with(field)));
    found
}

impl Moved {
    fn is_method(&self) -> bool {
        is_method(&self.path)
    }

    /// Returns whether a name of the same type moved from and to the same.
    fn goes_with(&self, other: &Self) -> bool {
        let scope = |it: &Self| it.path.rsplit_once("::").map(|(scope, _)| scope.to_owned());
        scope(self) == scope(other) && self.was == other.was && self.is.id == other.is.id
    }
}

fn is_method(name: &str) -> bool {
    name.ends_with("()")
}

fn pins(
    name: &str,
    was: &str,
    is: &Name,
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, Name>,
) -> Vec<(String, String)> {
    let plain = |name: &str| name.trim_start_matches("r#").to_owned();
    // A setter is called after its field.
    if is_method(name) {
        return Vec::new();
    }
    let stays = after.values().find(|it| it.meaning == was);
    let stays = stays.map(|it| (it.id.clone(), plain(name)));
    let earlier = before
        .iter()
        .find(|(name, it)| **it == is.meaning && !is_method(name));
    let earlier = earlier.map(|(name, _)| (is.id.clone(), plain(name)));
    stays.into_iter().chain(earlier).collect()
}

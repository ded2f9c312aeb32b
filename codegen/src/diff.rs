//! Meaning of a model change for users of the generated crate.
//!
//! Two states of a service are compared as what is generated of them: by the paths of the Rust items, so that whatever
//! leaves the API as it is, such as another name for a shape that has no type of its own, is no change. What the service
//! checks itself (constraints, its own defaults) leaves no trace in the API and is read from the models.

mod binding;
mod calls;
mod constraint;
mod constructor;
mod endpoint;
mod events;
mod json;
mod load;
mod markdown;
mod operation;
mod pair;
mod report;
mod service;
mod spelling;
mod structure;
mod text;
mod types;
mod xml;

use std::fmt;

use crate::ir::{self, Types};
use crate::smithy::model::Model;
use report::Report;

pub use json::json;
pub use load::{Wanted, operations, state};
pub use markdown::markdown;
pub use text::{text, totals};

/// Effect of a change on users of the crate; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Code that compiled may no longer compile, or a name in it stands for something else.
    Breaking,
    /// There are new items; code that compiled still does.
    Additive,
    /// Code still compiles, but may behave differently.
    Behavioural,
    /// Only the documentation changed.
    Documentation,
}

/// Kind of change of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is what became of it")]
pub enum Kind {
    Added,
    Removed,
    Changed,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Its effect.
    pub class: Class,
    /// The kind of change.
    pub kind: Kind,
    /// The Rust path of the item, from the service's module on; functions end with `()`.
    pub path: String,
    /// The difference, as Markdown in one line; empty if `kind` is enough.
    pub what: String,
    /// The reason for the class, as Markdown in one line.
    pub why: String,
}

/// A service in one of the two states.
#[derive(Debug)]
pub struct State {
    /// Its model.
    pub model: Model,
    /// The service as it is generated.
    pub service: ir::Service,
}

/// Both states of a service.
#[derive(Clone, Copy)]
struct States<'a> {
    old: &'a State,
    new: &'a State,
}

impl<'a> States<'a> {
    /// Returns the types of both.
    fn types(self) -> (&'a Types, &'a Types) {
        (&self.old.service.types, &self.new.service.types)
    }
}

/// A service and how it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceChanges {
    /// The module.
    pub module: String,
    /// The shape id.
    pub shape: String,
    /// Sorted: the worst first, then by path.
    pub changes: Vec<Change>,
}

impl Class {
    /// All classes, the worst first.
    pub const ALL: [Self; 4] = [
        Self::Breaking,
        Self::Additive,
        Self::Behavioural,
        Self::Documentation,
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Behavioural => "behavioural",
            Self::Documentation => "documentation",
        }
    }
}

impl Kind {
    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Returns the changes of a service from `old` to `new`. Both are lowered to the same module.
pub fn compare(old: &State, new: &State) -> Vec<Change> {
    let mut report = Report::default();
    service::compare(&old.service, &new.service, &mut report);
    let states = States { old, new };
    operation::compare(states, &mut report);
    types::compare(states, &mut report);
    report.sorted()
}

/// Returns the change of a whole service: one that was added or removed.
pub fn whole(module: &str, kind: Kind) -> Change {
    let (class, why) = match kind {
        Kind::Removed => (
            Class::Breaking,
            "the module and the Cargo feature of the service are removed",
        ),
        _ => (Class::Additive, "a new module with its own Cargo feature"),
    };
    Change {
        class,
        kind,
        path: module.to_owned(),
        what: "the service".to_owned(),
        why: why.to_owned(),
    }
}

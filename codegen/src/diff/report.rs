//! The changes found so far, and comparisons that all kinds of items share.

use super::{Change, Class, Kind};
use crate::ir::Docs;

/// The changes found so far.
#[derive(Debug, Default)]
pub(super) struct Report(Vec<Change>);

impl Report {
    /// Everything found, the worst first.
    pub(super) fn sorted(mut self) -> Vec<Change> {
        self.0.sort();
        self.0.dedup();
        self.0
    }

    fn push(
        &mut self,
        class: Class,
        kind: Kind,
        path: &str,
        what: impl Into<String>,
        why: impl Into<String>,
    ) {
        self.0.push(Change {
            class,
            kind,
            path: path.to_owned(),
            what: what.into(),
            why: why.into(),
        });
    }

    /// An item that is new, and that nothing has to know of.
    pub(super) fn added(&mut self, path: &str, what: &str, why: &str) {
        self.push(Class::Additive, Kind::Added, path, what, why);
    }

    /// A removed item.
    pub(super) fn removed(&mut self, path: &str, what: &str, why: &str) {
        self.push(Class::Breaking, Kind::Removed, path, what, why);
    }

    /// An item that code uses otherwise now.
    pub(super) fn breaking(&mut self, path: &str, what: impl Into<String>, why: impl Into<String>) {
        self.push(Class::Breaking, Kind::Changed, path, what, why);
    }

    /// An item that can do more.
    pub(super) fn more(&mut self, path: &str, what: &str, why: &str) {
        self.push(Class::Additive, Kind::Changed, path, what, why);
    }

    /// An item that compiles as before, and does something else.
    pub(super) fn behaviour(
        &mut self,
        path: &str,
        what: impl Into<String>,
        why: impl Into<String>,
    ) {
        self.push(Class::Behavioural, Kind::Changed, path, what, why);
    }

    /// A value of an item, called `name`, that calls depend on.
    pub(super) fn value(&mut self, path: &str, name: &str, old: &str, new: &str, why: &str) {
        if old != new {
            let what = format!("{name} is {new} instead of {old}");
            self.behaviour(path, what, why);
        }
    }

    /// A name that code compiles with as before, and that stands for something else.
    pub(super) fn moved(&mut self, path: &str, was: &str, is: &str) {
        let (was, is) = (was.escape_debug(), is.escape_debug());
        let what = format!("stands for `{is}` instead of `{was}`");
        let why = "code that names it compiles, but means the other: pin the name with `[names]` in the manifest";
        self.breaking(path, what, why);
    }

    /// Compares the wire names of a member.
    pub(super) fn wire_name(&mut self, path: &str, old: &str, new: &str) {
        let (old, new) = (format!("`{old}`"), format!("`{new}`"));
        let why = "requests and responses use it";
        self.value(path, "the name on the wire", &old, &new, why);
    }

    /// The documentation.
    pub(super) fn docs(&mut self, path: &str, old: &Docs, new: &Docs) {
        if old != new {
            self.documentation(path, "the documentation");
        }
    }

    fn documentation(&mut self, path: &str, what: &str) {
        let why = "only text changes";
        self.push(Class::Documentation, Kind::Changed, path, what, why);
    }

    /// The note of something deprecated.
    pub(super) fn deprecation(&mut self, path: &str, old: Option<&String>, new: Option<&String>) {
        match (old, new) {
            (None, Some(note)) => {
                let why = "the compiler warns where it is used";
                self.behaviour(path, format!("is deprecated: {note}"), why);
            }
            (Some(_), None) => {
                let why = "the compiler no longer warns where it is used";
                self.behaviour(path, "is no longer deprecated", why);
            }
            (Some(old), Some(new)) if old != new => {
                self.documentation(path, "the note of its deprecation");
            }
            _ => {}
        }
    }

    /// Compares sensitivity.
    pub(super) fn sensitive(&mut self, path: &str, old: bool, new: bool) {
        let what = match (old, new) {
            (false, true) => "is sensitive",
            (true, false) => "is no longer sensitive",
            _ => return,
        };
        let why = if new {
            "printing it shows `[sensitive]`"
        } else {
            "printing it shows the value"
        };
        self.behaviour(path, what, why);
    }
}

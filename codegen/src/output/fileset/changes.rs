//! Changes of files.

use std::collections::BTreeMap;

/// Change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Created {
        /// Its text.
        after: String,
    },
    /// It has another text.
    Changed {
        /// The text so far.
        before: String,
        /// The text from now on.
        after: String,
    },
    /// It is as it should be.
    Unchanged,
    /// It was written by an earlier run and is no longer wanted.
    Pruned {
        /// The text so far.
        before: String,
    },
}

/// Changes of the files of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub(super) BTreeMap<String, Change>);

/// Numbers of files by kind of change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New or changed.
    pub written: usize,
    /// As they should be.
    pub unchanged: usize,
    /// No longer wanted.
    pub pruned: usize,
}

impl Changes {
    /// Paths and what becomes of them, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.0.iter().map(|(path, change)| (path.as_str(), change))
    }

    /// Returns whether no file changes.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|change| *change == Change::Unchanged)
    }

    /// Counts the files whose path `counts`.
    pub fn tally(&self, counts: impl Fn(&str) -> bool) -> Tally {
        let mut tally = Tally::default();
        for (path, change) in &self.0 {
            let count = match change {
                Change::Created { .. } | Change::Changed { .. } => &mut tally.written,
                Change::Unchanged => &mut tally.unchanged,
                Change::Pruned { .. } => &mut tally.pruned,
            };
            *count += usize::from(counts(path));
        }
        tally
    }
}

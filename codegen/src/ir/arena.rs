//! Arenas of types and operations, and their ids.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;
use std::slice;

/// Id of an entry: its index in the arena.
pub trait Id: Copy + Ord + fmt::Debug {
    /// Returns the id of the entry at `index`.
    fn at(index: usize) -> Self;

    /// Returns the index of the entry.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$docs:meta])* $name:ident;)*) => {$(
        $(#[$docs])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl Id for $name {
            fn at(index: usize) -> Self {
                Self(index)
            }

            fn index(self) -> usize {
                self.0
            }
        }

        // In one line: `Service::shown` puts a name in the place of the number.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )*};
}

ids! {
    /// Id of a structure, in the order of Rust names; those of inputs and outputs follow the others.
    StructureId;
    /// Id of a union, in the order of Rust names.
    UnionId;
    /// Id of an enum, in the order of Rust names.
    EnumId;
    /// Id of an operation, in the order of Rust names.
    OperationId;
}

/// Entries with ids.
#[derive(Clone)]
pub struct Arena<I, T> {
    entries: Vec<T>,
    ids: PhantomData<I>,
}

impl<I: Id, T> Arena<I, T> {
    /// Creates an arena of `entries`; `None` if an id is missing.
    pub fn new(entries: BTreeMap<I, T>) -> Option<Self> {
        let is_complete = entries.keys().map(|id| id.index()).eq(0..entries.len());
        is_complete.then(|| Self {
            entries: entries.into_values().collect(),
            ids: PhantomData,
        })
    }

    /// Returns whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Iterates over the entries, in the order of their ids.
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.entries.iter()
    }

    /// Iterates over the entries with their ids.
    pub fn with_ids(&self) -> impl Iterator<Item = (I, &T)> {
        (0..).map(I::at).zip(&self.entries)
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;

    #[expect(
        clippy::indexing_slicing,
        reason = "names give out the ids, and an arena is complete: it has an entry for each"
    )]
    fn index(&self, id: I) -> &T {
        &self.entries[id.index()]
    }
}

impl<'a, I: Id, T> IntoIterator for &'a Arena<I, T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<I: Id, T: fmt::Debug> fmt::Debug for Arena<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.with_ids()).finish()
    }
}

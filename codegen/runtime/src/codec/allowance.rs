//! Memory that the values of a body may need.

use std::collections::BTreeMap;

/// Memory that is always allowed: no response of a service is near it.
const ALWAYS: usize = 32 * 1024 * 1024;
/// Further memory, as a multiple of the body's size.
const FACTOR: usize = 16;
/// A node of a map has room for 11 entries, and at least 5, but for the root.
const NODE: usize = 12;
const LEAST: usize = 5;

/// The rest of the memory that the lists, maps and boxes of a body may need. A body of `[{},{},…]` would otherwise need a
/// hundred times its size.
pub(crate) struct Allowance(usize);

impl Allowance {
    /// Description of a body that exceeds its allowance.
    pub(super) const EXCEEDED: &'static str =
        "the values need more than 32 MiB and 16 times the memory of the body";

    pub(super) fn of(body: usize) -> Self {
        Self(body.saturating_mul(FACTOR).max(ALWAYS))
    }

    /// Takes memory; false if it exceeds the rest.
    #[inline]
    pub(super) fn take(&mut self, size: usize) -> bool {
        match self.0.checked_sub(size) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// Makes room for one more entry of a list; false if the memory exceeds the rest. A list that grows is copied to one of
    /// twice its size: both exist for a moment.
    #[inline]
    pub(super) fn grow<T>(&mut self, list: &mut Vec<T>) -> bool {
        let length = list.len();
        if length < list.capacity() {
            return true;
        }
        let more = length.max(4);
        let size = size_of::<T>().saturating_mul(length.saturating_add(more));
        if !self.take(size) {
            return false;
        }
        list.reserve_exact(more);
        self.0 = self.0.saturating_add(size_of::<T>().saturating_mul(length));
        true
    }

    /// Takes the memory of one more entry of a map; false if it exceeds the rest.
    #[inline]
    pub(super) fn add<K, V>(&mut self, map: &BTreeMap<K, V>) -> bool {
        let is_node = map.len().is_multiple_of(LEAST);
        !is_node || self.take(size_of::<(K, V)>().saturating_mul(NODE))
    }
}

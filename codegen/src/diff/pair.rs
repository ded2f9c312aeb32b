//! Finds in two lists what belongs together.

use std::collections::BTreeMap;

/// What is in one of two lists, or in both.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pair<'a, T> {
    Removed(&'a T),
    Added(&'a T),
    Both(&'a T, &'a T),
}

/// The elements of both lists by their keys, in the order of these.
pub(super) fn pairs<'a, T, K: Ord>(
    old: impl IntoIterator<Item = &'a T>,
    new: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&'a T) -> K,
) -> Vec<Pair<'a, T>> {
    let mut pairs: BTreeMap<K, Pair<'a, T>> = BTreeMap::new();
    for it in old {
        pairs.insert(key(it), Pair::Removed(it));
    }
    for it in new {
        let pair = match pairs.remove(&key(it)) {
            Some(Pair::Removed(old) | Pair::Both(old, _)) => Pair::Both(old, it),
            Some(Pair::Added(_)) | None => Pair::Added(it),
        };
        pairs.insert(key(it), pair);
    }
    pairs.into_values().collect()
}

/// Whether what both lists have comes in the same order in both.
pub(super) fn same_order<T: PartialEq>(old: &[T], new: &[T]) -> bool {
    let left = old.iter().filter(|it| new.contains(it));
    left.eq(new.iter().filter(|it| old.contains(it)))
}

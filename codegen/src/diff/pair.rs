//! Pairs of corresponding elements of two lists.

use std::collections::BTreeMap;

/// An element of one of two lists, or of both.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pair<'a, T> {
    Removed(&'a T),
    Added(&'a T),
    Both(&'a T, &'a T),
}

/// Returns the elements of both lists by their keys, in the order of these.
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

/// Returns whether the common elements of both lists have the same order in both.
pub(super) fn same_order<T: PartialEq>(old: &[T], new: &[T]) -> bool {
    let left = old.iter().filter(|it| new.contains(it));
    left.eq(new.iter().filter(|it| old.contains(it)))
}

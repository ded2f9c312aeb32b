//! `getAttr` with an index.

/// Returns the element of `list` at `index`; a negative index counts from the end: `-1` is the last element.
#[must_use]
pub fn element<T: AsRef<str>>(list: &[T], index: i64) -> Option<&str> {
    let distance = usize::try_from(index.unsigned_abs()).ok()?;
    let index = if index < 0 {
        list.len().checked_sub(distance)?
    } else {
        distance
    };
    list.get(index).map(AsRef::as_ref)
}

#[cfg(test)]
mod tests {
    use super::element;

    #[test]
    fn counts_from_either_end() {
        let list = ["a", "b", "c"];
        for (index, expected) in [
            (0, Some("a")),
            (2, Some("c")),
            (3, None),
            (-1, Some("c")),
            (-3, Some("a")),
            (-4, None),
            (i64::MIN, None),
            (i64::MAX, None),
        ] {
            assert_eq!(element(&list, index), expected, "{index}");
        }
        assert_eq!(element::<&str>(&[], 0), None);
        assert_eq!(element::<&str>(&[], -1), None);
    }
}

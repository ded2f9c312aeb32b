//! Paths of `getAttr`: `name`, `[0]`, `resourceId[0]`.

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Path {
    /// An attribute of an object.
    Key(String),
    /// An element of an array, counted from the end where negative.
    Index(i64),
}

/// Returns the steps of `text`; `None` if it is not a path. An index can only be the last step.
pub(super) fn parse(text: &str) -> Option<Vec<Path>> {
    let mut steps = Vec::new();
    for part in text.split('.') {
        if matches!(steps.last(), Some(Path::Index(_))) {
            return None;
        }
        let (key, index) = match part.split_once('[') {
            Some((key, index)) => (key, Some(index.strip_suffix(']')?)),
            None => (part, None),
        };
        if !key.is_empty() {
            steps.push(Path::Key(key.to_owned()));
        } else if index.is_none() {
            return None;
        }
        if let Some(index) = index {
            steps.push(Path::Index(index.parse().ok()?));
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::{Path, parse};

    #[test]
    fn paths_are_names_with_an_index_at_the_end() {
        let key = |key: &str| Path::Key(key.to_owned());
        for (text, expected) in [
            ("name", Some(vec![key("name")])),
            ("a.b", Some(vec![key("a"), key("b")])),
            ("[0]", Some(vec![Path::Index(0)])),
            ("a.b[-1]", Some(vec![key("a"), key("b"), Path::Index(-1)])),
            ("", None),
            ("a.", None),
            ("a[0].b", None),
            ("a[0", None),
            ("a[]", None),
            ("a[x]", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}

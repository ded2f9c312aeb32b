//! Patterns of URIs (`smithy.api#http$uri`): `/things/{Id}/{Key+}?list`.

use crate::ir::without_names;

/// A pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern<'a> {
    /// All of it.
    pub(super) text: &'a str,
    labels: Vec<Label<'a>>,
}

/// The value of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    /// Name of the member.
    pub(super) name: &'a str,
    /// True if the value may have several segments.
    pub(super) is_greedy: bool,
}

/// A reason, and the fix.
type Problem = (String, &'static str);

impl<'a> Pattern<'a> {
    /// Parses a pattern.
    ///
    /// # Errors
    /// The reason why it is invalid, and the fix.
    pub(super) fn parse(text: &'a str) -> Result<Self, Problem> {
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (text, None),
        };
        let Some(path) = path.strip_prefix('/') else {
            let reason = "it does not begin with `/`";
            return problem(reason, "write the whole path");
        };
        let is_forbidden = |c: &char| *c == '#' || c.is_whitespace() || c.is_control();
        if let Some(c) = text.chars().find(is_forbidden) {
            let reason = format!("`{}` is not allowed in it", c.escape_debug());
            return problem(reason, "remove the character, or percent-encode it");
        }
        if query.is_some_and(|it| it.contains(['{', '}'])) {
            let reason = "the query has a label";
            return problem(reason, "bind the member with smithy.api#httpQuery");
        }
        let labels = path.split('/').filter_map(|it| label(it).transpose());
        let labels = labels.collect::<Result<Vec<_>, _>>()?;
        let pattern = Self { text, labels };
        pattern.check()?;
        Ok(pattern)
    }

    fn check(&self) -> Result<(), Problem> {
        for (index, label) in self.labels.iter().enumerate() {
            let mut before = self.labels.iter().take(index);
            if before.any(|it| it.name == label.name) {
                let reason = format!("it has the label `{}` twice", label.name);
                return problem(reason, "name each member once");
            }
            if label.is_greedy && index + 1 < self.labels.len() {
                let reason = format!("the greedy label `{{{}+}}` is not the last", label.name);
                return problem(reason, "remove the `+`, or put the label behind the others");
            }
        }
        Ok(())
    }

    /// The labels, in the order of the path.
    pub(super) fn labels(&self) -> impl Iterator<Item = &Label<'a>> {
        self.labels.iter()
    }

    /// The names of query parameters.
    pub(super) fn literals(&self) -> impl Iterator<Item = &'a str> {
        let (_, query) = self.text.split_once('?').unwrap_or_default();
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name))
    }

    /// Returns the text without the names of labels, and with the query in one order: what requests are told apart by.
    pub(super) fn without_names(&self) -> String {
        let text = without_names(self.text);
        let (path, query) = text.split_once('?').unwrap_or((&text, ""));
        let mut query: Vec<&str> = query.split('&').collect();
        query.sort_unstable();
        format!("{path}?{}", query.join("&"))
    }
}

/// Returns the label that a segment of the path is; `None` for a literal.
fn label(text: &str) -> Result<Option<Label<'_>>, Problem> {
    if text == "." || text == ".." {
        let reason = format!("HTTP clients remove the segment `{text}`");
        return problem(reason, "remove the segment");
    }
    if !text.contains(['{', '}']) {
        return Ok(None);
    }
    let inner = text.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    let Some(inner) = inner.filter(|it| !it.contains(['{', '}'])) else {
        let reason = format!("the label in `{text}` is not a whole segment");
        return problem(reason, "put the label between two `/`");
    };
    let (name, is_greedy) = match inner.strip_suffix('+') {
        Some(name) => (name, true),
        None => (inner, false),
    };
    if name.is_empty() {
        return problem("a label has no name", "name a member of the input");
    }
    Ok(Some(Label { name, is_greedy }))
}

fn problem<T>(reason: impl Into<String>, help: &'static str) -> Result<T, Problem> {
    Err((reason.into(), help))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn labels_are_segments() {
        let labels = |text| {
            let pattern = Pattern::parse(text).unwrap();
            let labels = pattern
                .labels()
                .map(|it| (it.name.to_owned(), it.is_greedy));
            labels.collect::<Vec<_>>()
        };
        let label = |name: &str, is_greedy| (name.to_owned(), is_greedy);
        assert_eq!(labels("/"), []);
        assert_eq!(labels("/a/(b+)?c=d&e"), []);
        assert_eq!(
            labels("/{a}/b/{c}/"),
            [label("a", false), label("c", false)]
        );
        assert_eq!(labels("/{a}/{b+}/c"), [label("a", false), label("b", true)]);
    }

    #[test]
    fn requests_do_not_have_the_names_of_labels() {
        let shown = |text| Pattern::parse(text).unwrap().without_names();
        assert_eq!(shown("/{a}/{b+}?x&y=1"), shown("/{c}/{d+}?y=1&x"));
        assert_ne!(shown("/{a}"), shown("/{a+}"));
        assert_ne!(shown("/a?x"), shown("/a"));
    }

    #[test]
    fn invalid_patterns_have_a_reason() {
        for (text, why) in [
            ("", "begin with"),
            ("a", "begin with"),
            ("/a#b", "`#`"),
            ("/a b", "` `"),
            ("/a?b={c}", "query has a label"),
            ("/a{b}", "`a{b}`"),
            ("/{a}{b}", "`{a}{b}`"),
            ("/{a", "`{a`"),
            ("/a}", "`a}`"),
            ("/{}", "no name"),
            ("/{+}", "no name"),
            ("/a/../b", "`..`"),
            ("/{a}/{a}", "twice"),
            ("/{a+}/{b}", "`{a+}` is not the last"),
        ] {
            let (reason, _) = Pattern::parse(text).unwrap_err();
            assert!(reason.contains(why), "{text}: {reason}");
        }
    }
}

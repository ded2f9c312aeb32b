//! URI patterns of operations (`smithy.api#http$uri`).

/// A pattern: the segments of its path and the literals of its query.
pub(super) struct Pattern {
    pub(super) segments: Vec<Segment>,
    /// Pairs such as `key=value`, or keys alone.
    pub(super) query: Vec<&'static str>,
}

/// Segment of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// A text that is sent as it is.
    Literal(&'static str),
    /// A label with the name of its member.
    Label(&'static str),
    /// A label whose value may have several segments.
    Greedy(&'static str),
}

impl Pattern {
    /// Parses a pattern, which the model has validated. Without a slash at its start there is no path.
    pub(super) fn parse(uri: &'static str) -> Self {
        let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
        let segments = path.strip_prefix('/').map(|path| path.split('/'));
        let query = query.split('&').filter(|pair| !pair.is_empty());
        Self {
            segments: segments.into_iter().flatten().map(segment).collect(),
            query: query.collect(),
        }
    }

    /// Returns true if a literal of the query has this name.
    pub(super) fn has_query(&self, name: &str) -> bool {
        let mut names = self.query.iter().map(|pair| pair.split('=').next());
        names.any(|it| it == Some(name))
    }
}

fn segment(text: &'static str) -> Segment {
    let label = text
        .strip_prefix('{')
        .and_then(|label| label.strip_suffix('}'));
    match label {
        None => Segment::Literal(text),
        Some(label) => match label.strip_suffix('+') {
            Some(label) => Segment::Greedy(label),
            None => Segment::Label(label),
        },
    }
}

#[cfg(test)]
mod tests;

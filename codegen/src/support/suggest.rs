//! "Did you mean": the known name that is most similar to an unknown one.

use std::collections::BTreeSet;

use similar::get_close_matches;

use crate::support::glob::Glob;

/// Minimum similarity of two names, from 0 to 1.
const CLOSE: f32 = 0.6;

/// Returns the candidate that is most like `name`, or the only one of which the name is the beginning. Case does not
/// count.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let name = name.to_lowercase();
    let lower: Vec<String> = candidates.iter().map(|it| it.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let closest = get_close_matches(name.as_str(), &lower, 1, CLOSE);
    let found = match closest.first() {
        Some(closest) => *closest,
        None if name.is_empty() => return None,
        None => {
            let mut longer = lower.iter().filter(|it| it.starts_with(&name));
            match (longer.next(), longer.next()) {
                (Some(only), None) => *only,
                _ => return None,
            }
        }
    };
    let position = lower.iter().position(|it| *it == found)?;
    candidates.get(position).copied()
}

/// Returns `nearest` as a question for help, such as "did you mean `x`?".
pub fn question<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(name, candidates).map(|nearest| format!("did you mean `{nearest}`?"))
}

/// Returns the pattern that `pattern`, which matches none of the `names`, is most like among those that match one.
///
/// Parts between wildcards that are in no name give way to the words of names that are most like them.
pub fn pattern(pattern: &Glob, names: &[&str]) -> Option<String> {
    let written = pattern.as_str();
    if !written.contains(['*', '?']) {
        return nearest(written, names.iter().copied()).map(str::to_owned);
    }
    let phrases: BTreeSet<&str> = names.iter().flat_map(|name| phrases(name)).collect();
    let corrected = |part: &str| match part.trim_end_matches(['*', '?']) {
        "" => Some(part.to_owned()),
        literal if names.iter().any(|name| name.contains(literal)) => Some(part.to_owned()),
        literal => {
            let nearest = nearest(literal, phrases.iter().copied())?;
            let wildcards = part.get(literal.len()..).unwrap_or_default();
            Some(format!("{nearest}{wildcards}"))
        }
    };
    let parts = written.split_inclusive(['*', '?']).map(corrected);
    let found = parts.collect::<Option<String>>()?;
    let glob = Glob::new(found.as_str());
    names.iter().any(|name| glob.matches(name)).then_some(found)
}

/// Returns the words of a name in camel case, alone and together with those after them.
fn phrases(name: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = name
        .char_indices()
        .filter(|(at, c)| *at == 0 || c.is_uppercase())
        .map(|(at, _)| at)
        .chain([name.len()])
        .collect();
    let ends = starts.clone();
    starts.into_iter().flat_map(move |start| {
        let ends: Vec<usize> = ends.iter().copied().filter(|end| *end > start).collect();
        ends.into_iter().filter_map(move |end| name.get(start..end))
    })
}

#[cfg(test)]
mod tests {
    use super::{nearest, pattern};
    use crate::support::glob::Glob;

    #[test]
    fn names_with_a_slip_of_the_pen() {
        let known = ["path", "git", "rev", "tag", "branch", "version"];
        for (name, expected) in [
            ("pth", Some("path")),
            ("brnach", Some("branch")),
            ("VERSION", Some("version")),
            ("tags", Some("tag")),
            ("br", Some("branch")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known), expected, "{name}");
        }
        // With several that begin so, the most alike.
        assert_eq!(
            nearest("GetThin", ["GetThings", "GetThing"]),
            Some("GetThing")
        );
        assert_eq!(nearest("x", []), None);
    }

    #[test]
    fn patterns_over_names_of_operations() {
        let names = [
            "GetSyncConfig",
            "GetHost",
            "ListSyncBlockers",
            "PutHTTPThing",
        ];
        for (written, expected) in [
            ("GetHots", Some("GetHost")),
            ("gethost", Some("GetHost")),
            ("*Sycn*", Some("*Sync*")),
            ("*sync*", Some("*Sync*")),
            ("List*Blokers", Some("List*Blockers")),
            ("Lst*Blokers*", Some("List*Blockers*")),
            ("*SyncConfgs", Some("*SyncConfig")),
            ("Delete*", None),
            ("*Blockers*Sync*", None),
            ("*é*", None),
        ] {
            let found = pattern(&Glob::new(written), &names);
            assert_eq!(found.as_deref(), expected, "{written}");
        }
        assert_eq!(pattern(&Glob::new("*a*"), &[]), None);
    }
}

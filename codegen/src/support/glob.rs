//! Patterns over operation names, as the manifest's `operations` gives them.

use wildmatch::WildMatch;

/// A pattern: `*` stands for any run of characters, `?` for exactly one, everything else for itself.
///
/// The whole name has to match, and case counts, as it does in Smithy's shape names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Glob(String);

impl Glob {
    /// Creates a pattern; every text is one.
    pub fn new(pattern: impl Into<String>) -> Self {
        Self(pattern.into())
    }

    /// Returns the pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether the pattern matches the whole of `name`.
    pub fn matches(&self, name: &str) -> bool {
        WildMatch::new(&self.0).matches(name)
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn stars_question_marks_and_plain_text() {
        let table = [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("*", "GetResourceSyncStatus", true),
            ("*Sync*", "GetResourceSyncStatus", true),
            ("*Sync*", "Sync", true),
            ("*Sync*", "ListConnections", false),
            ("*Sync*", "Getsync", false),
            ("List*", "ListConnections", true),
            ("List*", "AListConnections", false),
            ("*Status", "GetSyncStatus", true),
            ("*Status", "GetSyncStatusNow", false),
            ("GetHost", "GetHost", true),
            ("GetHost", "GetHosts", false),
            ("GetHosts", "GetHost", false),
            ("Get?ost", "GetHost", true),
            ("Get?ost", "Getost", false),
            ("?", "", false),
            ("?", "a", true),
            ("?", "é", true),
            ("?*", "", false),
            ("*?", "ab", true),
            ("**", "ab", true),
            ("a*b*c", "aXbXbXc", true),
            ("a*b*c", "aXcXb", false),
            ("*ab", "aab", true),
            ("*a?c", "abcaXc", true),
            ("[a-z]", "a", false),
        ];
        for (pattern, name, expected) in table {
            assert_eq!(
                Glob::new(pattern).matches(name),
                expected,
                "{pattern:?} on {name:?}"
            );
        }
    }

    #[test]
    fn many_stars_on_a_long_name_end() {
        let pattern = "a*".repeat(1_000) + "b";
        assert!(!Glob::new(pattern).matches(&"a".repeat(10_000)));
    }
}

//! Names of local variables.

use std::collections::BTreeMap;

use crate::lower::names::{Scope, snake_name};

/// Names that have a meaning in generated functions.
const TAKEN: [&str; 5] = ["exhausted", "library", "parameters", "refuse", "resolve"];

/// The Rust names of parameters and variables: the same name in a rule set is the same everywhere.
pub(super) struct Names {
    given: BTreeMap<String, String>,
    scope: Scope,
}

impl Names {
    pub(super) fn new() -> Self {
        Self {
            given: BTreeMap::new(),
            scope: Scope::with(TAKEN),
        }
    }

    /// Returns the local name for what rules call `name`.
    pub(super) fn local(&mut self, name: &str) -> String {
        if let Some(given) = self.given.get(name) {
            return given.clone();
        }
        // `PartitionResult` is how rule sets call a partition; and names go into format strings, which know no `r#`.
        let plain = name.strip_suffix("Result").filter(|it| !it.is_empty());
        let snake = snake_name(plain.unwrap_or(name));
        let wanted = match snake.strip_prefix("r#") {
            Some(keyword) => format!("{keyword}_"),
            None => snake,
        };
        let local = self.scope.give(wanted);
        self.given.insert(name.to_owned(), local.clone());
        local
    }

    /// Returns a new name for text that rules have no name for.
    pub(super) fn text(&mut self) -> String {
        self.scope.give("text".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_snake_case_free_and_lasting() {
        let mut names = Names::new();
        for (name, expected) in [
            ("Region", "region"),
            ("PartitionResult", "partition"),
            ("Result", "result"),
            ("partition", "partition_2"),
            ("type", "type_"),
            ("Parameters", "parameters_2"),
            ("PartitionResult", "partition"),
            ("ARN", "arn"),
        ] {
            assert_eq!(names.local(name), expected, "{name}");
        }
        assert_eq!(names.text(), "text");
        assert_eq!(names.text(), "text_2");
    }
}

//! Diagnostics about a trait that point into it.

use crate::smithy::json::{self, Node};
use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};

/// Maximum nesting of arrays and objects that become an expression. rustfmt takes twice as long for each level of
/// nested setters: 0.2 s for eight, 6 s for twelve. Real models have six at most.
const DEEPEST: usize = 8;

/// A place inside a trait: a JSON pointer, from the trait's value on.
pub(crate) type Pointer = String;

/// Takes diagnostics about one trait.
pub(crate) struct Report<'a> {
    base: Location,
    found: &'a mut Diagnostics,
    failed: bool,
}

impl<'a> Report<'a> {
    /// For the trait whose value is at `base`.
    pub(crate) fn new(base: Location, found: &'a mut Diagnostics) -> Self {
        Self {
            base,
            found,
            failed: false,
        }
    }

    /// Something that the generator will not go on with.
    pub(crate) fn error(&mut self, at: &str, message: impl Into<String>, help: impl Into<String>) {
        self.failed = true;
        let diagnostic = Diagnostic::error(message).at(self.location(at));
        self.found.push(diagnostic.help(help));
    }

    /// Returns whether `node` is too deep to become an expression, and reports it then.
    pub(crate) fn is_too_deep(&mut self, node: &Node, at: &str) -> bool {
        let is_too_deep = node.depth() > DEEPEST;
        if is_too_deep {
            let message = format!("arrays and objects are nested more than {DEEPEST} deep");
            self.error(at, message, "nest fewer of them");
        }
        is_too_deep
    }

    /// Something that has no effect.
    pub(crate) fn warning(
        &mut self,
        at: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic::warning(message).at(self.location(at));
        self.found.push(diagnostic.help(help));
    }

    /// Returns whether there has been an error.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    fn location(&self, at: &str) -> Location {
        let mut location = self.base.clone();
        let base = location.pointer.unwrap_or_default();
        location.pointer = Some(format!("{base}{at}"));
        location
    }
}

/// Returns the place `step` further on from `at`.
pub(crate) fn inside(at: &str, step: &str) -> Pointer {
    format!("{at}{}", json::pointer([step]))
}

/// Returns the place of the element `index` of the array at `at`.
pub(crate) fn element(at: &str, index: usize) -> Pointer {
    format!("{at}/{index}")
}

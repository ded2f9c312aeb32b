//! What stands in for a value that must not be seen.

use std::fmt;

/// Prints `[sensitive]`, whatever it stands for.
///
/// A type with a member that the model marks sensitive shows this in its `Debug` instead of the member.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sensitive;

impl fmt::Display for Sensitive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[sensitive]")
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::Sensitive;

    #[test]
    fn prints_the_same_marker_in_every_way() {
        assert_eq!(format!("{Sensitive}"), "[sensitive]");
        assert_eq!(format!("{Sensitive:?}"), "[sensitive]");
        assert_eq!(format!("{Sensitive:#?}"), "[sensitive]");
    }
}

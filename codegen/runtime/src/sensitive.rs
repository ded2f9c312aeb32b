//! Placeholder of sensitive values.

use std::fmt;

/// Placeholder that is displayed as `[sensitive]`.
///
/// The `Debug` of a type shows it in place of members that the model marks sensitive.
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

//! Unknown values of enumerations.
//!
//! Both types are opaque: only the macros create them, and only for values that are not known. So the variant of
//! unknown values never holds the value of another variant.

use std::fmt;

/// String value of an enumeration that is unknown to this version of the crate.
///
/// It is serialized unchanged.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Returns the string as the service sent it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, formatter)
    }
}

/// Integer value of an enumeration that is unknown to this version of the crate.
///
/// It is serialized unchanged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownInt(i32);

impl UnknownInt {
    /// Returns the number as the service sent it.
    #[must_use]
    pub fn as_i32(self) -> i32 {
        self.0
    }
}

impl fmt::Display for UnknownInt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Debug for UnknownInt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// Creates a value; only for expansions of `string_enum!`, which have compared `text` with every known value.
#[doc(hidden)]
#[must_use]
pub fn unknown_value(text: &str) -> UnknownValue {
    UnknownValue(text.into())
}

/// Creates a value; only for expansions of `int_enum!`, which have compared `number` with every known value.
#[doc(hidden)]
#[must_use]
pub const fn unknown_int(number: i32) -> UnknownInt {
    UnknownInt(number)
}

#[cfg(test)]
mod tests {
    use super::{unknown_int, unknown_value};

    #[test]
    fn text_is_plain_when_displayed_and_quoted_when_debugged() {
        let value = unknown_value("NEW \"STATE\"");
        assert_eq!(value.as_str(), "NEW \"STATE\"");
        assert_eq!(value.to_string(), "NEW \"STATE\"");
        assert_eq!(format!("{value:?}"), r#""NEW \"STATE\"""#);
        assert_eq!(format!("{:>4}|", unknown_value("a")), "   a|");
    }

    #[test]
    fn number_prints_as_itself() {
        let value = unknown_int(-7);
        assert_eq!(value.as_i32(), -7);
        assert_eq!(format!("{value} {value:?}"), "-7 -7");
    }
}

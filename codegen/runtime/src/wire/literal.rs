//! Numbers and strings in their notation, for values of which both are accepted, or that a float cannot hold.

/// A number or string.
#[derive(Clone, Copy, Debug)]
pub enum Literal<'a> {
    /// A number in the notation of JSON.
    Number(&'a str),
    /// An integer.
    Signed(i64),
    /// An integer that is not negative.
    Unsigned(u64),
    /// A float.
    Float(f64),
    /// A string.
    String(&'a str),
}

/// Reasons why a literal is not valid for a type.
#[derive(Clone, Copy, Debug)]
pub enum Mismatch {
    /// It is of the other kind.
    Kind,
    /// The value is invalid: a description of the value found.
    Value(&'static str),
    /// The reason, described by the type.
    Custom(&'static str),
}

impl Mismatch {
    /// Describes an invalid value without showing it, since it may be secret.
    pub(crate) fn describe(self, literal: Literal<'_>, expected: &str) -> String {
        match self {
            Self::Kind => {
                let found = match literal {
                    Literal::String(_) => "string",
                    _ => "number",
                };
                format!("invalid type: {found}, expected {expected}")
            }
            Self::Value(found) => format!("invalid value: {found}, expected {expected}"),
            Self::Custom(problem) => problem.to_owned(),
        }
    }
}

/// A type whose values are numbers, strings, or both.
pub trait FromLiteral: Sized {
    /// Description of valid values, for errors.
    const EXPECTED: &'static str;

    /// Converts a literal.
    ///
    /// # Errors
    /// If it is not valid for this type.
    fn from_literal(literal: Literal<'_>) -> Result<Self, Mismatch>;
}
